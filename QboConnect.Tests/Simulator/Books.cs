using System.Globalization;
using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>Short ways to write the documents of a test.</summary>
public static class Books
{
    public static async Task<string> NewAsync(this SimulatedCompany company, string path, string json) => (await company.SaveAsync(path, json))["Id"]!.GetValue<string>();

    public static Task<string> CustomerAsync(this SimulatedCompany company, string name = "Ada Ltd", string? currency = null) =>
        company.NewAsync("customer", $$"""{"DisplayName":"{{name}}"{{Currency(currency)}} }""");

    public static Task<string> VendorAsync(this SimulatedCompany company, string name = "Bolt Co", string? currency = null) =>
        company.NewAsync("vendor", $$"""{"DisplayName":"{{name}}"{{Currency(currency)}} }""");

    public static Task<string> AccountAsync(this SimulatedCompany company, string name) => company.IdAsync("Account", name);

    public static async Task<string> ServiceAsync(this SimulatedCompany company) => await company.IdAsync("Item", "Services");

    public static async Task<string> StockItemAsync(this SimulatedCompany company, string name, decimal quantity, decimal cost, string start = "2026-01-01") => await company.NewAsync("item", $$"""
        {"Name":"{{name}}","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":{{Text(quantity)}},"InvStartDate":"{{start}}","PurchaseCost":{{Text(cost)}},
         "IncomeAccountRef":{"value":"{{await company.AccountAsync("Sales of Product Income")}}"},"ExpenseAccountRef":{"value":"{{await company.AccountAsync("Cost of Goods Sold")}}"},
         "AssetAccountRef":{"value":"{{await company.AccountAsync("Inventory Asset")}}"} }
        """);

    /// <summary>An invoice (or another sales form) of one service line.</summary>
    public static async Task<JsonObject> SellAsync(this SimulatedCompany company, string customer, decimal amount, string more = "", string path = "invoice") => await company.SaveAsync(path, $$"""
        {"CustomerRef":{"value":"{{customer}}"},"Line":[{"Amount":{{Text(amount)}},"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{await company.ServiceAsync()}}"} } }]{{more}} }
        """);

    /// <summary>An invoice line of an item with a quantity.</summary>
    public static string ItemLine(string item, decimal quantity, decimal price, string more = "") => $$"""
        {"Amount":{{Text(Math.Round(quantity * price, 2))}},"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{item}}"},"Qty":{{Text(quantity)}},"UnitPrice":{{Text(price)}}{{more}} } }
        """;

    public static async Task<JsonObject> BillAsync(this SimulatedCompany company, string vendor, decimal amount, string more = "", string account = "Rent or Lease") => await company.SaveAsync("bill", $$"""
        {"VendorRef":{"value":"{{vendor}}"},"Line":[{"Amount":{{Text(amount)}},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{await company.AccountAsync(account)}}"} } }]{{more}} }
        """);

    public static string JournalLine(string side, string account, decimal amount, string more = "") => $$"""
        {"Amount":{{Text(amount)}},"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"{{side}}","AccountRef":{"value":"{{account}}"}{{more}} } }
        """;

    public static string Linked(decimal amount, string id, string type = "Invoice") => $$"""{"Amount":{{Text(amount)}},"LinkedTxn":[{"TxnId":"{{id}}","TxnType":"{{type}}"}]}""";

    public static string Pay(string customer, decimal total, string more = "", params string[] lines) =>
        $$"""{"CustomerRef":{"value":"{{customer}}"},"TotalAmt":{{Text(total)}},"Line":[{{string.Join(',', lines)}}]{{more}} }""";

    public static string Id(this JsonObject entity) => entity["Id"]!.GetValue<string>();

    public static string Sync(this JsonObject entity) => entity["SyncToken"]!.GetValue<string>();

    public static decimal Money(this JsonObject entity, string name) => entity[name]!.GetValue<decimal>();

    public static string? Text(this JsonObject entity, string name) => entity[name]?.GetValue<string>();

    public static async Task<JsonObject> ReadAsync(this SimulatedCompany company, string path, string id) => (await company.GetAsync($"{path}/{id}")).First().Value!.AsObject();

    public static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Currency(string? code) => code is null ? "" : $$""","CurrencyRef":{"value":"{{code}}"}""";
}
