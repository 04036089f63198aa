using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;

namespace QboConnect.Core.Sync.Projection;

public static partial class Project
{
    /// <summary>
    /// A ledger document that QuickBooks gets as a journal of its own: individual cost of goods sold (accounting-examples IN-06), money received in
    /// advance (CC-01), a manual journal. Null where nothing is left of it (DOC-15).
    /// </summary>
    public static ExportDocument? Journal(ProjectionBook book, LedgerTransaction posting)
    {
        ArgumentNullException.ThrowIfNull(posting);
        var inDocument = posting.Currency != book.Home.Code && posting.Lines.All(line => line.DocumentMinor != 0 || line.BaseMinor == 0);
        var currency = inDocument ? Currency.Of(posting.Currency) : book.Home;
        var lines = posting.Lines
            .GroupBy(line => (line.Section, line.AccountId))
            .Select(group => new ExportLine
            {
                Minor = group.Sum(line => inDocument ? line.DocumentMinor : line.BaseMinor),
                AccountId = group.Key.AccountId,
                Description = posting.Number,
                Party = PartyOf(book, group.Key.AccountId, posting.ContactId, currency),
                IsSupplier = book.Accounts.GetValueOrDefault(group.Key.AccountId) is { Type: AccountType.AccountsPayable },
            })
            .Where(line => line.Minor != 0)
            .ToList();
        if (lines.Count < 2)
        {
            return null;
        }

        var effect = Effects.Converted(lines.Select(line => (line.AccountId!.Value, line.Minor)), currency, inDocument ? posting.Rate : 1m, book.Home);
        return new ExportDocument
        {
            LocalKey = LocalKeys.Journal(posting.Kind, posting.DocumentId),
            Kind = ExportKind.JournalEntry,
            Number = posting.Kind == DocumentKind.CostMovement ? $"COGS-{posting.Number}" : posting.Number,
            Date = posting.Date,
            Currency = currency.Code,
            Rate = inDocument ? posting.Rate : 1m,
            Lines = lines,
            Effect = effect,
            Covers = [new(posting.Id, posting.ChangeCount)],
            Differences = Effects.Beyond(effect, posting.Lines),
        };
    }

    private static PartyKey? PartyOf(ProjectionBook book, long accountId, long? contactId, Currency currency) =>
        contactId is { } contact && book.Accounts.GetValueOrDefault(accountId) is { Type: AccountType.AccountsReceivable or AccountType.AccountsPayable }
            ? new PartyKey(contact, currency.Code)
            : null;
}
