namespace QboConnect.Core.Sales.Import.Shell;

/// <summary>What a file holds, before or after it is imported.</summary>
public sealed class SalesFileReport
{
    private readonly SortedDictionary<string, (int Orders, long TotalMinor)> _byCurrency = new(StringComparer.Ordinal);

    /// <summary>Orders that are new and without error.</summary>
    public int NewOrders { get; private set; }

    /// <summary>Orders that are there already and say the same.</summary>
    public int AlreadyThere { get; internal set; }

    /// <summary>Orders with an error.</summary>
    public int BadOrders { get; internal set; }

    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public List<SalesCsvError> Errors { get; } = [];

    /// <summary>Orders that are there already and say something else; they are not touched.</summary>
    public List<SalesCsvError> Conflicts { get; } = [];

    /// <summary>Channels, customers and products that the new orders bring.</summary>
    public HashSet<string> NewChannels { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc cref="NewChannels" />
    public HashSet<string> NewCustomers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc cref="NewChannels" />
    public HashSet<string> NewProducts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>First and last day of the new orders, or null.</summary>
    public (DateOnly First, DateOnly Last)? Days { get; private set; }

    /// <summary>New orders by currency, with their totals in minor units of it.</summary>
    public IReadOnlyDictionary<string, (int Orders, long TotalMinor)> ByCurrency => _byCurrency;

    /// <summary>Whether the orders were written.</summary>
    public bool IsImported { get; internal set; }

    internal void AddNew(CompleteSale sale)
    {
        NewOrders++;
        var day = sale.Sale.OrderDate;
        Days = Days is { } days ? (day < days.First ? day : days.First, day > days.Last ? day : days.Last) : (day, day);
        var (orders, total) = _byCurrency.GetValueOrDefault(sale.Sale.Currency);
        _byCurrency[sale.Sale.Currency] = (orders + 1, total + sale.Invoices[0].TotalMinor);
    }
}

/// <summary>How far reading a file is.</summary>
/// <param name="Orders">Orders read.</param>
/// <param name="Share">Part of the file, 0 to 1.</param>
public sealed record SalesFileProgress(int Orders, double Share);
