namespace QboConnect.Core.Consolidation;

/// <summary>
/// The order of a journal's lines, the same for the same lines (accounting-examples 0.3): by section; in an invoice journal A/R first, then by account
/// code, tax last; in the others debit before credit, then by account code. Lines that differ only in class or location: the larger first.
/// </summary>
internal sealed class LineOrder(ConsolidationRules rules) : IComparer<JournalLine>
{
    /// <inheritdoc />
    public int Compare(JournalLine? x, JournalLine? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var isInvoiceJournal = JournalKey.TypeOf(x.Section) == JournalType.Inv;
        ReadOnlySpan<int> differences =
        [
            x.Section.CompareTo(y.Section),
            isInvoiceJournal ? Rank(x).CompareTo(Rank(y)) : IsCredit(x).CompareTo(IsCredit(y)),
            string.CompareOrdinal(CodeOf(x), CodeOf(y)),
            x.AccountId.CompareTo(y.AccountId),
            x.IsTax.CompareTo(y.IsTax),
            IsCredit(x).CompareTo(IsCredit(y)),
            Math.Abs(y.Minor).CompareTo(Math.Abs(x.Minor)),
            string.CompareOrdinal(x.Class, y.Class),
            string.CompareOrdinal(x.Location, y.Location),
        ];
        foreach (var difference in differences)
        {
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    private static bool IsCredit(JournalLine line) => line.Minor < 0;

    private int Rank(JournalLine line) => line.IsTax ? 2 : line.AccountId == rules.ReceivableAccountId ? 0 : 1;

    private string CodeOf(JournalLine line) => rules.AccountCodes.GetValueOrDefault(line.AccountId, "");
}
