using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>What a new account begins with, against Opening Balance Equity: a deposit for a bank account, a journal entry for any other (facts, 7.4
/// and 8.3; the latter unconfirmed).</summary>
/// <param name="Amount">On the account's natural side, in its currency.</param>
internal sealed record OpeningBalance(decimal Amount, string Date)
{
    private const string Memo = "Opening Balance";

    /// <summary>Takes the opening balance out of an account that is being made; null when there is none.</summary>
    /// <exception cref="RefusedException">6060 without a date, 6000 for an account that cannot have one.</exception>
    public static OpeningBalance? Taken(Draft draft)
    {
        var (amount, date) = (draft.Input.Amount("OpeningBalance"), draft.Input.Text("OpeningBalanceDate"));
        draft.Body.Remove("OpeningBalance");
        draft.Body.Remove("OpeningBalanceDate");
        if (amount == 0 || !draft.IsNew)
        {
            return null;
        }
        if (date is null)
        {
            throw new Fault("6060", "Opening Balance Date Required", "An opening balance needs OpeningBalanceDate.", "OpeningBalanceDate").Thrown();
        }
        var type = draft.Body.Text("AccountType")!;
        return AccountTypes.IsBalanceSheet(type) && type is not ("Accounts Receivable" or "Accounts Payable")
            ? new OpeningBalance(amount, date)
            : throw Fault.Business($"An account of type {type} has no opening balance.", "OpeningBalance").Thrown();
    }

    /// <summary>Posts it, once the account is saved in the work.</summary>
    public void Post(Draft account)
    {
        var work = account.Work;
        var equity = Json.Reference(SystemAccounts.OpeningBalanceEquity(work).Id, null);
        var own = Json.Reference(account.Id, null);
        var type = account.Body.Text("AccountType")!;
        var kind = type == "Bank" ? Catalogue.Deposit : Catalogue.JournalEntry;
        var body = new JsonObject { ["TxnDate"] = Date, ["PrivateNote"] = Memo, ["CurrencyRef"] = account.Body["CurrencyRef"]!.DeepClone() };
        var currency = account.Body.Ref("CurrencyRef")!;
        if (currency != account.Company.Home && ExchangeRateRules.Find(account.Company, currency, Date) is { } rate)
        {
            body["ExchangeRate"] = rate["Rate"]!.DeepClone();
        }
        if (kind == Catalogue.Deposit)
        {
            body["DepositToAccountRef"] = own;
            body["Line"] = new JsonArray(new JsonObject { [nameof(Amount)] = Amount, ["DetailType"] = "DepositLineDetail", ["DepositLineDetail"] = new JsonObject { ["AccountRef"] = equity } });
        }
        else
        {
            var isDebit = AccountTypes.IsDebitNatured(type) == Amount > 0;
            body["Line"] = new JsonArray(Line(isDebit, own), Line(!isDebit, equity));
        }
        var draft = new Draft(work, kind, work.NewId(kind), null, body, body);
        work.Stock.Begin(draft.Key);
        Catalogue.RulesOf(kind).Apply(draft);
    }

    private JsonObject Line(bool isDebit, JsonObject account) => new()
    {
        [nameof(Amount)] = Math.Abs(Amount),
        ["DetailType"] = "JournalEntryLineDetail",
        ["JournalEntryLineDetail"] = new JsonObject { ["PostingType"] = isDebit ? "Debit" : "Credit", ["AccountRef"] = account },
    };
}
