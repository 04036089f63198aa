using System.Globalization;
using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Stock;

namespace QboConnect.Core.Connect;

/// <summary>What the wizard needs of QuickBooks, read together.</summary>
/// <param name="Accounts">Accounts.</param>
/// <param name="TaxCodes">Tax codes.</param>
/// <param name="TaxRates">Tax rates.</param>
/// <param name="Terms">Payment terms.</param>
/// <param name="Invoices">Invoices with a balance.</param>
/// <param name="Bills">Bills with a balance.</param>
/// <param name="Items">Active inventory items.</param>
/// <param name="Preferences">Settings.</param>
public sealed record QuickBooksLists(
    IReadOnlyList<QboAccount> Accounts,
    IReadOnlyList<QboTaxCode> TaxCodes,
    IReadOnlyList<QboTaxRate> TaxRates,
    IReadOnlyList<QboTerm> Terms,
    IReadOnlyList<QboInvoice> Invoices,
    IReadOnlyList<QboBill> Bills,
    IReadOnlyList<QboItem> Items,
    QboPreferences Preferences)
{
    /// <summary>What QuickBooks' ageing reports say; null where they were not read.</summary>
    public AgeingTotals? Ageing { get; init; }

    /// <summary>What each inventory item's stock is worth in QuickBooks' books, home currency, by item id; null where QuickBooks did not tell.</summary>
    public IReadOnlyDictionary<string, decimal>? StockValues { get; init; }

    /// <summary>Whether QuickBooks keeps stock itself; while it does, nothing syncs (seed: Turn off inventory tracking).</summary>
    public bool TracksInventory => Preferences.ProductAndServicesPrefs?.QuantityOnHand == true;
}

/// <summary>How a step of the wizard is drawn.</summary>
public enum WizardStepState
{
    /// <summary>Passed and in order.</summary>
    Done,

    /// <summary>Shown.</summary>
    Current,

    /// <summary>Not reached.</summary>
    ToDo,

    /// <summary>Passed, but something is missing by now.</summary>
    NeedsWork,
}

/// <summary>The wizard as it stands: what was chosen, what QuickBooks holds, and what keeps each step from going on. Pure.</summary>
public sealed record WizardView
{
    /// <summary>The phrase that has to be typed (seed: Confirm integration).</summary>
    public const string Phrase = "I would like to update all transactions";

    /// <summary>What was chosen so far.</summary>
    public required WizardProgress Progress { get; init; }

    /// <summary>Core's company; null while no data was brought in.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>What discarding, as it is chosen, does to Core's data; null where Core was not read.</summary>
    public TestDataEffects? TestData { get; init; }

    /// <summary>The connection; null while none was authorised.</summary>
    public QuickBooksConnection? Connection { get; init; }

    /// <summary>The accounts step; null while QuickBooks was not read.</summary>
    public MappingTable? Accounts { get; init; }

    /// <summary>The tax rules step.</summary>
    public MappingTable? TaxRules { get; init; }

    /// <summary>The payment terms step.</summary>
    public MappingTable? Terms { get; init; }

    /// <summary>Accounts that can be made in QuickBooks for those of Core's that have none there.</summary>
    public IReadOnlyList<AccountDraft> AccountDrafts { get; init; } = [];

    /// <summary>Terms that can be made in QuickBooks for those of Core's that have none there.</summary>
    public IReadOnlyList<TermDraft> TermDrafts { get; init; } = [];

    /// <summary>What is open in QuickBooks.</summary>
    public OpeningBalances? OpeningBalances { get; init; }

    /// <summary>What QuickBooks' ageing reports say, for comparison.</summary>
    public AgeingTotals? Ageing { get; init; }

    /// <summary>What is on stock in QuickBooks.</summary>
    public StockOnHand? Stock { get; init; }

    /// <summary>Whether QuickBooks keeps stock itself.</summary>
    public bool TracksInventory { get; init; }

    /// <summary>Archived accounts of Core's that nothing uses.</summary>
    public int UnusedArchivedAccounts { get; init; }

    /// <summary>Core's locations.</summary>
    public IReadOnlyList<Location> Locations { get; init; } = [];

    /// <summary>Core's transactions that will stand on QuickBooks' accounts.</summary>
    public int Transactions { get; init; }

    /// <summary>Whether anything of QuickBooks' is changed.</summary>
    public bool IsBothWays => Progress.Mode == IntegrationMode.BothWays;

    /// <summary>What keeps a step from being left, in words; null where it is in order.</summary>
    public string? BlockerOf(WizardStep step) => step switch
    {
        WizardStep.Mode => Organisation is null ? "Core has no company yet: set it up or load the demo company on the dashboard" : Progress.Mode is null ? "Choose a mode" : null,
        WizardStep.TestData => Progress.Discarded != DiscardedData.None && TestData?.Refusal is not null ? "Core's data went to QuickBooks already: keep it" : null,
        WizardStep.Authorise => Connection is { State: ConnectionState.Connecting } ? null : "Allow access at QuickBooks first",
        WizardStep.Accounts => Left(Accounts, "account", "accounts"),
        WizardStep.TaxRules => Left(TaxRules, "tax rule", "tax rules"),
        WizardStep.PaymentTerms => Left(Terms, "payment term", "payment terms"),
        WizardStep.OpeningBalances => Progress.ImportOpeningBalances is null ? "Choose whether to take them over" : null,
        WizardStep.Stock => Progress.ImportStock is null ? "Choose whether to take it over" : Progress.ImportStock == true && Progress.StockLocationId is null ? "Choose a location" : null,
        WizardStep.Confirm => Enum.GetValues<WizardStep>().Where(earlier => earlier < WizardStep.Confirm && BlockerOf(earlier) is not null).Select(earlier => BlockerOf(earlier)).FirstOrDefault(),
    };

    /// <summary>The furthest step that may be opened: everything before it is in order.</summary>
    public WizardStep Furthest => Enum.GetValues<WizardStep>().First(step => step == WizardStep.Confirm || BlockerOf(step) is not null);

    /// <summary>How a step is drawn while another one is shown.</summary>
    public WizardStepState StateOf(WizardStep step, WizardStep shown) =>
        step == shown ? WizardStepState.Current
        : step > Progress.Step ? WizardStepState.ToDo
        : BlockerOf(step) is null ? WizardStepState.Done
        : step < Progress.Step ? WizardStepState.NeedsWork
        : WizardStepState.ToDo;

    private static string? Left(MappingTable? table, string one, string many) =>
        table is null ? "QuickBooks was not read yet"
        : table.IsComplete ? null
        : string.Create(CultureInfo.InvariantCulture, $"{table.Left} {(table.Left == 1 ? one : many)} still to map");
}
