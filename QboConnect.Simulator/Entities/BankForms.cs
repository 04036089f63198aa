using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Bank deposit (facts, 7.13): money out of Undeposited Funds, or straight from accounts, into the bank.</summary>
internal sealed class DepositRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Deposit;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        var bank = draft.Account(body, "DepositToAccountRef", "Bank", "Other Current Asset", "Credit Card") ?? throw Fault.Missing("DepositToAccountRef").Thrown();
        OpenItems.RequireUnsettled(draft);
        var document = Document.Open(draft, null, bank.Currency);
        var lines = body.Children("Line").ToList();
        if (lines.Count == 0)
        {
            throw Fault.Missing("Line").Thrown();
        }
        var links = new List<Link>();
        var touched = draft.Work.LinksFrom(draft.Key).Select(l => l.Target).ToHashSet();
        decimal total = 0;
        foreach (var line in lines)
        {
            var amount = Lines.RequireAmount(line);
            total += amount;
            if (line.Children("LinkedTxn").FirstOrDefault() is { } link)
            {
                Take(document, link, amount, links);
                continue;
            }
            Lines.RequireDetail(line, out var detail);
            var account = draft.Require(detail, "AccountRef", Catalogue.Account);
            document.Credit(account, amount, Entity(draft, detail), detail, line.Text("Description"));
        }
        Lines.Number(draft, lines);
        total -= CashBack(document);
        document.Debit(bank, total);
        document.Post();
        draft.Work.SetLinks(draft.Key, links);
        document.SetTotal(total);
        draft.Save();
        foreach (var target in touched.Union(links.Select(l => l.Target)))
        {
            OpenItems.Touch(draft.Work, draft.Work.Find(Catalogue.ByNumber(Key.KindOf(target)), Key.Id(target))!);
        }
    }

    /// <summary>Takes a received payment out of Undeposited Funds, whole.</summary>
    private static void Take(Document document, JsonObject link, decimal amount, List<Link> links)
    {
        var draft = document.Draft;
        var kind = link.Text("TxnType") is { } type && Catalogue.ByName(type) is { Name: "Payment" or "SalesReceipt" or "RefundReceipt" or "JournalEntry" or "Transfer" } known
            ? known : throw Fault.CannotLink($"A transaction of type {link.Text("TxnType")} cannot be deposited.").Thrown();
        var target = draft.Find(kind, link.Text("TxnId") ?? "") is { State: ObjectState.Live } found ? found : throw Fault.NotFound().Thrown();
        var key = draft.Company.Key(kind, target.Id);
        var funds = SystemAccounts.UndepositedFunds(draft.Work);
        var posted = draft.Work.PostingsOf(key).Where(p => p.Account == funds.Id).Sum(p => p.Home);
        if (posted == 0 || draft.Work.LinksTo(key).Any(l => l.Source != draft.Key && Key.KindOf(l.Source) == Catalogue.Deposit.Number))
        {
            throw Fault.CannotLink($"{kind} {target.Id} is not in Undeposited Funds.").Thrown();
        }
        if (Document.Minor(document.InHome(amount)) != posted && !document.IsForeign)
        {
            throw Fault.Business($"A payment is deposited as a whole: {kind} {target.Id} is {(posted / 100m).ToString(CultureInfo.InvariantCulture)}.", "Line.Amount").Thrown();
        }
        document.AddHome(funds, -posted / 100m);
        if (document.InHome(amount) - (posted / 100m) is var difference && difference != 0)
        {
            document.AddHome(SystemAccounts.ExchangeGainOrLoss(draft.Work), -difference);
        }
        links.Add(new Link(draft.Key, key, 0, Document.Minor(amount), posted, document.Date));
    }

    private static decimal CashBack(Document document)
    {
        if (document.Body.Child("CashBack") is not { } cashBack)
        {
            return 0;
        }
        var account = document.Draft.Require(cashBack, "AccountRef", Catalogue.Account);
        var amount = Json.Cents(cashBack.Amount("Amount"));
        document.Debit(account, amount, memo: cashBack.Text("Memo"));
        return amount;
    }

    private static Record? Entity(Draft draft, JsonObject detail)
    {
        if (detail.Child("Entity") is not { } entity || entity.Text("value") is not { } value)
        {
            return null;
        }
        var kind = entity.Text("type")?.ToUpperInvariant() switch { "VENDOR" => Catalogue.Vendor, "EMPLOYEE" => Catalogue.Employee, _ => Catalogue.Customer };
        return draft.Find(kind, value) ?? throw Fault.InvalidReference(kind.Name + "s", value).Thrown();
    }
}

/// <summary>Transfer between balance sheet accounts (facts, 7.13).</summary>
internal sealed class TransferRules : EntityRules
{
    private static readonly string[] Types = ["Bank", "Credit Card", "Other Current Asset", "Fixed Asset", "Other Asset", "Other Current Liability", "Long Term Liability", "Equity"];

    public override EntityKind Kind => Catalogue.Transfer;

    public override void Apply(Draft draft) => Move(draft, "FromAccountRef", Types, "ToAccountRef", Types);

    /// <summary>Moves an amount from one account to another. Two foreign currencies at once are refused.</summary>
    public static void Move(Draft draft, string fromProperty, string[] fromTypes, string toProperty, string[] toTypes)
    {
        var body = draft.Body;
        var from = draft.Account(body, fromProperty, fromTypes) ?? throw Fault.Missing(fromProperty).Thrown();
        var to = draft.Account(body, toProperty, toTypes) ?? throw Fault.Missing(toProperty).Thrown();
        if (from.Id == to.Id)
        {
            throw Fault.Business("The two accounts must be different.", toProperty).Thrown();
        }
        var amount = Json.Cents(body.Decimal("Amount") ?? throw Fault.Missing("Amount").Thrown());
        if (amount <= 0)
        {
            throw Fault.Business("You must set a transaction amount.", "Amount").Thrown();
        }
        var document = Document.Open(draft, null, from.Currency != draft.Company.Home ? from.Currency : to.Currency);
        document.Debit(to, amount);
        document.Credit(from, amount);
        document.Post();
        body["Amount"] = amount;
        draft.Save();
    }
}

/// <summary>Payment of a credit card from a bank (facts, 7.12).</summary>
internal sealed class CreditCardPaymentRules : EntityRules
{
    public override EntityKind Kind => Catalogue.CreditCardPayment;

    public override void Apply(Draft draft) => TransferRules.Move(draft, "BankAccountRef", ["Bank"], "CreditCardAccountRef", ["Credit Card"]);
}
