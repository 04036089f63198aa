using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Planning;

/// <summary>Why something cannot be sent, in the merchant's words.</summary>
/// <param name="Code">Stable code; those of preflight-errors where it has one.</param>
/// <param name="RootCause">What documents with the same cause have in common; they are shown as one entry.</param>
/// <param name="Cause">What is the matter.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record SyncProblem(string Code, string RootCause, string Cause, string Remedy);

/// <summary>What a plan says about one document.</summary>
public enum PlanOutcome
{
    /// <summary>Create it in QuickBooks.</summary>
    Create,

    /// <summary>A name or item that QuickBooks has already under the same name: tie it, send nothing.</summary>
    Adopt,

    /// <summary>Replace its content.</summary>
    Update,

    /// <summary>Void it.</summary>
    Void,

    /// <summary>Delete it.</summary>
    Delete,

    /// <summary>Leave it out on purpose.</summary>
    Skip,

    /// <summary>It cannot be sent; see the problem.</summary>
    Blocked,

    /// <summary>It can be sent once what it depends on can.</summary>
    Waits,
}

/// <summary>The order in which a plan is sent: nothing refers to what is not there yet.</summary>
public enum PlanPhase
{
    /// <summary>Customers, vendors and items.</summary>
    Names,

    /// <summary>Invoices, credit memos, bills and journals.</summary>
    Documents,

    /// <summary>Payments, refunds and links between documents.</summary>
    Settlements,

    /// <summary>Cost of goods sold.</summary>
    Cost,
}

/// <summary>A customer, vendor or item that QuickBooks needs before a document can name it.</summary>
public sealed record ReferenceEntry
{
    /// <summary>Its local key.</summary>
    public required string LocalKey { get; init; }

    /// <summary>QBO entity: Customer, Vendor or Item.</summary>
    public required string QboEntity { get; init; }

    /// <summary>Name in QuickBooks.</summary>
    public required string Name { get; init; }

    /// <summary>ISO code, on customers and vendors.</summary>
    public string? Currency { get; init; }

    /// <summary>E-mail address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Stock keeping unit of an item, or null.</summary>
    public string? Sku { get; init; }

    /// <summary>Price of an item in base currency, or null.</summary>
    public decimal? Price { get; init; }

    /// <summary>Income account of an item.</summary>
    public long? IncomeAccountId { get; init; }

    /// <summary>Whether QuickBooks has a stock-tracked item of that name, which would book the cost a second time and cannot be turned into a service.</summary>
    public bool IsTrackedThere { get; init; }

    /// <summary>QuickBooks' id and SyncToken, where it has one of that name already.</summary>
    public (string Id, string SyncToken)? Existing { get; init; }
}

/// <summary>One line of a plan.</summary>
public sealed record PlannedItem
{
    /// <summary>What it is about.</summary>
    public required string LocalKey { get; init; }

    /// <summary>What is to happen.</summary>
    public required PlanOutcome Outcome { get; init; }

    /// <summary>When in the order of sending.</summary>
    public required PlanPhase Phase { get; init; }

    /// <summary>QBO entity.</summary>
    public required string QboEntity { get; init; }

    /// <summary>Document number or name, for people.</summary>
    public required string Number { get; init; }

    /// <summary>Day of the document; null for names.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Amount in minor units of the base currency.</summary>
    public long AmountMinor { get; init; }

    /// <summary>The document as QuickBooks should hold it; null for names, removals and skips.</summary>
    public ExportDocument? Document { get; init; }

    /// <summary>The name or item; null for documents.</summary>
    public ReferenceEntry? Reference { get; init; }

    /// <summary>What QuickBooks holds now; null where it holds nothing.</summary>
    public SyncLink? Link { get; init; }

    /// <summary>Why it is left out; null unless skipped.</summary>
    public string? SkipReason { get; init; }

    /// <summary>Why it cannot be sent; null unless blocked.</summary>
    public SyncProblem? Problem { get; init; }

