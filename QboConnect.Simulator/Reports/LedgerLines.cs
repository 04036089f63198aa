using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Reports;

/// <summary>One posting as ledger reports show it. <paramref name="Home"/> is in home currency cents, debit positive.</summary>
internal sealed record LedgerLine(long Txn, Record Account, DateOnly Date, long Home, Record? Party, string? Memo, string? Number, int OtherAccounts, long OtherAccount, long? Class, long? Department, string? PaymentType, bool IsCredit)
{
    public EntityKind Kind => Catalogue.ByNumber(Key.KindOf(Txn));

    public long TxnId => Key.Id(Txn);
}

/// <summary>Reads postings for reports.</summary>
internal static class LedgerLines
{
    /// <summary>Transactions have one sequence of ids, so that within a day they come in the order they were made.</summary>
    public static readonly string TransactionId = FormattableString.Invariant($"p.txn & {Key.Id(-1)}");

    public static List<LedgerLine> Read(Company company, DateOnly start, DateOnly end, string order) => company.Database.Read(c => c.Rows(
        $"""
        SELECT p.txn, p.account, p.date, p.home, p.party, p.memo, o.doc, p.class, p.department,
          CASE WHEN (o.kind & 255) IN ({Catalogue.Purchase.Number}, {Catalogue.BillPayment.Number})
            THEN coalesce(json_extract(CAST(o.body AS TEXT), '$.PaymentType'), json_extract(CAST(o.body AS TEXT), '$.PayType')) END,
          CASE WHEN (o.kind & 255) = {Catalogue.Purchase.Number} THEN json_extract(CAST(o.body AS TEXT), '$.Credit') ELSE 0 END,
          (SELECT count(DISTINCT q.account) FROM posting q WHERE q.txn = p.txn AND q.account <> p.account),
          (SELECT max(q.account) FROM posting q WHERE q.txn = p.txn AND q.account <> p.account)
        FROM posting p JOIN object o ON o.key = p.txn
        WHERE p.txn BETWEEN ?1 AND ?2 AND p.date BETWEEN ?3 AND ?4 ORDER BY {order}
        """,
        r => new LedgerLine(r.GetInt64(0), company.List(Catalogue.Account)[Key.Id(r.GetInt64(1))], Journal.Date(r.GetString(2)), r.GetInt64(3),
            r.IsDBNull(4) ? null : Party(company, r.GetInt64(4)), r.IsDBNull(5) ? null : r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6),
            r.GetInt32(11), r.IsDBNull(12) ? 0 : Key.Id(r.GetInt64(12)), r.IsDBNull(7) ? null : r.GetInt64(7), r.IsDBNull(8) ? null : r.GetInt64(8),
            r.IsDBNull(9) ? null : r.GetString(9), r.GetInt32(10) == 1),
        company.FirstKey, company.LastKey, Journal.Text(start), Journal.Text(end)));

    /// <summary>Movement of every account in a period; home cents, debit positive.</summary>
    public static IEnumerable<(Record Account, long Balance)> Sums(Company company, DateOnly start, DateOnly end) => company.Database.Read(c => c.Rows(
        "SELECT account, sum(home) FROM posting WHERE txn BETWEEN ?1 AND ?2 AND date BETWEEN ?3 AND ?4 GROUP BY account HAVING sum(home) <> 0",
        r => (company.List(Catalogue.Account)[Key.Id(r.GetInt64(0))], r.GetInt64(1)),
        company.FirstKey, company.LastKey, Journal.Text(start), Journal.Text(end)));

    public static Record? Party(Company company, long key) => company.Find(Catalogue.ByNumber(Key.KindOf(key)), Key.Id(key));

    /// <summary>What a transaction is called in reports (facts, 9.1).</summary>
    public static string TypeLabel(LedgerLine line) => line.Kind.Name switch
    {
        "SalesReceipt" => "Sales Receipt",
        "CreditMemo" => "Credit Memo",
        "RefundReceipt" => "Refund",
        "VendorCredit" => "Vendor Credit",
        "BillPayment" => line.PaymentType == "CreditCard" ? "Bill Payment (Credit Card)" : "Bill Payment (Check)",
        "JournalEntry" => "Journal Entry",
        "InventoryAdjustment" => "Inventory Qty Adjust",
        "CreditCardPaymentTxn" => "Credit Card Payment",
        "Item" => "Inventory Starting Value",
        "Purchase" => (line.PaymentType, line.IsCredit) switch
        {
            ("Check", _) => "Check",
            ("CreditCard", true) => "Credit Card Credit",
            ("CreditCard", false) => "Credit Card Expense",
            _ => "Expense",
        },
        var name => name,
    };
}
