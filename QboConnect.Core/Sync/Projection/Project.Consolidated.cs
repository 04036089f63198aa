using QboConnect.Core.Consolidation;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;

namespace QboConnect.Core.Sync.Projection;

public static partial class Project
{
    /// <summary>
    /// A consolidated transaction: a journal entry in base currency, or several where it is too long for one. Every A/R line names the consolidation
    /// customer (consolidation seed: Configure transaction consolidation settings).
    /// </summary>
    /// <param name="book">The books.</param>
    /// <param name="transaction">The consolidated transaction with its lines.</param>
    /// <param name="customerId">The consolidation customer.</param>
    public static IReadOnlyList<ExportDocument> Consolidated(
        ProjectionBook book, ConsolidatedTransaction transaction, long customerId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var key = new JournalKey(transaction.Type, transaction.Date, transaction.Currency, transaction.PaymentAccountId);
        var journal = Consolidation.Journal.Of(
            key,
            [.. transaction.Lines.OrderBy(line => line.LineNo).Select(line =>
                new JournalLine(line.Section, line.AccountId, line.IsTax, line.Class, line.Location, line.DebitMinor - line.CreditMinor))],
            transaction.DocumentCount);
        var account = transaction.PaymentAccountId is { } id ? book.Accounts.GetValueOrDefault(id) : null;
        var parts = JournalParts.Of(journal);
        return [.. parts.Select((lines, index) => Part(book, transaction, customerId, lines, index + 1, account) with
        {
            Differences = ThroughClearing(book, transaction, lines),
            // Parts go one after the other, so that the last one says that all are there.
            After = index == 0 ? [] : [LocalKeys.Consolidated(transaction.Key, index)],
            CompletesConsolidated = index == parts.Count - 1 ? transaction.ContentHash : null,
        })];
    }

    private static ExportDocument Part(
        ProjectionBook book, ConsolidatedTransaction transaction, long customerId, IReadOnlyList<JournalLine> lines, int part, Account? paymentAccount)
    {
        var effect = new Dictionary<long, long>();
        foreach (var line in lines)
        {
            effect[line.AccountId] = effect.GetValueOrDefault(line.AccountId) + line.Minor;
        }

        var number = part == 1 ? transaction.Number : JournalNumber.Of(
            new JournalKey(transaction.Type, transaction.Date, transaction.Currency, transaction.PaymentAccountId), paymentAccount?.Code, part);
        return new ExportDocument
        {
            LocalKey = LocalKeys.Consolidated(transaction.Key, part),
            Kind = ExportKind.JournalEntry,
            Number = number,
            Date = transaction.Date,
            Currency = book.Home.Code,
            Lines = [.. lines.Select(line => new ExportLine
            {
                Minor = line.Minor,
                AccountId = line.AccountId,
                Description = Described(line.Section, paymentAccount),
                Party = PartyOf(book, line.AccountId, customerId, book.Home),
                Class = line.Class,
                Location = line.Location,
            })],
            Memo = paymentAccount is null ? $"{transaction.Currency} documents" : $"{transaction.Currency} documents, payment account {paymentAccount.Name}",
            Effect = effect.Where(entry => entry.Value != 0).ToDictionary(),
        };
    }

    // The ledger has the payment account where the journal has Payment clearing (consolidation seed: Payments and refunds).
    private static Dictionary<long, long> ThroughClearing(ProjectionBook book, ConsolidatedTransaction transaction, IReadOnlyList<JournalLine> lines)
    {
        if (transaction.PaymentAccountId is not { } account || !book.Posting.Has(AccountRole.PaymentClearing))
        {
            return [];
        }

        var clearing = book.Posting[AccountRole.PaymentClearing];
        var moved = lines.Where(line => line.AccountId == clearing).Sum(line => line.Minor);
        return moved == 0 || account == clearing ? [] : new() { [clearing] = moved, [account] = -moved };
    }

    private static string Described(LedgerSection section, Account? paymentAccount) => section switch
    {
        LedgerSection.Invoice => "Invoices",
        LedgerSection.CreditNote => "Credit notes",
        LedgerSection.CreditApplication => "Customer credits used",
        LedgerSection.Payment => $"Payments to {paymentAccount?.Name}",
        LedgerSection.Refund => $"Refunds from {paymentAccount?.Name}",
        LedgerSection.PaymentLoss => "Exchange loss on payments",
        LedgerSection.PaymentGain => "Exchange gain on payments",
        LedgerSection.RefundLoss => "Exchange loss on refunds",
        LedgerSection.RefundGain => "Exchange gain on refunds",
        LedgerSection.CogsLoss => "Exchange loss on cost",
        LedgerSection.CogsGain => "Exchange gain on cost",
        LedgerSection.Shipment => "Goods shipped",
        LedgerSection.Restock => "Goods restocked",
        LedgerSection.CostChange => "Changes of cost",
        LedgerSection.Other => "",
    };
}
