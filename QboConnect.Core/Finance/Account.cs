namespace QboConnect.Core.Finance;

/// <summary>The type of an account, the same fifteen that QuickBooks Online has (QBO Account.AccountType), in the order of its trial balance.</summary>
public enum AccountType
{
    /// <summary>Bank and cash; takes payments.</summary>
    Bank,

    /// <summary>A/R; each line needs a customer.</summary>
    AccountsReceivable,

    /// <summary>Inventory, deposits paid, in-transit and other short-term assets.</summary>
    OtherCurrentAsset,

    /// <summary>Equipment, buildings.</summary>
    FixedAsset,

    /// <summary>Long-term assets.</summary>
    OtherAsset,

    /// <summary>A/P; each line needs a vendor.</summary>
    AccountsPayable,

    /// <summary>Credit card; takes payments. The seed maps gift cards to it.</summary>
    CreditCard,

    /// <summary>Tax payable, customer prepayments and other short-term liabilities.</summary>
    OtherCurrentLiability,

    /// <summary>Loans.</summary>
    LongTermLiability,

    /// <summary>Capital, opening balance equity, retained earnings.</summary>
    Equity,

    /// <summary>Sales.</summary>
    Income,

    /// <summary>Cost of goods sold.</summary>
    CostOfGoodsSold,

    /// <summary>Running costs.</summary>
    Expense,

    /// <summary>Income outside the trade.</summary>
    OtherIncome,

    /// <summary>Costs outside the trade; QBO's own Exchange Gain or Loss is one.</summary>
    OtherExpense,
}

/// <summary>One account of Core's chart. Once connected it is read-only here and follows its QuickBooks account.</summary>
public sealed class Account
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Account number, unique; QBO's AcctNum where it has one.</summary>
    public required string Code { get; set; }

    /// <summary>Name, unique.</summary>
    public required string Name { get; set; }

    /// <summary>Type.</summary>
    public required AccountType Type { get; set; }

    /// <summary>QBO's AccountSubType, for example <c>Inventory</c>; empty where not known.</summary>
    public string DetailType { get; set; } = "";

    /// <summary>ISO code; the base currency for all but bank, card, A/R and A/P accounts.</summary>
    public required string Currency { get; set; }

    /// <summary>Whether payments and refunds may name this account.</summary>
    public bool AcceptsPayments { get; set; }

    /// <summary>Archived accounts are not offered and need no mapping.</summary>
    public bool IsArchived { get; set; }

    /// <summary>Id of the QuickBooks account this one is; null until the migration has mapped it. No two accounts share one (seed: Map accounts).</summary>
    public string? QboId { get; set; }

    /// <summary>Whether balances accumulate over years (assets, liabilities, equity) rather than within one fiscal year.</summary>
    public bool IsBalanceSheet => Type <= AccountType.Equity;
}
