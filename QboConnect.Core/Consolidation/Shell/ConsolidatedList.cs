using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>What the list of consolidated transactions is narrowed to and sorted by.</summary>
public sealed record ConsolidatedFilter
{
    /// <summary>Part of the number, in any letter case; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>One type, or null for all.</summary>
    public JournalType? Type { get; init; }

    /// <summary>One status, or null for all.</summary>
    public ConsolidatedStatus? Status { get; init; }

    /// <summary>First day, or null.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? To { get; init; }

    /// <summary>number, total, documents or date; anything else is by date.</summary>
    public string? Sort { get; init; }

    /// <summary>Downwards; without <see cref="Sort"/> the newest come first anyway.</summary>
    public bool Descending { get; init; }
}

/// <summary>Reads the list of consolidated transactions.</summary>
public static class ConsolidatedList
{
    /// <summary>The consolidated transactions of a filter, without their lines.</summary>
    public static async Task<PageOf<ConsolidatedTransaction>> ListConsolidatedAsync(this QboConnectDb db, ConsolidatedFilter filter, Slice slice, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        var rows = db.ConsolidatedTransactions.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            // Numbers are made of capitals and digits.
            var text = filter.Search.Trim().ToUpperInvariant();
            rows = rows.Where(row => row.Number.Contains(text));
        }

        rows = filter.Type is { } type ? rows.Where(row => row.Type == type) : rows;
        rows = filter.Status is { } status ? rows.Where(row => row.Status == status) : rows;
        rows = filter.From is { } from ? rows.Where(row => row.Date >= from) : rows;
        rows = filter.To is { } to ? rows.Where(row => row.Date <= to) : rows;
        var sorted = (filter.Sort, filter.Descending) switch
        {
            ("number", false) => rows.OrderBy(row => row.Number).ThenBy(row => row.Id),
            ("number", true) => rows.OrderByDescending(row => row.Number).ThenByDescending(row => row.Id),
            ("total", false) => rows.OrderBy(row => row.TotalMinor).ThenBy(row => row.Id),
            ("total", true) => rows.OrderByDescending(row => row.TotalMinor).ThenByDescending(row => row.Id),
            ("documents", false) => rows.OrderBy(row => row.DocumentCount).ThenBy(row => row.Id),
            ("documents", true) => rows.OrderByDescending(row => row.DocumentCount).ThenByDescending(row => row.Id),
            ("date", false) => rows.OrderBy(row => row.Date).ThenBy(row => row.Id),
            _ => rows.OrderByDescending(row => row.Date).ThenByDescending(row => row.Id),
        };
        return new PageOf<ConsolidatedTransaction>(
            await sorted.Skip(slice.Skip).Take(slice.Take).ToListAsync(cancellation),
            await rows.CountAsync(cancellation));
    }
}