    /// <summary>Local key of what it waits for; null unless it waits.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Ledger transactions it settles.</summary>
    public IReadOnlyList<CoveredTransaction> Covers { get; init; } = [];

    /// <summary>Local keys that must be in QuickBooks before it.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Whether something is sent to QuickBooks for it.</summary>
    public bool IsSent => Outcome is PlanOutcome.Create or PlanOutcome.Update or PlanOutcome.Void or PlanOutcome.Delete;
}

/// <summary>Everything a sync would do, in the order it would do it. The same facts give the same plan.</summary>
public sealed record SyncPlan
{
    /// <summary>The items in sending order; blocked and waiting ones where they would have been.</summary>
    public required IReadOnlyList<PlannedItem> Items { get; init; }

    /// <summary>Ledger transactions of which QuickBooks gets nothing: they come to nothing, were taken back before they were sent, or came from there.</summary>
    public required IReadOnlyList<CoveredTransaction> NothingToSend { get; init; }

    /// <summary>Ledger transactions that QuickBooks holds already as they are.</summary>
    public IReadOnlyList<CoveredTransaction> AlreadyThere { get; init; } = [];

    /// <summary>Consolidated transactions that come to nothing and were never sent; they are done without a call.</summary>
    public IReadOnlyList<long> EmptyJournals { get; init; } = [];

    /// <summary>How many items have an outcome.</summary>
    public int Count(PlanOutcome outcome) => Items.Count(item => item.Outcome == outcome);

    /// <summary>Writes to QuickBooks.</summary>
    public int Writes => Items.Count(item => item.IsSent);

    /// <summary>Requests it takes: 30 writes go into one batch where there are many (QBO limits).</summary>
    public int Calls => Items.Where(item => item.IsSent).GroupBy(item => item.Phase)
        .Sum(phase => phase.Count() <= SingleUpTo ? phase.Count() : (phase.Count() + BatchSize - 1) / BatchSize);

    /// <summary>Up to as many writes of a phase go one by one; above it they go in batches too.</summary>
    public const int SingleUpTo = 20;

    /// <summary>Writes in a batch at most (QBO limits: 30 items a batch).</summary>
    public const int BatchSize = 30;

    /// <summary>How the trial balance in QuickBooks changes, minor units by account, debit positive.</summary>
    public IReadOnlyDictionary<long, long> Effect
    {
        get
        {
            var effect = new Dictionary<long, long>();
            foreach (var item in Items.Where(item => item.IsSent))
            {
                Add(item.Document?.Effect, 1);
                Add(item.Link is { State: LinkState.Active } link ? GlEffect.Read(link.Effect) : null, -1);
            }

            return effect.Where(entry => entry.Value != 0).ToDictionary();

            void Add(IReadOnlyDictionary<long, long>? amounts, int sign)
            {
                foreach (var (account, minor) in amounts ?? new Dictionary<long, long>())
                {
                    effect[account] = effect.GetValueOrDefault(account) + (sign * minor);
                }
            }
        }
    }

    /// <summary>A digest of what it would do; two plans with the same one do the same.</summary>
    public string Fingerprint => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
        string.Join('\n', Items.Select(item => $"{item.LocalKey}|{item.Outcome}|{item.Document?.ContentHash}|{item.Link?.SyncToken}|{item.Problem?.Code}")))));
}

/// <summary>Amounts by account as one text column, and back.</summary>
public static class GlEffect
{
    /// <summary>As text: <c>1100=10800;4000=-10000;2100=-800</c> with account ids, in order of id.</summary>
    public static string Write(IReadOnlyDictionary<long, long> effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return string.Join(';', effect.OrderBy(entry => entry.Key).Select(entry =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{entry.Key}={entry.Value}")));
    }

    /// <summary>From text; an empty text has no amounts.</summary>
    public static Dictionary<long, long> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(
            part => long.Parse(part[0], System.Globalization.CultureInfo.InvariantCulture),
            part => long.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
