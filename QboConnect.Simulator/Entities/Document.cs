using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>What all transactions have in common: date, currency, rate, number, the dimensions, and a journal transaction that
/// balances. Amounts given to it are in the document's currency.</summary>
internal sealed class Document
{
    private readonly List<Posting> _postings = [];

    private Document(Draft draft, DateOnly date, string currency, decimal rate) =>
        (Draft, Date, Currency, Rate) = (draft, date, currency, rate);

    public Draft Draft { get; }

    public Company Company => Draft.Company;

    public JsonObject Body => Draft.Body;

    public DateOnly Date { get; }

    public string Currency { get; }

    /// <summary>Home units for one unit of <see cref="Currency"/>.</summary>
    public decimal Rate { get; }

    public bool IsForeign => Currency != Company.Home;

    public long? Class { get; private set; }

    public long? Department { get; private set; }

    /// <summary>Completes and checks the header.</summary>
    public static Document Open(Draft draft, Record? party, string? currency = null)
    {
        var body = draft.Body;
        body.SetDefault("TxnDate", () => JsonValue.Create(Journal.Text(draft.Work.Today)));
        var date = Journal.Date(body.Text("TxnDate")!);
        Books.RequireOpen(draft, date);

        var code = body.Ref("CurrencyRef") ?? currency ?? party?.Currency ?? draft.Company.Home;
        if (code != draft.Company.Home && !draft.Company.Settings.MultiCurrency)
        {
            throw Fault.Business("Multi Currency should be enabled to perform this operation").Thrown();
        }
        if (!Currencies.IsKnown(code))
        {
            throw new Fault("2220", "Invalid Currency", $"Invalid currency code: {code}", "CurrencyRef").Thrown();
        }
        if (party is not null && party.Currency.Length > 0 && party.Currency != code)
        {
            throw Fault.Business("The transaction needs to be in the same currency as the A/R and A/P accounts", "CurrencyRef").Thrown();
        }
        body["CurrencyRef"] = Currencies.Reference(code);
        if (draft.Company.Settings.IsUs)
        {
            // Not applicable in the US, and not returned (facts, 7.1).
            body.Remove("GlobalTaxCalculation");
        }
        var document = new Document(draft, date, code, Rates.Of(draft, code));
        document.ReadDimensions();
        DocumentNumbers.Apply(draft);
        return document;
    }

    public long? ClassOf(JsonObject detail) => Dimensions.Class(Draft, detail) ?? Class;

    public void Debit(Record account, decimal amount, Record? party = null, JsonObject? detail = null, string? memo = null) =>
        Add(account, amount, party, detail, memo);

    public void Credit(Record account, decimal amount, Record? party = null, JsonObject? detail = null, string? memo = null) =>
        Add(account, -amount, party, detail, memo);

    /// <summary>Posts a value that exists in home currency only, such as an exchange difference.</summary>
    public void AddHome(Record account, decimal home, Record? party = null, decimal amount = 0m)
    {
        if (home != 0 || amount != 0)
        {
            _postings.Add(new Posting(account.Id, Minor(home), account.Currency == Company.Home || account.Currency.Length == 0 ? Minor(home) : Minor(amount), PartyKey(party), Class, Department));
        }
    }

    public decimal InHome(decimal amount) => Math.Round(amount * Rate, 2, MidpointRounding.AwayFromZero);

    /// <summary>Saves the document's postings. Cents that conversion leaves over go to Exchange Gain or Loss (facts, 8.1 rule 6).</summary>
    public void Post()
    {
        var residue = _postings.Sum(p => p.Home);
        if (residue != 0)
        {
            if (!IsForeign && !Company.Settings.MultiCurrency)
            {
                throw new InvalidOperationException($"{Draft.Kind} {Draft.Id} is out of balance by {residue} cents.");
            }
            AddHome(SystemAccounts.ExchangeGainOrLoss(Draft.Work), -residue / 100m);
        }
        Draft.Work.Post(Draft.Kind, Draft.Id, Date, _postings);
    }

    /// <summary>Sets the totals a read shows, with their home currency twins.</summary>
    public void SetTotal(decimal total, bool withHome = true)
    {
        Body["TotalAmt"] = Json.Cents(total);
        Body.Remove("HomeTotalAmt");
        if (withHome && Company.Settings.MultiCurrency)
        {
            Body["HomeTotalAmt"] = Json.Cents(InHome(total));
        }
    }

