using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QboConnect.Core.Ledger;

namespace QboConnect.Core.Consolidation;

/// <summary>A line of a consolidated journal: the sum of all ledger lines with the same section, account, class and location.</summary>
/// <param name="Section">What it is part of.</param>
/// <param name="AccountId">The account as QuickBooks will see it.</param>
/// <param name="IsTax">Whether it is a tax line.</param>
/// <param name="Class">Class, or null.</param>
/// <param name="Location">Location, or null.</param>
/// <param name="Minor">Minor units of the base currency; debit positive, never zero.</param>
public sealed record JournalLine(LedgerSection Section, long AccountId, bool IsTax, string? Class, string? Location, long Minor)
{
    /// <summary>Debit, or zero.</summary>
    public long DebitMinor => Math.Max(Minor, 0);

    /// <summary>Credit, or zero.</summary>
    public long CreditMinor => Math.Max(-Minor, 0);
}

/// <summary>
/// A balanced journal of one day, currency and type. QuickBooks takes no entry of fewer than two lines, so a journal whose sums are all zero has none
/// and is not sent (accounting-examples 0.2).
/// </summary>
public sealed class Journal
{
    private Journal(JournalKey key, IReadOnlyList<JournalLine> lines, int documentCount)
    {
        (Key, Lines, DocumentCount) = (key, lines, documentCount);
        TotalMinor = lines.Sum(line => line.DebitMinor);
        ContentHash = lines.Count == 0 ? "" : HashOf(lines);
    }

    /// <summary>What its transactions have in common.</summary>
    public JournalKey Key { get; }

    /// <summary>Lines, in an order that depends on nothing but the lines.</summary>
    public IReadOnlyList<JournalLine> Lines { get; }

    /// <summary>Documents summed in it.</summary>
    public int DocumentCount { get; }

    /// <summary>Sum of the debit side, minor units of the base currency.</summary>
    public long TotalMinor { get; }

    /// <summary>SHA-256 of the lines, hex; the empty string where there are none.</summary>
    public string ContentHash { get; }

    /// <summary>The one way to make a journal.</summary>
    /// <exception cref="InvalidOperationException">Debits and credits differ: a mistake in the program.</exception>
    public static Journal Of(JournalKey key, IReadOnlyList<JournalLine> lines, int documentCount)
    {
        var difference = lines.Sum(line => line.Minor);
        return difference == 0
            ? new Journal(key, lines, documentCount)
            : throw new InvalidOperationException($"Journal {key} is out of balance by {difference} minor units.");
    }

    private static string HashOf(IEnumerable<JournalLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Section}\t{line.AccountId}\t{line.IsTax}\t{line.Class}\t{line.Location}\t{line.Minor}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
