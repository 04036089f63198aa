namespace QboConnect.Core.Connect;

/// <summary>The steps of the Connect Wizard, in their order.</summary>
public enum WizardStep
{
    /// <summary>From QuickBooks only, or both ways.</summary>
    Mode,

    /// <summary>Keeping or discarding what Core holds from before.</summary>
    TestData,

    /// <summary>Allowing access at QuickBooks.</summary>
    Authorise,

    /// <summary>Accounts, one to one.</summary>
    Accounts,

    /// <summary>Tax rules.</summary>
    TaxRules,

    /// <summary>Payment terms.</summary>
    PaymentTerms,

    /// <summary>Unpaid invoices and bills.</summary>
    OpeningBalances,

    /// <summary>Stock on hand.</summary>
    Stock,

    /// <summary>The summary and the phrase.</summary>
    Confirm,
}

/// <summary>What was chosen in the wizard so far: one row, saved with each choice, so that it goes on after a restart or in another browser.</summary>
public sealed class WizardProgress
{
    /// <summary>The only id there is.</summary>
    public const long TheId = 1;

    /// <summary>Always <see cref="TheId"/>.</summary>
    public long Id { get; init; } = TheId;

    /// <summary>The step that is open.</summary>
    public WizardStep Step { get; set; }

    /// <summary>Which way data is to go; null until chosen.</summary>
    public IntegrationMode? Mode { get; set; }

    /// <summary>What of Core's data from before is discarded; nothing by default (seed: Keep or delete test data).</summary>
    public DiscardedData Discarded { get; set; }

    /// <summary>Whether unpaid invoices and bills are taken over; null until chosen.</summary>
    public bool? ImportOpeningBalances { get; set; }

    /// <summary>Whether stock is taken over; null until chosen.</summary>
    public bool? ImportStock { get; set; }

    /// <summary>The one location stock is taken over into, or null.</summary>
    public long? StockLocationId { get; set; }
}
