using QboConnect.Core.Finance;

namespace QboConnect.Core.Sync;

/// <summary>The Sync options screen as the merchant wants it.</summary>
public sealed record SyncOptions
{
    /// <summary>Autosync on.</summary>
    public bool Autosync { get; init; }

    /// <summary>First day of autosync, in the organisation's time zone.</summary>
    public DateOnly StartDate { get; init; }

    /// <summary>Time of day of the first run, in the organisation's time zone.</summary>
    public TimeOnly StartTime { get; init; }

    /// <summary>Minutes from one run to the next.</summary>
    public int FrequencyMinutes { get; init; } = 60;

    /// <summary>The slider Consolidate transactions.</summary>
    public bool Consolidate { get; init; }

    /// <summary>The consolidation customer, or null.</summary>
    public long? CustomerId { get; init; }

    /// <summary>Each channel's sync types.</summary>
    public IReadOnlyList<ChannelChoice> Channels { get; init; } = [];
}

/// <summary>A channel's sync types.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="Name">Its name.</param>
/// <param name="Invoices">How invoices, payments and credit notes are synced.</param>
/// <param name="Cogs">How cost of goods is synced.</param>
public sealed record ChannelChoice(long ChannelId, string Name, SyncType Invoices, SyncType Cogs)
{
    /// <summary>Whether anything of it is consolidated.</summary>
    public bool IsConsolidated => Invoices == SyncType.Consolidated || Cogs == SyncType.Consolidated;
}

/// <summary>What the rules need to know besides the choices.</summary>
/// <param name="BaseCurrency">ISO code of the organisation.</param>
/// <param name="CustomerCurrency">ISO code the chosen customer trades in; null where none is chosen.</param>
/// <param name="CustomerIsDeprecated">Whether the chosen customer is not to be used any more.</param>
/// <param name="HasPaymentClearing">Whether an account is mapped to Payment clearing.</param>
/// <param name="HasRealizedGains">Whether an account is mapped to Realized currency gains.</param>
public sealed record SyncOptionsFacts(string BaseCurrency, string? CustomerCurrency, bool CustomerIsDeprecated, bool HasPaymentClearing, bool HasRealizedGains);

/// <summary>Why options cannot be saved.</summary>
/// <param name="Code">What it is, for tests and links: SYNC-01 and so on.</param>
/// <param name="Cause">What stands against it.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Channels">The channels it is about.</param>
public sealed record SyncOptionsProblem(string Code, string Cause, string Remedy, IReadOnlyList<string> Channels);

/// <summary>The rules of the Sync options screen (consolidation seed: Configure transaction consolidation settings; main seed: Autosync and alerts).</summary>
public static class SyncOptionsRules
{
    /// <summary>A channel is Consolidated and the slider is off.</summary>
    public const string SliderOff = "SYNC-01";

    /// <summary>No consolidation customer.</summary>
    public const string NoCustomer = "SYNC-02";

    /// <summary>The consolidation customer trades in another currency.</summary>
    public const string CustomerCurrency = "SYNC-03";

    /// <summary>The consolidation customer is deprecated.</summary>
    public const string CustomerDeprecated = "SYNC-04";

    /// <summary>No account is mapped to Payment clearing.</summary>
    public const string NoPaymentClearing = "SYNC-05";

    /// <summary>No account is mapped to Realized currency gains.</summary>
    public const string NoRealizedGains = "SYNC-06";

    /// <summary>The frequency is out of range.</summary>
    public const string Frequency = "SYNC-07";

    /// <summary>Least minutes between two runs.</summary>
    public const int LeastMinutes = 15;

    /// <summary>Most minutes between two runs: a day.</summary>
    public const int MostMinutes = 24 * 60;

    /// <summary>All that stands against saving; empty where nothing does.</summary>
    public static IReadOnlyList<SyncOptionsProblem> Problems(SyncOptions options, SyncOptionsFacts facts)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(facts);
        var problems = new List<SyncOptionsProblem>();
        string[] consolidated = [.. options.Channels.Where(channel => channel.IsConsolidated).Select(channel => channel.Name)];
        void Add(string code, string cause, string remedy, params string[] channels) => problems.Add(new(code, cause, remedy, channels));

        if (options.Autosync && options.FrequencyMinutes is < LeastMinutes or > MostMinutes)
        {
            Add(Frequency, $"Autosync cannot run every {options.FrequencyMinutes} minutes.", $"Choose from {LeastMinutes} minutes to a day.");
        }

        if (consolidated.Length > 0 && !options.Consolidate)
        {
            Add(SliderOff, $"Consolidation cannot be off while a channel uses it: {string.Join(", ", consolidated)}.", "Set these channels to Individual, or turn consolidation on.", consolidated);
        }

        if (!options.Consolidate)
        {
            return problems;
        }

        if (facts.CustomerCurrency is null)
        {
            Add(NoCustomer, "Consolidated journals need a customer for their receivables.", "Choose the consolidation customer.");
        }
        else if (facts.CustomerIsDeprecated)
        {
            Add(CustomerDeprecated, "The consolidation customer is deprecated.", "Choose another one.");
        }
        else if (facts.CustomerCurrency != facts.BaseCurrency)
        {
            Add(CustomerCurrency, $"The consolidation customer trades in {facts.CustomerCurrency}, and the journals are in {facts.BaseCurrency}.", $"Choose a customer in {facts.BaseCurrency}.");
        }

        if (!facts.HasPaymentClearing)
        {
            Add(NoPaymentClearing, "No account is mapped to Payment clearing, which consolidated payments go through.", "Map it under Settings → Reference books → Account mapping.");
        }

        if (!facts.HasRealizedGains)
        {
            Add(NoRealizedGains, "No account is mapped to Realized currency gains, which consolidated exchange differences go to.", "Map it under Settings → Reference books → Account mapping.");
        }

        return problems;
    }
}
