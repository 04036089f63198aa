namespace QboConnect.Simulator.Ledger;

/// <summary>One side of a journal transaction. Amounts are minor units (cents), debit positive.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="Home">Value in the company's home currency.</param>
/// <param name="Amount">Value in the account's own currency: equal to <paramref name="Home"/> unless the account is foreign.</param>
/// <param name="Party">Storage key of the customer, vendor or employee.</param>
internal sealed record Posting(long Account, long Home, long Amount, long? Party = null, long? Class = null, long? Department = null, string? Memo = null, long? Item = null);

/// <summary>The part of a document's open amount that another document has settled, in minor units.</summary>
/// <param name="Amount">In the document's currency, positive.</param>
/// <param name="Home">In home currency at the settled document's own rate, debit positive: the part of its posting to the control account that is gone.</param>
/// <param name="Date">The later of both documents' dates.</param>
internal sealed record Link(long Source, long Target, int TargetLine, long Amount, long Home, DateOnly Date);
