namespace QboConnect.Core.Connect;

/// <summary>What leaving a QuickBooks company means, in numbers, before it is done.</summary>
/// <param name="Company">The company that is left.</param>
/// <param name="Held">Documents it holds. They stay there and are not sent to another company unless somebody asks.</param>
/// <param name="Stale">Of its documents, those that were undone, voided or changed here since, or whose sending is not settled: it keeps what it has.</param>
/// <param name="Pending">Documents it never got; they go to the next company.</param>
/// <param name="Journals">Consolidated transactions that it holds; kept here as history.</param>
public sealed record CompanyLeft(string Company, int Held, int Stale, int Pending, int Journals);
