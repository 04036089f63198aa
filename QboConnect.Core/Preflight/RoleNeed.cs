using QboConnect.Core.Finance;

namespace QboConnect.Core.Preflight;

/// <summary>An account the seed asks for (seed: Required accounts, Optional accounts).</summary>
/// <param name="Role">The role it plays.</param>
/// <param name="Name">The seed's name for it.</param>
/// <param name="IsRequired">False where only a feature needs it.</param>
/// <param name="NeededFor">What needs it.</param>
public sealed record RoleNeed(AccountRole Role, string Name, bool IsRequired, string NeededFor)
{
    /// <summary>The seed's three tables, in their order. "Current Year Profits" is left out: QuickBooks keeps it itself as Retained Earnings.</summary>
    public static IReadOnlyList<RoleNeed> All { get; } =
    [
        new(AccountRole.InventoryDiscrepancy, "Inventory Discrepancy", true, "stock found or lost"),
        new(AccountRole.CostOfGoodsSold, "Cost of Goods Sold", true, "the cost of what is sold"),
        new(AccountRole.WorkInProgress, "Work in Progress", true, "goods in production"),
        new(AccountRole.InTransit, "In-transit", true, "goods between two locations"),
        new(AccountRole.SupplierDeposits, "Supplier Deposits", true, "money paid to suppliers in advance"),
        new(AccountRole.CustomerCredits, "Customer Credits", true, "money received from customers in advance"),
        new(AccountRole.InventoryAccrual, "Inventory Accrual", false, "the inventory accrual of goods received, not invoiced"),
        new(AccountRole.StockInTransit, "Stock in Transit", false, "the inventory accrual of goods invoiced, not received"),
        new(AccountRole.RealizedCurrencyGains, "Realized Currency Gains", false, "consolidation and several currencies"),
        new(AccountRole.UnrealizedCurrencyGains, "Unrealized Currency Gains", false, "unrealised exchange differences"),
        new(AccountRole.PaymentClearing, "Payment Clearing", false, "consolidation"),
        new(AccountRole.GiftCardLiability, "Gift Card Liability", false, "gift cards"),
    ];

    /// <summary>Whether the company uses the feature that needs it; required ones are needed always.</summary>
    public bool IsNeeded(PreflightFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return IsRequired || Role switch
        {
            AccountRole.PaymentClearing => facts.Consolidation.IsEnabled,
            AccountRole.RealizedCurrencyGains => facts.Consolidation.IsEnabled || facts.ForeignDocuments.Any(row => row.Count > 0 && row.Sync != SyncType.NoSync),
            _ => false,
        };
    }
}
