using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Account (facts, 7.4).</summary>
internal sealed class AccountRules : EntityRules
{
    private static readonly string[] Singular = ["OpeningBalanceEquity", "UndepositedFunds", "RetainedEarnings", "ExchangeGainOrLoss", "CashReceiptIncome", "CashExpenditureExpense"];

    public override EntityKind Kind => Catalogue.Account;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        SetType(draft);
        var state = Names.Apply(draft, ":\"", "account");
        SetNumber(draft);
        SetCurrency(draft);
        if (draft.Follow(body, "ParentRef", Catalogue.Account) is { } parent)
        {
            if (parent.Body.Text("AccountType") != body.Text("AccountType"))
            {
                throw Fault.Business("A sub-account must be of the same type as its parent account.", "ParentRef").Thrown();
            }
            if (Singular.Contains(parent.Body.Text("AccountSubType")))
            {
                throw Fault.Business("This account cannot have sub-accounts.", "ParentRef").Thrown();
            }
        }
        body["SubAccount"] = body.Child("ParentRef") is not null;
        if (state == ObjectState.Inactive && draft.Before is { IsLive: true } && IsSystem(draft.Before))
        {
            throw Fault.Business($"The account {draft.Before.Name} is used by QuickBooks itself and cannot be made inactive.", "Active").Thrown();
        }
        var opening = OpeningBalance.Taken(draft);
        draft.Save(state);
        opening?.Post(draft);
    }

    public override JsonObject Render(Company company, Record record)
    {
        var body = record.Copy();
        body["CurrentBalance"] = record.IsLive ? Balance(company, record) : 0m;
        body["CurrentBalanceWithSubAccounts"] = BalanceOfTree(company, record);
        return body;
    }

    private static decimal BalanceOfTree(Company company, Record account) =>
        (account.IsLive ? Balance(company, account) : 0m) + company.SubAccountsOf(account.Id).Sum(below => BalanceOfTree(company, below));

    /// <summary>The balance as the account list shows it: in the account's currency, positive on its natural side; income and expense accounts show 0.</summary>
    private static decimal Balance(Company company, Record account)
    {
        var type = account.Body.Text("AccountType")!;
        return AccountTypes.IsBalanceSheet(type)
            ? Json.Cents((AccountTypes.IsDebitNatured(type) ? 1 : -1) * company.Balance(account.Id).Amount / 100m)
            : 0.00m;
    }

    private static bool IsSystem(Record account) =>
        Singular.Contains(account.Body.Text("AccountSubType")) || account.Body.Text("AccountType") is "Accounts Receivable" or "Accounts Payable";

    private static void SetType(Draft draft)
    {
        var body = draft.Body;
        var subType = body.Text("AccountSubType");
        var type = body.Text("AccountType");
        if (type is null && subType is null)
        {
            throw Fault.Missing("AccountType").Thrown();
        }
        if (draft.Before is { } before && draft.Input.Text("AccountType") is not null && draft.Input.Text("AccountSubType") is null && before.Body.Text("AccountType") != type)
        {
            subType = null;
        }
        var info = type is not null ? AccountTypes.Find(type) : AccountTypes.OfSubType(subType!);
        if (info is null)
        {
            throw Fault.Enumeration(type is null ? "AccountSubType" : "AccountType", type ?? subType!, AccountTypes.All.Select(t => t.Name)).Thrown();
        }
        subType ??= info.SubTypes[0];
        if (!info.SubTypes.Contains(subType))
        {
            throw new Fault("6010", "Invalid Account Type", $"The detail type {subType} does not belong to the account type {info.Name}.", "AccountSubType").Thrown();
        }
        if (Singular.Contains(subType) && draft.Work.List(Catalogue.Account).Any(a => a.IsLive && a.Id != draft.Id && a.Body.Text("AccountSubType") == subType))
        {
            throw Fault.Business("There can be only one account of singular detail type.", "AccountSubType").Thrown();
        }
        if (draft.Before is { } old && old.Body.Text("AccountType") is { } was && was != info.Name
            && (AccountTypes.CarriesCurrency(was) || AccountTypes.CarriesCurrency(info.Name)) && draft.Company.Balance(old.Id) != (0, 0))
        {
            throw Fault.Business("The type of an account in use cannot be changed to or from bank, credit card, A/R or A/P.", "AccountType").Thrown();
        }
        (body["AccountType"], body["AccountSubType"], body["Classification"]) = (info.Name, subType, info.Classification);
    }

    private static void SetNumber(Draft draft)
    {
        if (draft.Body.Text("AcctNum") is not { } number)
        {
            return;
        }
        var max = draft.Company.Settings.Country is "AU" or "CA" ? 20 : 7;
        if (number.Length > max)
        {
            throw Fault.Length("AcctNum", max, number.Length).Thrown();
        }
        if (number.Contains(':', StringComparison.Ordinal))
        {
            throw new Fault("2040", "Invalid String", "AcctNum holds a character that is not allowed.", "AcctNum").Thrown();
        }
        if (draft.Work.List(Catalogue.Account).Any(a => a.Id != draft.Id && a.IsLive && a.Body.Text("AcctNum") == number))
        {
            throw Fault.DuplicateName("account").Thrown();
        }
    }

    private static void SetCurrency(Draft draft)
    {
        var home = draft.Company.Home;
        var wanted = draft.Input.Ref("CurrencyRef");
        var code = draft.Before?.Currency is { Length: > 0 } kept ? kept : wanted ?? home;
        if (wanted is not null && wanted != code)
        {
            throw Fault.Business("The currency cannot be changed once it has been set.", "CurrencyRef").Thrown();
        }
        if (code != home && !(draft.Company.Settings.MultiCurrency && AccountTypes.CarriesCurrency(draft.Body.Text("AccountType")!)))
        {
            throw Fault.Business(draft.Company.Settings.MultiCurrency
                ? "Only bank, credit card, A/R and A/P accounts can be in a foreign currency."
                : "Multi Currency should be enabled to perform this operation", "CurrencyRef").Thrown();
        }
        if (!Currencies.IsKnown(code))
        {
            throw new Fault("2220", "Invalid Currency", $"Invalid currency code: {code}", "CurrencyRef").Thrown();
        }
        draft.Body["CurrencyRef"] = Currencies.Reference(code);
    }
}
