using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Core.Stock;

namespace QboConnect.Benchmarks;

/// <summary>5,000 accounts, inventory items with stock, customers and open invoices in QuickBooks, and a Core with as many accounts, products and customers of its own.</summary>
internal static class LargeCompany
{
    public const int Rows = 5_000;

    /// <summary>What of Core's accounts has another name there, so that a person has to map it.</summary>
    private const int ToMap = 500;

    private static readonly (AccountType Core, string QuickBooks)[] Types =
        [(AccountType.Expense, "Expense"), (AccountType.Income, "Income"), (AccountType.OtherCurrentAsset, "Other Current Asset"), (AccountType.OtherCurrentLiability, "Other Current Liability")];

    /// <summary>Makes the company in a simulator that does not throttle.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> MakeAsync(string simulator)
    {
        using var client = new Loopback(simulator);
        var api = await client.OpenCompanyAsync("Advanced");
        await client.SecondsAsync(1, Rows, number => (api + "account", Text(
            $$"""{"Name":"{{(number <= ToMap ? "Other" : "Account")}} {{number}}","AcctNum":"{{(number <= ToMap ? "" : Code(number))}}","AccountType":"{{Types[number % Types.Length].QuickBooks}}"}""")));
        await client.SecondsAsync(1, Rows, number => (api + "customer", Text($$"""{"DisplayName":"Customer {{number}}"}""")));
        var refs = Text($$"""
            "IncomeAccountRef":{"value":"{{await AccountAsync(client, api, "Sales of Product Income")}}"},"ExpenseAccountRef":{"value":"{{await AccountAsync(client, api, "Cost of Goods Sold")}}"},"AssetAccountRef":{"value":"{{await AccountAsync(client, api, "Inventory Asset")}}"}
            """);
        await client.SecondsAsync(1, Rows, number => (api + "item", Text(
            $$"""{"Name":"Product {{number}}","Sku":"SKU-{{number}}","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":{{1 + (number % 40)}},"InvStartDate":"2026-01-01","PurchaseCost":{{1 + (number % 90)}}.5,{{refs}} }""")));
        var customers = new List<string>();
        while (customers.Count < Rows)
        {
            customers.AddRange((await RowsAsync(client, api, Text($"Customer startposition {customers.Count + 1} maxresults 1000"))).Select(row => row.GetProperty("Id").GetString()!));
        }

        await client.SecondsAsync(1, Rows, number => (api + "invoice", Text(
            $$"""
            {"DocNumber":"OPEN-{{number}}","TxnDate":"{{new DateOnly(2026, 2, 1).AddDays(number % 200):yyyy-MM-dd}}","CustomerRef":{"value":"{{customers[number - 1]}}"},
             "Line":[{"Amount":{{100 + (number % 900)}}.00,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"},"Qty":1} }]}
            """)));
        return api.Split('/')[3];
    }

    /// <summary>Fills Core.</summary>
    public static async Task FillCoreAsync(IDbContextFactory<QboConnectDb> databases, IdSource ids)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Database.MigrateAsync();
        db.Add(new Organisation { Name = "Large Ltd", BaseCurrency = "USD", TimeZone = "America/New_York" });
        db.Add(new Location { Id = ids.Next(), Name = "Warehouse" });
        var term = new PaymentTerm { Id = ids.Next(), Name = "Net 30", DueDays = 30 };
        db.Add(term);
        Account[] roles =
        [
            Account("R1", "Accounts Receivable (A/R)", AccountType.AccountsReceivable), Account("R2", "Sales of Product Income", AccountType.Income),
            Account("R3", "Inventory Asset", AccountType.OtherCurrentAsset), Account("R4", "Opening Balance Equity", AccountType.Equity),
        ];
        db.AddRange(roles);
        await db.SaveChangesAsync();
        db.AddRange(roles.Zip([AccountRole.AccountsReceivable, AccountRole.Sales, AccountRole.Inventory, AccountRole.OpeningBalanceEquity], (account, role) => new AccountRoleAssignment { Role = role, AccountId = account.Id }));
        for (var number = 1; number <= Rows; number++)
        {
            db.Add(Account(Code(number), $"Account {number}", Types[number % Types.Length].Core));
            db.Add(new Contact { Id = ids.Next(), Kind = ContactKind.Customer, Name = $"Customer {number}", Currency = "USD", PaymentTermId = term.Id });
            // Half of QuickBooks' items are products of Core's already, half are new.
            db.Add(new Product { Id = ids.Next(), Sku = $"SKU-{number + (Rows / 2)}", Name = $"Product {number + (Rows / 2)}", Type = ProductType.Stock, Price = 20m, Cost = 10m });
        }

        await db.SaveChangesAsync();

        Account Account(string code, string name, AccountType type) => new() { Id = ids.Next(), Code = code, Name = name, Type = type, Currency = "USD" };
    }

    private static string Code(int number) => Text($"{10_000 + number}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static async Task<string> AccountAsync(Loopback client, string api, string name) => (await RowsAsync(client, api, $"Account where Name = '{name}'"))[0].GetProperty("Id").GetString()!;

    private static async Task<List<JsonElement>> RowsAsync(Loopback client, string api, string query)
    {
        var answer = JsonDocument.Parse(await client.GetAsync($"{api}query?query={Uri.EscapeDataString($"select * from {query}")}")).RootElement.GetProperty("QueryResponse");
        return [.. answer.GetProperty(query.Split(' ')[0]).EnumerateArray()];
    }
}
