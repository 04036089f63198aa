namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>A journal entry. Debits equal credits to the cent in its currency; it cannot be voided, only deleted or reversed.</summary>
public sealed record QboJournalEntry : QboTransaction, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.JournalEntry;

    /// <summary>True for an adjusting entry.</summary>
    public bool? Adjustment { get; init; }
}
