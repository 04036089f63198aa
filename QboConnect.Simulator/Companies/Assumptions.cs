using System.ComponentModel;

namespace QboConnect.Simulator.Companies;

/// <summary>
/// What no source confirms (facts, section 11) and could as well be the other way in QuickBooks. The default is the reading that is harder on a client; a
/// test of a client turns one off to see whether it gets on with the other as well.
/// </summary>
internal sealed record Assumptions
{
    /// <summary>MAXRESULTS above 1000 is a 4001; otherwise 1000 rows are answered.</summary>
    [Description("MAXRESULTS above 1000 is a 4001; otherwise 1000 rows are answered.")]
    public bool RefusesMaxResultsAbove1000 { get; init; } = true;

    /// <summary>Change data capture further back than 30 days is a 2070; otherwise it answers the last 30 days.</summary>
    [Description("Change data capture further back than 30 days is a 2070; otherwise it answers the last 30 days.")]
    public bool RefusesChangesBefore30Days { get; init; } = true;

    /// <summary>LIKE, = and IN compare text without regard to case; otherwise letter by letter.</summary>
    [Description("LIKE, = and IN compare text without regard to case; otherwise letter by letter.")]
    public bool ComparesWithoutCase { get; init; } = true;

    /// <summary>A vendor's CurrencyRef counts when the vendor is made; otherwise it is ignored and the vendor trades in home currency.</summary>
    [Description("A vendor's CurrencyRef counts when the vendor is made; otherwise it is ignored and the vendor trades in home currency.")]
    public bool HonoursVendorCurrency { get; init; } = true;

    /// <summary>A document that something settles can be voided or deleted, and what settled it stays unapplied; otherwise it is a 6000.</summary>
    [Description("A document that something settles can be voided or deleted, and what settled it stays unapplied; otherwise it is a 6000.")]
    public bool ReleasesSettledDocuments { get; init; } = true;

    /// <summary>A throttled call is answered without Retry-After; otherwise with the 60 seconds that Intuit's text names.</summary>
    [Description("A throttled call is answered without Retry-After; otherwise with the 60 seconds that Intuit's text names.")]
    public bool HidesRetryAfter { get; init; } = true;
}
