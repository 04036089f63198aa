using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger;

public static partial class Post
{
    /// <summary>
    /// A payment of an invoice by money or by a credit note: debits the payment account and credits A/R with what came in; the difference to what the
    /// invoice is carried at is a realised exchange gain or loss (consolidation seed: Currency gain and loss; accounting-examples 3).
    /// </summary>
    /// <param name="book">The books.</param>
    /// <param name="sale">The sale.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="invoice">What is open of the invoice before this payment.</param>
    /// <exception cref="ArgumentOutOfRangeException">The payment is above what is open.</exception>
    public static LedgerTransaction Payment(PostingBook book, Sale sale, Payment payment, OpenItem invoice)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var header = LedgerHeader.Of(sale, DocumentKind.Payment, payment.Id, payment.Number, payment.Date, payment.Rate);
        var paid = new Money(payment.AmountMinor, header.Currency);
        var received = paid.At(payment.Rate, book.Base);
        return Settle(book, header with { PaymentAccountId = payment.AccountId }, LedgerSection.Payment, payment.AccountId, paid, received, invoice);
    }

    /// <summary>
    /// A customer credit used on an invoice: debits Customer credits with what that part of the credit is carried at (the credit's own rate) and
    /// credits A/R; the difference to the invoice's rate is a realised exchange gain or loss (accounting-examples CJ-08, CC-04 school A).
    /// </summary>
    /// <param name="book">The books.</param>
    /// <param name="sale">The sale.</param>
    /// <param name="payment">The payment by customer credit.</param>
    /// <param name="invoice">What is open of the invoice before it.</param>
    /// <param name="credit">What is open of the credit before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The payment is above what is open of either.</exception>
    public static LedgerTransaction CreditApplication(PostingBook book, Sale sale, Payment payment, OpenItem invoice, OpenItem credit)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var header = LedgerHeader.Of(sale, DocumentKind.CreditApplication, payment.Id, payment.Number, payment.Date, credit.Rate);
        var used = new Money(payment.AmountMinor, header.Currency);
        return Settle(
            book, header, LedgerSection.CreditApplication, book[AccountRole.CustomerCredits], used, credit.CarriedFor(used), invoice);
    }

    /// <summary>
    /// A refund of a credit note: debits A/R and credits the account the money leaves; the exchange difference has the opposite sign of a payment's,
    /// because A/R moves the other way (accounting-examples FX-04).
    /// </summary>
    /// <param name="book">The books.</param>
    /// <param name="sale">The sale.</param>
    /// <param name="refund">The refund.</param>
    /// <param name="creditNote">What is open of the credit note before this refund.</param>
    /// <exception cref="ArgumentOutOfRangeException">The refund is above what is open.</exception>
    public static LedgerTransaction Refund(PostingBook book, Sale sale, Refund refund, OpenItem creditNote)
    {
        ArgumentNullException.ThrowIfNull(refund);
        var header = LedgerHeader.Of(sale, DocumentKind.Refund, refund.Id, refund.Number, refund.Date, refund.Rate);
        var paid = new Money(refund.AmountMinor, header.Currency);
        var given = paid.At(refund.Rate, book.Base);
        var receivable = book[AccountRole.AccountsReceivable];

        var lines = new PostingLines();
        lines.AddPair(LedgerSection.Refund, receivable, refund.AccountId, given.Minor, paid.Minor);
        lines.AddExchangeDifference(
            LedgerSection.RefundLoss, LedgerSection.RefundGain, () => book[AccountRole.RealizedCurrencyGains], receivable, creditNote.CarriedFor(paid) - given);
        return LedgerTransaction.Of(header with { PaymentAccountId = refund.AccountId }, lines);
    }

    /// <summary>Money received in advance: debits the account it came into, credits Customer credits (accounting-examples CC-01).</summary>
    public static LedgerTransaction CustomerCredit(PostingBook book, CustomerCredit credit)
    {
        ArgumentNullException.ThrowIfNull(credit);
        var header = new LedgerHeader
        {
            Kind = DocumentKind.CustomerCredit,
            DocumentId = credit.Id,
            Number = credit.Number,
            Date = credit.Date,
            Currency = Currency.Of(credit.Currency),
            Rate = credit.Rate,
            ChannelId = credit.ChannelId,
            ContactId = credit.CustomerId,
            PaymentAccountId = credit.AccountId,
        };
        var inBase = new Money(credit.AmountMinor, header.Currency).At(credit.Rate, book.Base).Minor;

        var lines = new PostingLines();
        lines.AddPair(LedgerSection.Other, credit.AccountId, book[AccountRole.CustomerCredits], inBase, credit.AmountMinor);
        return LedgerTransaction.Of(header, lines);
    }

    private static LedgerTransaction Settle(
        PostingBook book, LedgerHeader header, LedgerSection section, long account, Money paid, Money received, OpenItem invoice)
    {
        var receivable = book[AccountRole.AccountsReceivable];
        var lines = new PostingLines();
        lines.AddPair(section, account, receivable, received.Minor, paid.Minor);
        lines.AddExchangeDifference(
            LedgerSection.PaymentLoss, LedgerSection.PaymentGain, () => book[AccountRole.RealizedCurrencyGains], receivable, received - invoice.CarriedFor(paid));
        return LedgerTransaction.Of(header, lines);
    }
}
