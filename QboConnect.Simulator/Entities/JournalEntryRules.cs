using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Journal entry (facts, 7.13 and 8.1).</summary>
internal sealed class JournalEntryRules : EntityRules
{
    public override EntityKind Kind => Catalogue.JournalEntry;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        var document = Document.Open(draft, null);
        var lines = body.Children("Line").ToList();
        if (lines.Count == 0)
        {
            throw Fault.Missing("Line").Thrown();
        }
        decimal debits = 0, credits = 0;
        var controls = new HashSet<long>();
        foreach (var line in lines)
        {
            if (Lines.RequireDetail(line, out var detail) == "DescriptionOnly")
            {
                continue;
            }
            if (line.Text("DetailType") != "JournalEntryLineDetail")
            {
                throw Fault.Business($"{line.Text("DetailType")} is not valid on this transaction.", "DetailType").Thrown();
            }
            var amount = Lines.RequireAmount(line);
            if (amount < 0)
            {
                throw new Fault("2290", "Invalid Amount", "Negative amounts are not allowed on a line.", "Line.Amount").Thrown();
            }
            var posting = detail.Text("PostingType") ?? throw new Fault("2260", "Posting Type Missing", "PostingType is required on each line of a journal entry.", "PostingType").Thrown();
            var account = draft.Require(detail, "AccountRef", Catalogue.Account);
            var party = Party(draft, detail, account);
            if (account.Body.Text("AccountType") is "Accounts Receivable" or "Accounts Payable")
            {
                controls.Add(account.Id);
            }
            document.Debit(account, posting == "Debit" ? amount : -amount, party, detail, line.Text("Description"));
            (debits, credits) = posting == "Debit" ? (debits + amount, credits) : (debits, credits + amount);
        }
        (debits, credits) = AddTax(document, debits, credits);
        Check(debits, credits, controls);
        Lines.Number(draft, lines, firstId: 0);
        document.Post();
        body["TotalAmt"] = 0.00m;
        body.SetDefault("Adjustment", () => JsonValue.Create(false));
        draft.Save();
    }

    /// <summary>Observed: HTTP 200, an empty answer, and nothing happens (facts, 2.5). The edge writes that answer.</summary>
    public override void Void(Draft draft) => throw new NothingHappensException();

    private static void Check(decimal debits, decimal credits, HashSet<long> controls)
    {
        if (debits != credits)
        {
            throw new Fault("2300", "Debits and Credits Not Equal", $"Total debits {debits} must equal total credits {credits}.", "Line").Thrown();
        }
        if (debits == 0)
        {
            throw Fault.Business("You must set a transaction amount.").Thrown();
        }
        if (controls.Count > 1)
        {
            throw Fault.Business("You cannot use more than one A/R or A/P account in the same transaction").Thrown();
        }
    }

    private static Record? Party(Draft draft, JsonObject detail, Record account)
    {
        var entity = detail.Child("Entity");
        var type = entity?.Text("Type");
        var needed = account.Body.Text("AccountType") switch { "Accounts Receivable" => "Customer", "Accounts Payable" => "Vendor", _ => null };
        if (needed is not null && (entity?.Child("EntityRef") is null || (type ?? needed) != needed))
        {
            throw Fault.Business(needed == "Customer"
                ? "When you use Accounts Receivable, you must choose a customer in the Name field."
                : "When you use Accounts Payable, you must choose a vendor in the Name field.", "Entity").Thrown();
        }
        if (entity?.Child("EntityRef") is null)
        {
            return null;
        }
        var kind = (type ?? needed) switch { "Vendor" => Catalogue.Vendor, "Employee" => Catalogue.Employee, _ => Catalogue.Customer };
        var party = draft.Require(entity, "EntityRef", kind);
        entity["Type"] = kind.Name;
        if (needed is not null && party.Currency.Length > 0 && party.Currency != account.Currency)
        {
            throw Fault.Business("The transaction needs to be in the same currency as the A/R and A/P accounts", "Entity").Thrown();
        }
        return party;
    }

    /// <summary>Tax posts to its agency's account beside the lines (rule 7); US entries carry none.</summary>
    private static (decimal Debits, decimal Credits) AddTax(Document document, decimal debits, decimal credits)
    {
        foreach (var line in document.Body.Children("Line"))
        {
            if (line.Child("JournalEntryLineDetail") is not { } detail || detail.Ref("TaxCodeRef") is not { } value)
            {
                continue;
            }
            if (document.Company.Settings.IsUs)
            {
                throw new Fault("6470", "Tax Not Allowed", "A journal entry of a US company carries no tax.", "TaxCodeRef").Thrown();
            }
            _ = detail.Text("TaxApplicableOn") ?? throw new Fault("2270", "Tax Applicable On Missing", "TaxApplicableOn is required with a tax code.", "TaxApplicableOn").Thrown();
            var tax = detail.Decimal("TaxAmount") ?? throw new Fault("2280", "Tax Amount Missing", "TaxAmount is required with a tax code.", "TaxAmount").Thrown();
            var code = document.Draft.Find(Catalogue.TaxCode, value) ?? throw Fault.InvalidReference("Tax codes", value).Thrown();
            var rates = Tax.TaxCodes.RatesOf(document.Draft.Work, code, detail.Text("TaxApplicableOn") == "Sales");
            var isDebit = detail.Text("PostingType") == "Debit";
            (debits, credits) = isDebit ? (debits + tax, credits) : (debits, credits + tax);
            if (tax != 0)
            {
                var rate = rates.Count > 0 ? rates[0] : throw new Fault("6470", "Tax Rate Missing", "The tax code has no rate for this use.", "TaxCodeRef").Thrown();
                document.Debit(Tax.TaxCodes.Account(document.Draft.Work, rate), isDebit ? tax : -tax, memo: "Tax");
            }
        }
        return (debits, credits);
    }
}

/// <summary>The void of a journal entry: answered with 200, never done.</summary>
internal sealed class NothingHappensException : Exception;
