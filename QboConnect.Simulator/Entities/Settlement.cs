using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Applies a payment to open documents. The control account is relieved at each document's own rate and money moves at the
/// payment's; the difference is exchange gain or loss (facts, 8.3).</summary>
internal sealed class Settlement
{
    private readonly Document _document;
    private readonly Record _party;
    private readonly Record _control;
    private readonly bool _receivable;
    private readonly List<Link> _links = [];

    private Settlement(Document document, Record party, Record control, bool receivable) =>
        (_document, _party, _control, _receivable) = (document, party, control, receivable);

    /// <summary>What the payment leaves open, in its currency.</summary>
    public decimal Unapplied { get; private set; }

    /// <param name="document">The payment.</param>
    /// <param name="party">Customer or vendor.</param>
    /// <param name="control">A/R or A/P account.</param>
    /// <param name="money">Account the money goes to or comes from; may be null when no money moves.</param>
    /// <param name="total">Money that moves.</param>
    /// <param name="receivable">True for customers.</param>
    public static Settlement Apply(Document document, Record party, Record control, Record? money, decimal total, bool receivable)
    {
        var settlement = new Settlement(document, party, control, receivable);
        settlement.Run(money, total);
        return settlement;
    }

    /// <summary>Drops what a payment settles of one document, because that document goes away: the money stays, unapplied.</summary>
    public static void Release(Work work, long source, long target)
    {
        var kind = Catalogue.ByNumber(Key.KindOf(source));
        var record = work.Find(kind, Key.Id(source))!;
        var body = record.Copy();
        var id = Json.Digits(Key.Id(target));
        var targetKind = Catalogue.ByNumber(Key.KindOf(target));
        body["Line"] = new JsonArray([.. body.Children("Line").Where(l => !l.Children("LinkedTxn").Any(t => t.Text("TxnId") == id && KindOf(t.Text("TxnType")) == targetKind)).Select(l => l.DeepClone())]);
        Catalogue.RulesOf(kind).Apply(new Draft(work, kind, record.Id, record, body, body) { AllowsDuplicateNumber = true, IsRelease = true });
    }

    private void Run(Record? money, decimal total)
    {
        var draft = _document.Draft;
        var touched = draft.Work.LinksFrom(draft.Key).Select(l => l.Target).ToHashSet();
        decimal applied = 0;
        decimal relieved = 0;
        if (!_receivable)
        {
            DropPurchases(draft.Body);
        }
        foreach (var line in draft.Body.Children("Line"))
        {
            var (amount, home) = ApplyLine(line);
            applied += amount;
            relieved += home;
        }
        Unapplied = Json.Cents(total - applied);
        if (Unapplied < 0)
        {
            throw Fault.Business("The amounts applied are more than the payment.", "TotalAmt").Thrown();
        }
        Post(money, total, relieved + _document.InHome(Unapplied));
        draft.Work.SetLinks(draft.Key, _links);
        foreach (var target in touched.Union(_links.Select(l => l.Target)))
        {
            var kind = Catalogue.ByNumber(Key.KindOf(target));
            if (draft.Work.Find(kind, Key.Id(target)) is { State: not ObjectState.Deleted } record)
            {
                OpenItems.Touch(draft.Work, record);
            }
        }
    }

    private void Post(Record? money, decimal total, decimal controlHome)
    {
        var sign = _receivable ? 1 : -1;
        if (money is not null && total != 0)
        {
            _document.Debit(money, sign * total, _party);
        }
        _document.AddHome(_control, -sign * controlHome, _party, -sign * total);
        var difference = (total == 0 ? 0 : _document.InHome(total)) - controlHome;
        if (difference != 0)
        {
            _document.AddHome(SystemAccounts.ExchangeGainOrLoss(_document.Draft.Work), -sign * difference);
        }
        _document.Post();
    }

    /// <summary>The signed amount a line settles, in the payment's currency and at the document's own rate.</summary>
    private (decimal Amount, decimal Home) ApplyLine(JsonObject line)
    {
        var amount = Lines.RequireAmount(line);
        if (amount < 0)
        {
            throw new Fault("2290", "Invalid Amount", "Negative amounts are not allowed on a line.", "Line.Amount").Thrown();
        }
        var links = line.Children("LinkedTxn").ToList();
        if (links.Count != 1)
        {
            throw Fault.Missing("Line.LinkedTxn", "Line.LinkedTxn").Thrown();
        }
        var (target, type, targetLine, sign, open, openHome) = Target(links[0]);
        if (Document.Minor(amount) > open)
        {
            throw Fault.Business($"The amount applied to {type} {target.Id} is more than its open balance of {(open / 100m).ToString(CultureInfo.InvariantCulture)}.", "Line.Amount").Thrown();
        }
        var minor = Document.Minor(amount);
        // At the document's own rate (facts, 8.3), and what is left to what closes it, so that no cent stays behind.
        var home = minor == open ? openHome : Math.Min(openHome, Document.Minor(Math.Round(amount * (target.Body.Decimal("ExchangeRate") ?? 1m), 2, MidpointRounding.AwayFromZero)));
        var key = _document.Company.Key(target.Kind, target.Id);
        if (_links.Any(l => l.Target == key && l.TargetLine == targetLine))
        {
            throw Fault.CannotLink($"{type} {target.Id} is linked twice.").Thrown();
        }
        if (minor > 0)
        {
            var targetDate = Journal.Date(target.Body.Text("TxnDate")!);
            _links.Add(new Link(_document.Draft.Key, key, targetLine, minor, (_receivable ? sign : -sign) * home, targetDate > _document.Date ? targetDate : _document.Date));
        }
        return (sign * amount, sign * home / 100m);
    }

