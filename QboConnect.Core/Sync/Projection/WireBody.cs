using QboConnect.Core.Amounts;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync.Planning;

namespace QboConnect.Core.Sync.Projection;

/// <summary>QuickBooks' ids for ours, as far as they are known.</summary>
public sealed record QboIds
{
    /// <summary>QBO id by local key: contacts, items, documents.</summary>
    public required IReadOnlyDictionary<string, string> ByLocalKey { get; init; }

    /// <summary>QBO account id by account.</summary>
    public required IReadOnlyDictionary<long, string> Accounts { get; init; }

    /// <summary>
    /// QBO receivable (false) and payable (true) account by foreign currency: QuickBooks keeps one for each and makes it with the first name that trades in
    /// it. A journal in that currency takes no other (qbo-api 8.1 rule 5).
    /// </summary>
    public IReadOnlyDictionary<(bool Payable, string Currency), string> PartyAccounts { get; init; } = new Dictionary<(bool, string), string>();

    /// <summary>QBO tax code id by tax rule.</summary>
    public IReadOnlyDictionary<long, string> TaxCodes { get; init; } = new Dictionary<long, string>();

    /// <summary>QBO class id by name; empty where classes are not tracked.</summary>
    public IReadOnlyDictionary<string, string> Classes { get; init; } = new Dictionary<string, string>();

    /// <summary>QBO location id by name; empty where locations are not tracked.</summary>
    public IReadOnlyDictionary<string, string> Locations { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the company is in the US, where lines are TAX or NON and the document has one tax code (qbo-api 7.1).</summary>
    public required bool IsUs { get; init; }
}

/// <summary>The exact body QuickBooks gets for a document, a name or an item.</summary>
public static class WireBody
{
    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="ids">QuickBooks' ids of all it names.</param>
    /// <param name="home">The home currency.</param>
    /// <param name="link">What is replaced, with the current SyncToken; null for a new one.</param>
    /// <exception cref="KeyNotFoundException">Something it names is not in QuickBooks: the plan's order was broken.</exception>
    public static string Of(ExportDocument document, QboIds ids, Currency home, SyncLink? link)
    {
        ArgumentNullException.ThrowIfNull(document);
        var write = new Writer(document, ids, home, link);
        return document.Kind switch
        {
            ExportKind.Invoice => QboJson.Write(write.Sales(new QboInvoice { DueDate = document.DueDate })),
            ExportKind.CreditMemo => QboJson.Write(write.Sales(new QboCreditMemo())),
            ExportKind.RefundReceipt => QboJson.Write(write.Sales(new QboRefundReceipt { DepositToAccountRef = write.Money() })),
            ExportKind.Payment => QboJson.Write(write.Payment()),
            ExportKind.JournalEntry => QboJson.Write(write.Journal()),
            ExportKind.Bill => QboJson.Write(write.Bill()),
            ExportKind.BillPayment => QboJson.Write(write.BillPayment()),
        };
    }

    /// <summary>Writes a name or an item.</summary>
    public static string Of(ReferenceEntry entry, QboIds ids)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.QboEntity switch
        {
            "Customer" => QboJson.Write(new QboCustomer { DisplayName = entry.Name, CurrencyRef = new(entry.Currency!), PrimaryEmailAddr = entry.Email is { } email ? new(email) : null }),
            "Vendor" => QboJson.Write(new QboVendor { DisplayName = entry.Name, CurrencyRef = new(entry.Currency!), PrimaryEmailAddr = entry.Email is { } email ? new(email) : null }),
            "Item" => QboJson.Write(new QboItem
            {
                Name = entry.Name,
                Type = "Service",
                Sku = entry.Sku,
                UnitPrice = entry.Price,
                IncomeAccountRef = new(ids.Accounts[entry.IncomeAccountId!.Value]),
            }),
            _ => throw new ArgumentException($"{entry.QboEntity} is no name or item.", nameof(entry)),
        };
    }

    private sealed class Writer(ExportDocument document, QboIds ids, Currency home, SyncLink? link)
    {
        private readonly Currency _currency = Currency.Of(document.Currency);

        public TSales Sales<TSales>(TSales form)
            where TSales : QboSalesDocument => Common(form) with
            {
                CustomerRef = Party(document.Party),
                Line = [.. document.Lines.Select(line => new QboLine
                {
                    Amount = Amount(line.Minor),
                    Description = Text(line.Description),
                    DetailType = QboLineKind.SalesItem,
                    SalesItemLineDetail = new()
                    {
                        ItemRef = new(ids.ByLocalKey[line.Item!.Value.LocalKey]),
                        Qty = line.Quantity,
                        UnitPrice = line.UnitPrice,
                        TaxCodeRef = LineTax(line),
                    },
                })],
                TxnTaxDetail = Tax(),
                GlobalTaxCalculation = ids.IsUs ? null : "TaxExcluded",
            };

