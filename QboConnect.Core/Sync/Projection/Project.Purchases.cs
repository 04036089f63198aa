using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Purchases;

namespace QboConnect.Core.Sync.Projection;

public static partial class Project
{
    /// <summary>A supplier's invoice, as a bill with one account line for each line (seed: Bills or Purchase Invoices).</summary>
    public static ExportDocument Bill(ProjectionBook book, Purchase purchase, LedgerTransaction posting)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(posting);
        var lines = purchase.Lines.Where(line => line.NetMinor != 0).Select(line => new ExportLine
        {
            Minor = line.NetMinor,
            AccountId = line.AccountId,
            Description = line.Description,
        }).ToList();
        var effect = Effects.Converted(
            lines.Select(line => (line.AccountId!.Value, line.Minor)).Append((book.Posting[AccountRole.AccountsPayable], -purchase.TotalMinor)),
            Currency.Of(purchase.Currency), purchase.Rate, book.Home);
        return new ExportDocument
        {
            LocalKey = LocalKeys.Purchase(purchase.Id),
            Kind = ExportKind.Bill,
            Number = purchase.Number,
            Date = purchase.Date,
            DueDate = purchase.DueDate,
            Currency = purchase.Currency,
            Rate = purchase.Rate,
            Party = new PartyKey(purchase.SupplierId, purchase.Currency),
            Lines = lines,
            Effect = effect,
            Covers = [new(posting.Id, posting.ChangeCount)],
            Differences = Effects.Beyond(effect, posting.Lines),
        };
    }

    /// <summary>A payment of a supplier's invoice; QuickBooks books the exchange difference itself (accounting-examples PU-07).</summary>
    public static ExportDocument BillPayment(ProjectionBook book, Purchase purchase, PurchasePayment payment, LedgerTransaction posting)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(payment);
        ArgumentNullException.ThrowIfNull(posting);
        var effect = Effects.OfLedger(posting.Lines);
        if (book.Posting.Has(AccountRole.RealizedCurrencyGains) && effect.Remove(book.Posting[AccountRole.RealizedCurrencyGains], out var difference))
        {
            effect[PostingDifference.QuickBooksExchangeAccount] = difference;
        }

        return new ExportDocument
        {
            LocalKey = LocalKeys.PurchasePayment(payment.Id),
            Kind = ExportKind.BillPayment,
            Number = payment.Number,
            Date = payment.Date,
            Currency = purchase.Currency,
            Rate = payment.Rate,
            Party = new PartyKey(purchase.SupplierId, purchase.Currency),
            MoneyAccountId = payment.AccountId,
            MoneyMinor = payment.AmountMinor,
            Settles = [new(LocalKeys.Purchase(purchase.Id), "Bill", payment.AmountMinor)],
            Effect = effect,
            Covers = [new(posting.Id, posting.ChangeCount)],
            Differences = Effects.Beyond(effect, posting.Lines),
        };
    }
}