    /// <exception cref="OverflowException">The amount is larger than any book holds; sums of such amounts would leave 64 bits.</exception>
    public static long Minor(decimal amount) => Math.Abs(amount) < 10_000_000_000_000m
        ? (long)Math.Round(amount * 100m, MidpointRounding.AwayFromZero)
        : throw new OverflowException();

    private void Add(Record account, decimal amount, Record? party, JsonObject? detail, string? memo)
    {
        if (amount == 0)
        {
            return;
        }
        RequireName(account, party);
        var accountCurrency = account.Currency.Length > 0 ? account.Currency : Company.Home;
        if (accountCurrency != Company.Home && accountCurrency != Currency)
        {
            throw (account.Body.Text("AccountType") is "Accounts Receivable" or "Accounts Payable"
                ? Fault.Business("The transaction needs to be in the same currency as the A/R and A/P accounts")
                : Fault.Business("You can only use one foreign currency per transaction.")).Thrown();
        }
        var home = Minor(InHome(amount));
        _postings.Add(new Posting(account.Id, home, accountCurrency == Company.Home ? home : Minor(amount), PartyKey(party),
            detail is null ? Class : ClassOf(detail), (detail is null ? null : Dimensions.Department(Draft, detail)) ?? Department, memo ?? Body.Text("PrivateNote")));
    }

    /// <summary>What stands on A/R or A/P without a name could never be aged (facts, 6.3 and 8.1 rule 3).</summary>
    private static void RequireName(Record account, Record? party)
    {
        if (account.Body.Text("AccountType") == "Accounts Receivable" && party?.Kind != Catalogue.Customer)
        {
            throw Fault.Business("When you use Accounts Receivable, you must choose a customer in the Name field.").Thrown();
        }
        if (account.Body.Text("AccountType") == "Accounts Payable" && party?.Kind != Catalogue.Vendor)
        {
            throw Fault.Business("When you use Accounts Payable, you must choose a vendor in the Name field.").Thrown();
        }
    }

    private long? PartyKey(Record? party) => party is null ? null : Company.Key(party.Kind, party.Id);

    private void ReadDimensions() => (Class, Department) = (Dimensions.Class(Draft, Body), Dimensions.Department(Draft, Body));
}

/// <summary>Class and location, where plan and settings allow them (facts, 7.2 and 7.3).</summary>
internal static class Dimensions
{
    public static long? Class(Draft draft, JsonObject holder)
    {
        if (holder.Child("ClassRef") is null)
        {
            return null;
        }
        return draft.Company.Settings is { HasPlus: true, ClassTracking: true } ? draft.Follow(holder, "ClassRef", Catalogue.Class)!.Id : throw Fault.Entitlement("Class tracking").Thrown();
    }

    public static long? Department(Draft draft, JsonObject holder)
    {
        if (holder.Child("DepartmentRef") is null)
        {
            return null;
        }
        return draft.Company.Settings is { HasPlus: true, LocationTracking: true } ? draft.Follow(holder, "DepartmentRef", Catalogue.Department)!.Id : throw Fault.Entitlement("Location tracking").Thrown();
    }
}

/// <summary>Exchange rates of documents.</summary>
internal static class Rates
{
    /// <summary>A home document has rate 1; a foreign one must say its rate (2410, observed on bills; taken as the rule for all).</summary>
    public static decimal Of(Draft draft, string currency)
    {
        if (currency == draft.Company.Home)
        {
            if (draft.Company.Settings.MultiCurrency)
            {
                draft.Body["ExchangeRate"] = 1;
            }
            else
            {
                draft.Body.Remove("ExchangeRate");
            }
            return 1m;
        }
        var rate = draft.Body.Decimal("ExchangeRate") ?? throw new Fault("2410", "Currency, ExchangeRate is missing", "Curreny, ExchangeRate is missing.", "ExchangeRate").Thrown();
        return rate > 0 ? rate : throw Fault.Number("ExchangeRate", rate.ToString(System.Globalization.CultureInfo.InvariantCulture)).Thrown();
    }
}

/// <summary>The closing date (facts, 8.2).</summary>
internal static class Books
{
    public static void RequireOpen(Draft draft, DateOnly date)
    {
        var before = draft.Before?.Body.Text("TxnDate");
        if (draft.Company.Settings.ClosingDate is { } closed && (date <= closed || (before is not null && Journal.Date(before) <= closed)))
        {
            throw Fault.Closed().Thrown();
        }
    }
}