        public QboPayment Payment() => Common(new QboPayment()) with
        {
            DocNumber = null,
            PaymentRefNum = document.DocNumber,
            CustomerRef = Party(document.Party),
            DepositToAccountRef = document.MoneyAccountId is null ? null : Money(),
            TotalAmt = Amount(document.MoneyMinor),
            Line = Links(),
        };

        public QboBillPayment BillPayment() => Common(new QboBillPayment()) with
        {
            VendorRef = Party(document.Party),
            PayType = "Check",
            CheckPayment = new() { BankAccountRef = Money() },
            TotalAmt = Amount(document.MoneyMinor),
            Line = Links(),
        };

        public QboBill Bill() => Common(new QboBill { DueDate = document.DueDate }) with
        {
            VendorRef = Party(document.Party),
            Line = [.. document.Lines.Select(line => new QboLine
            {
                Amount = Amount(line.Minor),
                Description = Text(line.Description),
                DetailType = QboLineKind.AccountExpense,
                AccountBasedExpenseLineDetail = new() { AccountRef = Account(line.AccountId!.Value) },
            })],
        };

        public QboJournalEntry Journal() => Common(new QboJournalEntry()) with
        {
            Line = [.. document.Lines.Select(line => new QboLine
            {
                Amount = Amount(Math.Abs(line.Minor)),
                Description = Text(line.Description),
                DetailType = QboLineKind.Journal,
                JournalEntryLineDetail = new()
                {
                    PostingType = line.Minor > 0 ? "Debit" : "Credit",
                    AccountRef = line.Party is not null && ids.PartyAccounts.TryGetValue((line.IsSupplier, document.Currency), out var own) ? new(own) : Account(line.AccountId!.Value),
                    Entity = line.Party is { } party ? new() { Type = line.IsSupplier ? "Vendor" : "Customer", EntityRef = Party(party) } : null,
                    ClassRef = line.Class is { } name && ids.Classes.TryGetValue(name, out var id) ? new(id) : null,
                    DepartmentRef = line.Location is { } place && ids.Locations.TryGetValue(place, out var placeId) ? new(placeId) : null,
                },
            })],
        };

        public QboRef Money() => Account(document.MoneyAccountId!.Value);

        private T Common<T>(T form)
            where T : QboTransaction => form with
            {
                Id = link?.QboId,
                SyncToken = link?.SyncToken,
                DocNumber = document.DocNumber,
                TxnDate = document.Date,
                CurrencyRef = new(document.Currency),
                ExchangeRate = document.Currency == home.Code ? null : document.Rate,
                PrivateNote = document.PrivateNote,
            };

        private List<QboLine> Links() => [.. document.Settles.Select(settled => new QboLine
        {
            Amount = Amount(settled.Minor),
            // A journal's own receivable line is the one that is settled; ours is its second (credit application).
            LinkedTxn = [new() { TxnId = ids.ByLocalKey[settled.LocalKey], TxnType = settled.TxnType, TxnLineId = settled.TxnType == "JournalEntry" ? "1" : null }],
        })];

        private QboRef? LineTax(ExportLine line) => ids.IsUs
            ? new(line.TaxRuleId is not null && document.TaxMinor != 0 ? "TAX" : "NON")
            : line.TaxRuleId is { } rule ? new(ids.TaxCodes[rule]) : null;

        // Core's tax is sent as it is, so that QuickBooks' own arithmetic cannot move a cent (preflight TAX-02).
        private QboTxnTaxDetail? Tax()
        {
            var rule = document.Lines.Where(line => line.TaxRuleId is not null).OrderByDescending(line => Math.Abs(line.Minor)).Select(line => line.TaxRuleId).FirstOrDefault();
            return document.TaxMinor == 0 || rule is not { } id
                ? null
                : new() { TxnTaxCodeRef = ids.IsUs ? new(ids.TaxCodes[id]) : null, TotalTax = Amount(document.TaxMinor) };
        }

        private QboRef Account(long accountId) => new(ids.Accounts[accountId]);

        private QboRef Party(PartyKey? party) => new(ids.ByLocalKey[party!.Value.LocalKey]);

        private decimal Amount(long minor) => new Money(minor, _currency).Amount;

        private static string? Text(string description) => description.Length == 0 ? null : description[..Math.Min(description.Length, 4000)];
    }
}
