using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Tests.Simulator;
using QboConnect.Tests.Support;
using Books = QboConnect.Tests.Simulator.Books;

namespace QboConnect.Tests.Connect;

/// <summary>What Core holds after the migration against what QuickBooks' ageing reports said before it, contact by contact, to the cent.</summary>
public sealed class OpeningBalancesProofTests(Databases databases) : IClassFixture<Databases>
{
    private const string NoTax = """, "GlobalTaxCalculation":"NotApplicable" """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "US", "USD", "EUR", "GBP")]
    [InlineData(DatabaseProvider.Postgres, "UK", "GBP", "EUR", "USD")]
    public async Task Every_contact_owes_and_is_owed_what_QuickBooks_said(DatabaseProvider provider, string template, string home, string second, string third)
    {
        await using var rig = await ConnectRig.StartAsync(databases, provider, new CompanySetup("Wharf Trading", home, "Etc/UTC", 1, "", 0m), Cancellation);
        var company = await rig.UseNewCompanyAsync(new { template, plan = "Advanced", multiCurrency = true }, Cancellation);
        await company.SaveAsync("preferences", """{"Id":"1","SyncToken":"0","sparse":true,"SalesFormsPrefs":{"AutoApplyPayments":false}}""");
        var bank = await company.AccountAsync("Checking");
        await SellAsync(company, "Home Stores", home, 1m, 120.50m);
        // 100.00 at 1.115 are 111.50. Two part payments of 33.33 relieve 37.16 each, so 33.34 stand in the books for 37.18 and not for 37.17.
        await PayAsync(company, await SellAsync(company, "Second Stores", second, 1.115m, 100m), 33.33m, 33.33m);
        await PayAsync(company, await SellAsync(company, "Third Stores", third, 0.787m, 999.99m), 0.01m, 500m, 250.55m);
        await SellAsync(company, "Third Stores", third, 0.791m, 10.10m);
        await PayAsync(company, await SellAsync(company, "Paid Stores", second, 1.2m, 80m), 80m);
        await BillAsync(company, bank, "Home Makers", home, 1m, 77.77m, 7.77m);
        await BillAsync(company, bank, "Second Makers", second, 1.115m, 100m, 33.33m, 33.33m);
        await BillAsync(company, bank, "Third Makers", third, 0.787m, 66.66m);
        await BillAsync(company, bank, "Paid Makers", third, 0.787m, 66.66m, 66.66m);
        var (owedToUs, owedByUs) = (await AgeingAsync(company, "AgedReceivables"), await AgeingAsync(company, "AgedPayables"));
        owedToUs["Second Stores"].Should().Be(37.18m);
        // A contact whose net is zero is taken over all the same; the payment on account stays in QuickBooks (seed: Import opening balances).
        var even = await SellAsync(company, "Even Stores", home, 1m, 50m);
        await company.SaveAsync("payment", Books.Pay(even.Customer, 50m));
        owedToUs["Even Stores"] = 50m;

        var view = await rig.ChooseAsync(IntegrationMode.BothWays, Cancellation, whatIsMissing: true);
        view.OpeningBalances!.Documents.Should().HaveCount(8);
        await rig.MigrateAsync(view, Cancellation);

        (await BalancesAsync(rig, AccountRole.AccountsReceivable, +1)).Should().BeEquivalentTo(owedToUs);
        (await BalancesAsync(rig, AccountRole.AccountsPayable, -1)).Should().BeEquivalentTo(owedByUs);
    }

    private static async Task<(string Customer, string Invoice, string Currency, decimal Rate)> SellAsync(SimulatedCompany company, string name, string currency, decimal rate, decimal amount)
    {
        var known = await company.QueryAsync($"select * from Customer where DisplayName = '{name}'");
        var customer = known.Count > 0 ? known[0]!["Id"]!.GetValue<string>() : await company.CustomerAsync(name, currency);
        var invoice = await company.SellAsync(customer, amount, Money(currency, rate) + NoTax);
        return (customer, invoice.Id(), currency, rate);
    }

    private static async Task PayAsync(SimulatedCompany company, (string Customer, string Invoice, string Currency, decimal Rate) sold, params decimal[] parts)
    {
        foreach (var part in parts)
        {
            // Paid at another rate: the difference is an exchange gain, not part of what is open.
            await company.SaveAsync("payment", Books.Pay(sold.Customer, part, Money(sold.Currency, sold.Rate + 0.01m), Books.Linked(part, sold.Invoice)));
        }
    }

    private static async Task BillAsync(SimulatedCompany company, string bank, string name, string currency, decimal rate, decimal amount, params decimal[] parts)
    {
        var vendor = await company.VendorAsync(name, currency);
        var bill = (await company.BillAsync(vendor, amount, Money(currency, rate) + NoTax)).Id();
        foreach (var part in parts)
        {
            await company.SaveAsync("billpayment", $$"""
                {"VendorRef":{"value":"{{vendor}}"},"TotalAmt":{{Books.Text(part)}},"PayType":"Check","CheckPayment":{"BankAccountRef":{"value":"{{bank}}"} },
                 "Line":[{{Books.Linked(part, bill, "Bill")}}]{{Money(currency, rate == 1m ? 1m : rate + 0.01m)}} }
                """);
        }
    }

    private static string Money(string currency, decimal rate) => $$""","CurrencyRef":{"value":"{{currency}}"},"ExchangeRate":{{Books.Text(rate)}}""";

    private static async Task<Dictionary<string, decimal>> AgeingAsync(SimulatedCompany company, string report) =>
        (await company.GetAsync($"reports/{report}"))["Rows"]!["Row"]!.AsArray().Where(row => row!["ColData"] is not null && row["group"] is null)
            .ToDictionary(row => row!["ColData"]![0]!["value"]!.GetValue<string>(), row => decimal.Parse(row!["ColData"]!.AsArray()[^1]!["value"]!.GetValue<string>(), CultureInfo.InvariantCulture));

    private static async Task<Dictionary<string, decimal>> BalancesAsync(ConnectRig rig, AccountRole role, int sign)
    {
        await using var db = await rig.Databases.CreateDbContextAsync(Cancellation);
        var account = await db.AccountRoles.Where(row => row.Role == role).Select(row => row.AccountId).SingleAsync(Cancellation);
        var rows = await db.LedgerTransactions.Where(row => row.RetiredAt == null)
            .SelectMany(row => row.Lines.Where(line => line.AccountId == account), (row, line) => new { row.ContactId, line.BaseMinor }).ToListAsync(Cancellation);
        var names = await db.Contacts.ToDictionaryAsync(row => row.Id, row => row.Name, Cancellation);
        return rows.GroupBy(row => names[row.ContactId!.Value]).ToDictionary(group => group.Key, group => sign * group.Sum(row => row.BaseMinor) / 100m);
    }
}