    private (Record Target, string Type, int Line, int Sign, long Open, long OpenHome) Target(JsonObject link)
    {
        var type = link.Text("TxnType") ?? throw Fault.Missing("LinkedTxn.TxnType").Thrown();
        var kind = KindOf(type) is { } known && Kinds().Contains(known) ? known : throw Fault.CannotLink($"A transaction of type {type} cannot be linked here.").Thrown();
        var id = link.Text("TxnId") ?? throw Fault.Missing("LinkedTxn.TxnId").Thrown();
        var target = _document.Draft.Find(kind, id) is { State: not ObjectState.Deleted } found ? found : throw Fault.NotFound().Thrown();
        var work = _document.Draft.Work;
        var key = _document.Company.Key(kind, target.Id);
        if (kind == Catalogue.JournalEntry)
        {
            return JournalLine(target, key, link.Text("TxnLineId"));
        }
        if (kind == Catalogue.Purchase || kind == Catalogue.Deposit)
        {
            return ControlLine(target, type, key);
        }
        if (target.Body.RefId(_receivable ? "CustomerRef" : "VendorRef") != _party.Id || target.Currency != _document.Currency)
        {
            throw Fault.CannotLink($"{type} {id} belongs to another name or is in another currency.").Thrown();
        }
        var sign = kind == Catalogue.CreditMemo || kind == Catalogue.VendorCredit ? -1 : 1;
        var settled = work.LinksTo(key).Where(l => l.Source != _document.Draft.Key).ToList();
        var posted = Math.Abs(work.PostingsOf(key).Where(p => p.Account == _control.Id).Sum(p => p.Home));
        return (target, type, 0, sign, OpenItems.Open(work, target, 0, _document.Draft.Key), posted - settled.Sum(l => Math.Abs(l.Home)));
    }

    /// <summary>Money paid out to a customer, or got back from a vendor, stands on the control account under their name and is an open item too.</summary>
    private (Record Target, string Type, int Line, int Sign, long Open, long OpenHome) ControlLine(Record target, string type, long key)
    {
        var party = _document.Company.Key(_party.Kind, _party.Id);
        var postings = _document.Draft.Work.PostingsOf(key).Where(p => p.Account == _control.Id && p.Party == party).ToList();
        var (amount, home) = (postings.Sum(p => p.Amount), postings.Sum(p => p.Home));
        if (amount == 0 || target.Currency != _document.Currency)
        {
            throw Fault.CannotLink($"{type} {target.Id} has nothing open for this name in this currency.").Thrown();
        }
        var settled = _document.Draft.Work.LinksTo(key).Where(l => l.Source != _document.Draft.Key).ToList();
        return (target, type, 0, amount > 0 == _receivable ? 1 : -1, Math.Abs(amount) - settled.Sum(l => l.Amount), Math.Abs(home) - settled.Sum(l => Math.Abs(l.Home)));
    }

    /// <summary>A line of a journal entry on the control account is an open item of its own.</summary>
    private (Record Target, string Type, int Line, int Sign, long Open, long OpenHome) JournalLine(Record entry, long key, string? lineId)
    {
        var work = _document.Draft.Work;
        var lines = entry.Body.Children("Line").Select((line, index) => (line, index, detail: line.Child("JournalEntryLineDetail")))
            .Where(l => l.detail?.RefId("AccountRef") == _control.Id && l.detail?.Child("Entity")?.RefId("EntityRef") == _party.Id)
            .Where(l => lineId is null || l.line.Text("Id") == lineId).ToList();
        if (lines.Count == 0)
        {
            throw Fault.CannotLink($"JournalEntry {entry.Id} has no open line for this name.").Thrown();
        }
        foreach (var (line, index, detail) in lines)
        {
            var settled = work.LinksTo(key).Where(l => l.Source != _document.Draft.Key && l.TargetLine == index + 1).ToList();
            var total = Document.Minor(line.Amount("Amount"));
            var open = total - settled.Sum(l => l.Amount);
            if (open > 0)
            {
                var debit = detail!.Text("PostingType") == "Debit";
                var home = Document.Minor(Math.Round(line.Amount("Amount") * (entry.Body.Decimal("ExchangeRate") ?? 1m), 2, MidpointRounding.AwayFromZero));
                return (entry, "JournalEntry", index + 1, debit == _receivable ? 1 : -1, open, home - settled.Sum(l => Math.Abs(l.Home)));
            }
        }
        throw Fault.CannotLink($"JournalEntry {entry.Id} has no open line for this name.").Thrown();
    }

    private EntityKind[] Kinds() => _receivable
        ? [Catalogue.Invoice, Catalogue.CreditMemo, Catalogue.JournalEntry, Catalogue.Purchase, Catalogue.Deposit]
        : [Catalogue.Bill, Catalogue.VendorCredit, Catalogue.JournalEntry, Catalogue.Deposit];

    /// <summary>An expense has another name in links for each of its kinds (facts, 7.0).</summary>
    private static EntityKind? KindOf(string? type) => type is "Expense" or "Check" or "CreditCardCredit" ? Catalogue.Purchase : type is null ? null : Catalogue.ByName(type);

    /// <summary>Observed: a bill payment's links to expenses are dropped without a word (facts, 7.12).</summary>
    private static void DropPurchases(JsonObject body) =>
        (body["Line"] as JsonArray)?.RemoveAll(l => l is JsonObject line && line.Children("LinkedTxn").Any(t => KindOf(t.Text("TxnType")) == Catalogue.Purchase));
}
