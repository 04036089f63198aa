using QboConnect.Simulator.Companies;

namespace QboConnect.Simulator.Control;

/// <summary>A company to make.</summary>
/// <param name="Template">US, UK, AU, CA or Demo.</param>
/// <param name="Plan">SimpleStart, Essentials, Plus or Advanced.</param>
/// <param name="ClosingDate">yyyy-MM-dd: books up to this day are closed.</param>
internal sealed record NewCompany(string Template, string? Name, string? Plan, string? HomeCurrency, bool? InventoryTracking, bool? ClassTracking, bool? LocationTracking,
    bool? MultiCurrency, bool? AutomatedSalesTax, int? FiscalYearStartMonth, string? SubscriptionStatus, string? ClosingDate);

/// <summary>A company to rebuild.</summary>
/// <param name="RealmId">Id the copy gets; none of this simulator's companies may have it.</param>
/// <param name="AsOf">Day of the trial balance (yyyy-MM-dd), on which the opening entry is made.</param>
/// <param name="Objects">By entity name, the objects as QuickBooks answered them: CompanyInfo, Preferences, lists, and invoices and bills that are open.</param>
/// <param name="TrialBalance">What every account must show on that day.</param>
internal sealed record ImportedCompany(string RealmId, string AsOf, Dictionary<string, object[]> Objects, ImportedBalance[] TrialBalance);

/// <summary>One account of a trial balance.</summary>
/// <param name="Balance">In home currency, debit positive.</param>
internal sealed record ImportedBalance(string AccountId, decimal Balance);

internal sealed record CreatedCompany(string RealmId);

internal sealed record TokenPair(long X_refresh_token_expires_in, string Refresh_token, string Access_token, string Token_type, long Expires_in);

internal sealed record CompanyView(string RealmId, string Name, string Country, string Plan, string HomeCurrency, bool MultiCurrency, bool InventoryTracking, bool ClassTracking, bool LocationTracking,
    bool AutomatedSalesTax, DateOnly? ClosingDate)
{
    public static CompanyView Of(string realm, CompanySettings settings) => new(realm, settings.Name, settings.Country, settings.Plan.ToString(), settings.HomeCurrency, settings.MultiCurrency,
        settings.InventoryTracking, settings.ClassTracking, settings.LocationTracking, settings.AutomatedSalesTax, settings.ClosingDate);
}

/// <summary>One side of a journal transaction.</summary>
/// <param name="Home">Value in the home currency, debit positive.</param>
/// <param name="Amount">Value in the account's own currency, debit positive.</param>
internal sealed record LedgerRow(string TxnType, string TxnId, int Line, string AccountId, string Account, string Date, decimal Home, decimal Amount, string? NameId, string? Memo);

/// <summary>The simulator's clock.</summary>
/// <param name="Now">Its time in UTC.</param>
/// <param name="OffsetSeconds">How far it is ahead of the host's clock.</param>
internal sealed record ClockView(DateTimeOffset Now, double OffsetSeconds);

internal sealed record ClockSetting(DateTimeOffset Now);

/// <summary>How far to move the clock; the parts add up, and may be negative.</summary>
internal sealed record ClockMove(double Days = 0, double Hours = 0, double Minutes = 0, double Seconds = 0);
