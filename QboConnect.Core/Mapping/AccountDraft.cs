using QboConnect.Core.Finance;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Mapping;

/// <summary>An account as it would be made in QuickBooks, shown before it is made (seed: Setting up Accounts in QuickBooks Online).</summary>
public sealed record AccountDraft
{
    private const int NameLength = 100;

    // QuickBooks makes these itself (tax accounts with their agency), or keeps one alone of them (fault "only one account of singular detail type").
    private static readonly HashSet<string> Singular = new(StringComparer.OrdinalIgnoreCase)
    {
        "RetainedEarnings", "OpeningBalanceEquity", "UndepositedFunds", "ExchangeGainOrLoss", "AccountsReceivable", "AccountsPayable",
        "SalesTaxPayable", "GlobalTaxPayable", "GlobalTaxSuspense",
    };

    /// <summary>Its name there.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required AccountType Type { get; init; }

    /// <summary>QuickBooks' detail type, for example <c>Inventory</c>; empty where QuickBooks takes the type's usual one.</summary>
    public string DetailType { get; init; } = "";

    /// <summary>ISO code.</summary>
    public required string Currency { get; init; }

    /// <summary>Its number there; null where the company does not use numbers, or this one is taken or too long.</summary>
    public string? Number { get; init; }

    /// <summary>The account of Core's that it is made for, or null where Core has none yet.</summary>
    public long? LocalId { get; init; }

    /// <summary>The role it is made for, or null.</summary>
    public AccountRole? Role { get; init; }

    /// <summary>The type and detail type as QuickBooks' own screens write them.</summary>
    public string Kind => DetailType.Length == 0 ? MatchAccounts.Words(Type) : $"{MatchAccounts.Words(Type)}, {Spaced(DetailType)}";

    /// <summary>A draft for an account of Core's, or null where QuickBooks allows no second one of its kind.</summary>
    /// <param name="account">The account of Core's.</param>
    /// <param name="theirs">What QuickBooks' accounts are called.</param>
    /// <param name="country">The company's country, two letters.</param>
    public static AccountDraft? Of(Account account, AccountNames theirs, string country)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(theirs);
        return Singular.Contains(account.DetailType) || account.Type is AccountType.AccountsReceivable or AccountType.AccountsPayable
            ? null
            : new AccountDraft
            {
                Name = Free(account.Name, theirs),
                Type = account.Type,
                DetailType = account.DetailType,
                Currency = account.Currency,
                Number = Numbered(account.Code, theirs, country),
                LocalId = account.Id,
            };
    }

    /// <summary>A draft for a role, by the seed's tables of required and optional accounts and what they are called in the company's region.</summary>
    /// <param name="role">The role.</param>
    /// <param name="name">The seed's name for it.</param>
    /// <param name="playing">Core's account that plays it, or null.</param>
    /// <param name="theirs">What QuickBooks' accounts are called.</param>
    /// <param name="country">The company's country, two letters.</param>
    /// <param name="home">QuickBooks' home currency; these accounts are kept in it.</param>
    public static AccountDraft Of(AccountRole role, string name, Account? playing, AccountNames theirs, string country, string home)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        var (type, detail) = KindOf(role, country);
        return new AccountDraft
        {
            Name = Free(playing?.Name ?? name, theirs),
            Type = type,
            DetailType = detail,
            Currency = home,
            Number = playing is null ? null : Numbered(playing.Code, theirs, country),
            LocalId = playing?.Id,
            Role = role,
        };
    }

    /// <summary>The account as QuickBooks is asked to make it.</summary>
    /// <param name="withCurrency">Whether QuickBooks keeps several currencies; where it does not, it takes no currency.</param>
    public QboAccount ToQuickBooks(bool withCurrency) => new()
    {
        Name = Name,
        AcctNum = Number,
        AccountType = QboType(Type),
        AccountSubType = DetailType.Length == 0 ? null : DetailType,
        CurrencyRef = withCurrency ? new QboRef(Currency) : null,
    };

    // The seed's tables name US detail types and, after a slash, what other regions call the same (Work in progress: "Inventory Asset / Other current assets").
    private static (AccountType Type, string Detail) KindOf(AccountRole role, string country) => role switch
    {
        AccountRole.InventoryDiscrepancy => (AccountType.Expense, "SuppliesMaterials"),
        AccountRole.CostOfGoodsSold => (AccountType.CostOfGoodsSold, "SuppliesMaterialsCogs"),
        AccountRole.WorkInProgress => (AccountType.OtherCurrentAsset, country == "US" ? "Inventory" : "OtherCurrentAssets"),
        AccountRole.InTransit or AccountRole.InventoryAccrual or AccountRole.StockInTransit or AccountRole.Inventory => (AccountType.OtherCurrentAsset, "Inventory"),
        AccountRole.SupplierDeposits => (AccountType.OtherCurrentAsset, "PrepaidExpenses"),
        AccountRole.CustomerCredits => (AccountType.OtherCurrentLiability, "OtherCurrentLiabilities"),
        // Exchange Gain or Loss itself is an account that QuickBooks keeps alone; ours stands beside it (decision 0016).
        AccountRole.RealizedCurrencyGains or AccountRole.UnrealizedCurrencyGains => (AccountType.Expense, "FinanceCosts"),
        AccountRole.PaymentClearing => (AccountType.Bank, "CashOnHand"),
        AccountRole.GiftCardLiability => (AccountType.CreditCard, "CreditCard"),
        _ => (RoleFit.Types(role)[0], ""),
    };

    // No colons and quotation marks in a name; and one that another type of account has gets a mark of ours.
    private static string Free(string name, AccountNames theirs)
    {
        var clean = string.Join(' ', name.Replace(':', ' ').Replace('"', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var cut = clean[..Math.Min(clean.Length, NameLength)].TrimEnd();
        const string mark = " (Core)";
        return theirs.HasName(cut)
            ? cut[..Math.Min(cut.Length, NameLength - mark.Length)].TrimEnd() + mark
            : cut;
    }

    // A company that numbers none of its accounts is not given the first one.
    private static string? Numbered(string code, AccountNames theirs, string country) =>
        code.Length > 0 && code.Length <= (country is "AU" or "CA" ? 20 : 7)
            && theirs.AreNumbered && !theirs.HasNumber(code)
            ? code
            : null;

    private static string QboType(AccountType type) =>
        type == AccountType.CostOfGoodsSold ? "Cost of Goods Sold" : Spaced(type.ToString());

    private static string Spaced(string name) => string.Concat(name.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}"));
}

/// <summary>A payment term as it would be made in QuickBooks.</summary>
/// <param name="LocalId">Core's term.</param>
/// <param name="Name">Its name, equal to the letter and the case (seed: Map payment terms).</param>
/// <param name="DueDays">Days from the document's date to its due date.</param>
public sealed record TermDraft(long LocalId, string Name, int DueDays)
{
    /// <summary>QuickBooks' limit for the name of a term.</summary>
    public const int NameLength = 31;

    /// <summary>The term as QuickBooks is asked to make it.</summary>
    public QboTerm ToQuickBooks() => new() { Name = Name, DueDays = DueDays };
}
