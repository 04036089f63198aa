using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace QboConnect.Tests.Simulator;

/// <summary>Laws of the books, after any sequence of valid operations (issue 3, proof).</summary>
public sealed class LedgerProperties(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const int Sequences = 60;

    private enum Act
    {
        Invoice, ForeignInvoice, CreditMemo, SalesReceipt, RefundReceipt, Payment, ApplyPayment, ApplyCredit, Cheque, Deposit, Transfer,
        Bill, ForeignBill, StockBill, BillPayment, VendorCredit, ApplyVendorCredit, Adjustment, Journal, ReceivableJournal, SettleJournal, Void, Delete, Edit, EditPayment,
    }

    private sealed record Step(Act Act, int Pick, int Cents, int Quantity, int Day);

    private static readonly Gen<Step> Steps =
        from act in Gen.Frequency((2, Gen.Enum<Act>()), (1, Gen.OneOf(Gen.Const(Act.Void), Gen.Const(Act.Delete), Gen.Const(Act.Edit), Gen.Const(Act.EditPayment))))
        from pick in Gen.Int[0, 1000]
        from cents in Gen.Int[1, 500_00]
        from quantity in Gen.Int[1, 9]
        from day in Gen.Int[0, 120]
        select new Step(act, pick, cents, quantity, day);

    [Fact]
    public async Task Books_balance_ageing_equals_receivables_stock_equals_its_account_and_replays_change_nothing()
    {
        var sequences = new List<List<Step>>();
        Check.Sample(Steps.List[10, 40], sequence => sequences.Add(sequence), iter: Sequences, threads: 1);

        foreach (var sequence in sequences)
        {
            var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
            var world = await World.OpenAsync(company);
            foreach (var step in sequence)
            {
                await world.RunAsync(step);
            }
            await world.RequireLawsAsync(string.Join("; ", sequence));
        }
    }

    /// <summary>A company in which steps are carried out; a step the rules refuse simply does not happen.</summary>
    private sealed class World(SimulatedCompany company, string customer, string foreigner, string vendor, string supplier, string item, string service, string checking, string services, string receivable, string funds)
    {
        private readonly Dictionary<string, string> _writes = [];
        private int _requests;

        public static async Task<World> OpenAsync(SimulatedCompany company) => new(company, await company.CustomerAsync(), await company.CustomerAsync("Euro customer", "EUR"), await company.VendorAsync(),
            await company.VendorAsync("Euro vendor", "EUR"),
            await company.StockItemAsync("Frame", 5m, 3.33m), await company.ServiceAsync(), await company.AccountAsync("Checking"), await company.AccountAsync("Services"),
            await company.AccountAsync("Accounts Receivable (A/R)"), await company.AccountAsync("Undeposited Funds"));

        public async Task RunAsync(Step step)
        {
            var amount = step.Cents / 100m;
            var date = $",\"TxnDate\":\"{new DateOnly(2026, 2, 1).AddDays(step.Day):yyyy-MM-dd}\"";
            var line = step.Pick % 2 == 0 ? Books.ItemLine(item, step.Quantity, 9.99m) : Books.ItemLine(service, 1, amount);
            switch (step.Act)
            {
                case Act.Invoice:
                case Act.CreditMemo:
                case Act.SalesReceipt:
                    await SendAsync(step.Act.ToString().ToLowerInvariant(), $$"""{"CustomerRef":{"value":"{{customer}}"},"Line":[{{line}}]{{date}} }""");
                    break;
                case Act.ForeignInvoice:
                    await SendAsync("invoice", $$"""{"CustomerRef":{"value":"{{foreigner}}"},"ExchangeRate":{{Rate(step)}},"Line":[{{line}}]{{date}} }""");
                    break;
                case Act.Payment:
                    await SendAsync("payment", $$"""{"CustomerRef":{"value":"{{(step.Pick % 3 == 0 ? foreigner : customer)}}"},"TotalAmt":{{Books.Text(amount)}},"ExchangeRate":{{(step.Pick % 3 == 0 ? Rate(step) : "1")}}{{date}} }""");
                    break;
                case Act.ApplyPayment when await PickAsync("Invoice where Balance > '0'", step) is { } invoice:
                    var part = Math.Min(invoice.Money("Balance"), amount);
                    await SendAsync("payment", Books.Pay(invoice["CustomerRef"]!["value"]!.GetValue<string>(), amount, $",\"ExchangeRate\":{(invoice["CurrencyRef"]!["value"]!.GetValue<string>() == "EUR" ? Rate(step) : "1")}{date}", Books.Linked(part, invoice.Id())));
                    break;
                case Act.ApplyCredit when await PickAsync("Invoice where Balance > '0'", step) is { } open && await PickAsync("CreditMemo where Balance > '0'", step) is { } credit:
                    var both = Math.Min(open.Money("Balance"), credit.Money("Balance"));
                    await SendAsync("payment", Books.Pay(customer, 0m, date, Books.Linked(both, open.Id()), Books.Linked(both, credit.Id(), "CreditMemo")));
                    break;
                case Act.Bill:
                case Act.VendorCredit:
                    await SendAsync(step.Act.ToString().ToLowerInvariant(), $$"""{"VendorRef":{"value":"{{vendor}}"},"Line":[{"Amount":{{Books.Text(amount)}},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{checking}}"} } }]{{date}} }""");
                    break;
                case Act.StockBill:
                    var type = step.Pick % 4 == 0 ? "vendorcredit" : "bill";
                    await SendAsync(type, $$"""{"VendorRef":{"value":"{{vendor}}"},"Line":[{"Amount":{{Books.Text(amount)}},"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"{{item}}"},"Qty":{{step.Quantity}} } }]{{date}} }""");
                    break;
                case Act.RefundReceipt:
                    await SendAsync("refundreceipt", $$"""{"CustomerRef":{"value":"{{customer}}"},"DepositToAccountRef":{"value":"{{checking}}"},"Line":[{{line}}]{{date}} }""");
                    break;
                case Act.Cheque:
                    await SendAsync("purchase", $$"""{"PaymentType":"Check","AccountRef":{"value":"{{checking}}"},"EntityRef":{"value":"{{customer}}","type":"Customer"},"Line":[{{Cost(step.Pick % 2 == 0 ? receivable : services, amount)}}]{{date}} }""");
                    break;
                case Act.Deposit when await PickAsync("Payment", step) is { } received:
                    await SendAsync("deposit", $$"""{"DepositToAccountRef":{"value":"{{checking}}"},"Line":[{{Books.Linked(received.Money("TotalAmt"), received.Id(), "Payment")}}]{{date}} }""");
                    break;
                case Act.Transfer:
                    await SendAsync("transfer", $$"""{"FromAccountRef":{"value":"{{checking}}"},"ToAccountRef":{"value":"{{funds}}"},"Amount":{{Books.Text(amount)}}{{date}} }""");
                    break;
                case Act.ForeignBill:
                    await SendAsync("bill", $$"""{"VendorRef":{"value":"{{supplier}}"},"ExchangeRate":{{Rate(step)}},"Line":[{{Cost(services, amount)}}]{{date}} }""");
                    break;
                case Act.BillPayment when await PickAsync("Bill where Balance > '0'", step) is { } bill:
                    var paid = Math.Min(bill.Money("Balance"), amount);
                    await SendAsync("billpayment", $$"""{"VendorRef":{"value":"{{bill["VendorRef"]!["value"]}}"},"PayType":"Check","ExchangeRate":{{RateOf(bill, step)}},"CheckPayment":{"BankAccountRef":{"value":"{{checking}}"} },"TotalAmt":{{Books.Text(paid)}},"Line":[{{Books.Linked(paid, bill.Id(), "Bill")}}]{{date}} }""");
                    break;
                case Act.ApplyVendorCredit when await PickAsync("Bill where Balance > '0'", step) is { } owed && await PickAsync("VendorCredit where Balance > '0'", step) is { } back:
                    var less = Math.Min(owed.Money("Balance"), back.Money("Balance"));
                    await SendAsync("billpayment", $$"""{"VendorRef":{"value":"{{vendor}}"},"PayType":"Check","TotalAmt":0,"Line":[{{Books.Linked(less, owed.Id(), "Bill")}},{{Books.Linked(less, back.Id(), "VendorCredit")}}]{{date}} }""");
                    break;
                case Act.Adjustment:
                    await SendAsync("inventoryadjustment", $$"""{"AdjustAccountRef":{"value":"{{services}}"},"Line":[{"DetailType":"ItemAdjustmentLineDetail","ItemAdjustmentLineDetail":{"ItemRef":{"value":"{{item}}"},"QtyDiff":{{step.Quantity - 5}} } }]{{date}} }""");
                    break;
                case Act.Journal:
                    await SendAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", checking, amount)}},{{Books.JournalLine("Credit", services, amount)}}]{{date}} }""");
                    break;
                case Act.ReceivableJournal:
                    var named = $$""","Entity":{"Type":"Customer","EntityRef":{"value":"{{customer}}"} }""";
                    await SendAsync("journalentry", $$"""{"Line":[{{Books.JournalLine(step.Pick % 2 == 0 ? "Debit" : "Credit", receivable, amount, named)}},{{Books.JournalLine(step.Pick % 2 == 0 ? "Credit" : "Debit", services, amount)}}]{{date}} }""");
                    break;
                case Act.SettleJournal when await PickAsync("JournalEntry", step) is { } entry:
                    await SendAsync("payment", Books.Pay(customer, amount, date, Books.Linked(Math.Min(amount, entry["Line"]![0]!.AsObject().Money("Amount")), entry.Id(), "JournalEntry")));
                    break;
                case Act.Void:
                    if (await PickAnyAsync(step, "Invoice", "Payment", "SalesReceipt", "BillPayment") is var (voided, document))
                    {
                        await SendAsync(voided.ToLowerInvariant() + "?operation=update&include=void", $$"""{"Id":"{{document.Id()}}","SyncToken":"{{document.Sync()}}","sparse":true}""");
                    }
                    break;
                case Act.Delete:
                    if (await PickAnyAsync(step, "Invoice", "Payment", "CreditMemo", "SalesReceipt", "Bill", "BillPayment", "VendorCredit", "InventoryAdjustment", "JournalEntry", "RefundReceipt", "Purchase", "Deposit", "Transfer") is var (kind, gone))
                    {
                        await SendAsync(kind.ToLowerInvariant() + "?operation=delete", $$"""{"Id":"{{gone.Id()}}","SyncToken":"{{gone.Sync()}}"}""");
                    }
                    break;
                case Act.Edit:
                    await EditAsync(step, date);
                    break;
                case Act.EditPayment when await PickAsync("Payment", step) is { } changed:
                    await SendAsync("payment", $$"""{"Id":"{{changed.Id()}}","SyncToken":"{{changed.Sync()}}","sparse":true,"TotalAmt":{{Books.Text(amount)}}{{(step.Pick % 2 == 0 ? ",\"Line\":[]" : "")}}{{date}} }""");
                    break;
            }
        }

        /// <summary>Another date, and every third time other amounts: the lines come back with their money doubled.</summary>
        private async Task EditAsync(Step step, string date)
        {
            if (await PickAnyAsync(step, "Invoice", "Bill", "CreditMemo", "JournalEntry", "Purchase", "VendorCredit") is not var (kind, edited))
            {
                return;
            }
            var lines = "";
            if (step.Pick % 3 == 0)
            {
                foreach (var line in edited["Line"]!.AsArray().Select(l => l!.AsObject()))
                {
                    line["Amount"] = line.Money("Amount") * 2;
                    line["SalesItemLineDetail"]?.AsObject().Remove("UnitPrice");
                }
                lines = $",\"Line\":{edited["Line"]!.ToJsonString()}";
            }
            var kept = kind switch { "Bill" => $",\"VendorRef\":{edited["VendorRef"]!.ToJsonString()}", "Purchase" => $",\"PaymentType\":\"{edited.Text("PaymentType")}\"", _ => "" };
            await SendAsync(kind.ToLowerInvariant(), $$"""{"Id":"{{edited.Id()}}","SyncToken":"{{edited.Sync()}}","sparse":true{{kept}}{{lines}}{{date}} }""");
        }

        public async Task RequireLawsAsync(string because)
        {
            await RequireBooksAsync(because);
            var before = (await company.GetAsync("reports/JournalReport?start_date=2025-01-01&end_date=2026-12-31"))["Rows"]!.ToJsonString();

            foreach (var (path, json) in _writes)
            {
                await company.SendAsync(HttpMethod.Post, path, json);
            }

            (await company.GetAsync("reports/JournalReport?start_date=2025-01-01&end_date=2026-12-31"))["Rows"]!.ToJsonString().Should().Be(before, because);
            await RequireBooksAsync(because);
            await RequireStockAsync(because);
        }

        /// <summary>When the last piece is gone the account must be empty too: whatever was costed, nothing was lost or made.</summary>
        private async Task RequireStockAsync(string because)
        {
            var quantity = (await company.ReadAsync("item", item)).Money("QtyOnHand");
            if (quantity != 0)
            {
                await company.SaveAsync("inventoryadjustment", $$"""{"TxnDate":"2026-12-31","AdjustAccountRef":{"value":"{{services}}"},"Line":[{"DetailType":"ItemAdjustmentLineDetail","ItemAdjustmentLineDetail":{"ItemRef":{"value":"{{item}}"},"QtyDiff":{{Books.Text(-quantity)}} } }]}""");
            }
            (await company.TrialBalanceAsync()).GetValueOrDefault("Inventory Asset").Should().Be(0m, because);
        }

        private async Task RequireBooksAsync(string because)
        {
            var balances = await company.TrialBalanceAsync();
            balances.Values.Sum().Should().Be(0m, because);
            (await AgedAsync("AgedReceivables")).Should().Be(Sum("Accounts Receivable"), because);
            (await AgedAsync("AgedPayables")).Should().Be(-Sum("Accounts Payable"), because);
            var openInvoices = (await company.QueryAsync("select * from Invoice")).Select(i => i!.AsObject()).ToList();
            openInvoices.Where(i => i.Money("Balance") < 0 || i.Money("Balance") > i.Money("TotalAmt")).Select(i => i.ToJsonString()).Should().BeEmpty(because);

            decimal Sum(string prefix) => balances.Where(b => b.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(b => b.Value);
        }

        private async Task<decimal> AgedAsync(string report)
        {
            var rows = (await company.GetAsync($"reports/{report}?report_date=2026-12-31"))["Rows"]!["Row"]!.AsArray();
            return decimal.Parse(rows[^1]!["Summary"]!["ColData"]!.AsArray()[^1]!["value"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        }

        private async Task SendAsync(string path, string json)
        {
            var address = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}requestid=r{_requests++}";
            var (status, _) = await company.SendAsync(HttpMethod.Post, address, json);
            status.Should().BeOneOf([200, 400], $"{address} {json}");
            if (status == 200)
            {
                _writes[address] = json;
            }
        }

        private async Task<JsonObject?> PickAsync(string from, Step step)
        {
            var found = await company.QueryAsync($"select * from {from} orderby Id");
            return found.Count == 0 ? null : found[step.Pick % found.Count]!.AsObject();
        }

        /// <summary>A document of the first of these kinds, from the step's pick on, that there is one of.</summary>
        private async Task<(string Kind, JsonObject Document)?> PickAnyAsync(Step step, params string[] kinds)
        {
            for (var i = 0; i < kinds.Length; i++)
            {
                var kind = kinds[(step.Pick + i) % kinds.Length];
                if (await PickAsync(kind, step) is { } found)
                {
                    return (kind, found);
                }
            }
            return null;
        }

        private static string Cost(string account, decimal amount) =>
            $$"""{"Amount":{{Books.Text(amount)}},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{account}}"} } }""";

        private static string RateOf(JsonObject document, Step step) => document["CurrencyRef"]!["value"]!.GetValue<string>() == "EUR" ? Rate(step) : "1";

        private static string Rate(Step step) => (1 + (step.Quantity * 0.0137m)).ToString(CultureInfo.InvariantCulture);
    }
}
