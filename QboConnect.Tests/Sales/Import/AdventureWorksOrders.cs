using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace QboConnect.Tests.Sales.Import;

/// <summary>
/// The real orders of AdventureWorks, read where they lie: <c>QBOCONNECT_ADVENTUREWORKS</c>, else <c>../shared/data/adventureworks</c> beside the
/// repository. They have no dates; order i is dated evenly over 1,127 days, every tenth is in EUR, every tenth in GBP, each is paid the next day.
/// </summary>
internal sealed class AdventureWorksOrders
{
    public const string Absent =
        "The AdventureWorks orders did not run: set QBOCONNECT_ADVENTUREWORKS to the folder with sales_orders.csv and currency_rates.csv.";

    private const int Days = 1_127;
    private static readonly DateOnly First = new(2022, 5, 30);

    private AdventureWorksOrders(IReadOnlyList<Order> orders, IReadOnlyDictionary<(string Currency, DateOnly Day), decimal> rates) => (Orders, Rates) = (orders, rates);

    public IReadOnlyList<Order> Orders { get; }

    /// <summary>USD for one unit, nine decimals.</summary>
    public IReadOnlyDictionary<(string Currency, DateOnly Day), decimal> Rates { get; }

    public static AdventureWorksOrders? Find([CallerFilePath] string thisFile = "")
    {
        var repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
        var folder = Environment.GetEnvironmentVariable("QBOCONNECT_ADVENTUREWORKS") is { Length: > 0 } given
            ? given
            : Path.Combine(repository, "..", "shared", "data", "adventureworks");
        return File.Exists(Path.Combine(folder, "sales_orders.csv")) ? new AdventureWorksOrders(ReadOrders(folder), ReadRates(folder)) : null;
    }

    public decimal Rate(string currency, DateOnly day)
    {
        if (currency == "USD")
        {
            return 1m;
        }

        // The figures end a month before the orders do: the last rate holds on.
        while (!Rates.ContainsKey((currency, day)))
        {
            day = day.AddDays(-1);
        }

        return Rates[(currency, day)];
    }

    /// <summary>The orders in the format that the import documents.</summary>
    public byte[] Csv()
    {
        var text = new StringBuilder("OrderNumber,Channel,OrderDate,Customer,Currency,SubTotal,TaxRule,Tax,Shipping,Total,PaymentDate,PaymentAccount\n");
        foreach (var order in Orders)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{order.Number},{order.Channel},{order.Date:yyyy-MM-dd},{order.Channel} {order.Currency},{order.Currency},{order.SubTotal},Sales tax 8 %,{order.Tax},{order.Freight},{order.Total},{order.PaidOn:yyyy-MM-dd},{(order.Currency == "EUR" ? "Stripe EUR" : "Stripe USD")}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static List<Order> ReadOrders(string folder)
    {
        var rows = File.ReadAllLines(Path.Combine(folder, "sales_orders.csv"))[1..];
        return [.. rows.Select((row, index) =>
        {
            var fields = row.Split(',');
            return new Order(
                fields[0], fields[1], First.AddDays((int)((long)index * Days / rows.Length)), (index % 10) switch { 3 => "EUR", 7 => "GBP", _ => "USD" },
                fields[2], fields[3], fields[4], fields[5]);
        })];
    }

    private static Dictionary<(string, DateOnly), decimal> ReadRates(string folder) =>
        File.ReadLines(Path.Combine(folder, "currency_rates.csv")).Skip(1).Select(row => row.Split(','))
            .Where(fields => fields[2] is "EUR" or "GBP")
            .ToDictionary(
                fields => (fields[2], DateOnly.ParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture)),
                fields => Math.Round(1m / decimal.Parse(fields[3], CultureInfo.InvariantCulture), 9));

    /// <summary>One order; amounts as the figures have them, with four decimals.</summary>
    internal sealed record Order(
        string Number, string Channel, DateOnly Date, string Currency, string SubTotal, string Tax, string Freight, string Total)
    {
        public DateOnly PaidOn => Date.AddDays(1);

        /// <summary>An amount in cents, half away from zero.</summary>
        public static long Cents(string amount) =>
            (long)Math.Round(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100m, MidpointRounding.AwayFromZero);
    }
}
