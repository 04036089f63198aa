namespace QboConnect.Core.Finance;

/// <summary>What the system needs an account for (seed: Required accounts, Optional accounts, Already created by QuickBooks).</summary>
public enum AccountRole
{
    /// <summary>Accounts receivable.</summary>
    AccountsReceivable,

    /// <summary>Accounts payable.</summary>
    AccountsPayable,

    /// <summary>Sales tax collected.</summary>
    SalesTax,

    /// <summary>Revenue where neither line nor product names an account.</summary>
    Sales,

    /// <summary>Shipping charged to customers.</summary>
    ShippingIncome,

    /// <summary>Inventory control.</summary>
    Inventory,

    /// <summary>Cost of goods sold.</summary>
    CostOfGoodsSold,

    /// <summary>Stock found or lost.</summary>
    InventoryDiscrepancy,

    /// <summary>Work in progress.</summary>
    WorkInProgress,

    /// <summary>Goods between two locations.</summary>
    InTransit,

    /// <summary>Paid to suppliers in advance.</summary>
    SupplierDeposits,

    /// <summary>Received from customers in advance.</summary>
    CustomerCredits,

    /// <summary>Goods received, not invoiced (optional).</summary>
    InventoryAccrual,

    /// <summary>Goods invoiced, not received (optional).</summary>
    StockInTransit,

    /// <summary>Exchange gains and losses of consolidated journals (optional; needed for consolidation and several currencies).</summary>
    RealizedCurrencyGains,

    /// <summary>Unrealised exchange differences (optional).</summary>
    UnrealizedCurrencyGains,

    /// <summary>Where consolidated payments go, in home currency (optional; needed for consolidation).</summary>
    PaymentClearing,

    /// <summary>Gift cards sold and not yet redeemed (optional).</summary>
    GiftCardLiability,

    /// <summary>Cents left over where a document has no line to take them.</summary>
    Rounding,

    /// <summary>The other side of what was open before Core took over.</summary>
    OpeningBalanceEquity,

    /// <summary>Profits of earlier years.</summary>
    RetainedEarnings,
}

/// <summary>Which account plays a role (Settings → Reference books → Account mapping).</summary>
public sealed class AccountRoleAssignment
{
    /// <summary>The role; one account plays it.</summary>
    public required AccountRole Role { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; set; }
}
