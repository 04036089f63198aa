using System.Collections;
using QboConnect.Core.Amounts;

namespace QboConnect.Core.Ledger;

/// <summary>The lines of one posting as they are written down: numbered, debit positive.</summary>
internal sealed class PostingLines : IEnumerable<LedgerLine>
{
    private readonly List<LedgerLine> _lines = [];

    /// <summary>A line in both currencies, in minor units; positive is a debit.</summary>
    public void Add(
        LedgerSection section, long account, long inBase, long inDocument, long? taxRule = null, long? product = null, int? documentLine = null) =>
        _lines.Add(new LedgerLine
        {
            LineNo = _lines.Count + 1,
            Section = section,
            AccountId = account,
            BaseMinor = inBase,
            DocumentMinor = inDocument,
            TaxRuleId = taxRule,
            ProductId = product,
            DocumentLineNo = documentLine,
        });

    /// <summary>Two lines of one amount: one account debited, the other credited (the other way round where the amount is negative).</summary>
    public void AddPair(LedgerSection section, long debit, long credit, long inBase, long inDocument, long? product = null, int? documentLine = null)
    {
        Add(section, debit, inBase, inDocument, product: product, documentLine: documentLine);
        Add(section, credit, -inBase, -inDocument, product: product, documentLine: documentLine);
    }

    /// <summary>
    /// An exchange difference against the account it stands on. A loss debits the account for currency gains and credits that account; a gain is the
    /// reverse; nothing is written for zero.
    /// </summary>
    /// <param name="lossSection">Section of a loss.</param>
    /// <param name="gainSection">Section of a gain.</param>
    /// <param name="gains">The account for realised currency gains, asked for only where there is a difference.</param>
    /// <param name="other">The account the difference stands on.</param>
    /// <param name="gain">Gain in base currency; a loss is negative.</param>
    public void AddExchangeDifference(LedgerSection lossSection, LedgerSection gainSection, Func<long> gains, long other, Money gain)
    {
        if (gain.Minor < 0)
        {
            AddPair(lossSection, gains(), other, -gain.Minor, 0);
        }
        else if (gain.Minor > 0)
        {
            AddPair(gainSection, other, gains(), gain.Minor, 0);
        }
    }

    /// <inheritdoc />
    public IEnumerator<LedgerLine> GetEnumerator() => _lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
