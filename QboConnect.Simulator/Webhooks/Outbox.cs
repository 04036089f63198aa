using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Storage;

namespace QboConnect.Simulator.Webhooks;

/// <summary>Writes down what changed, in the transaction that changed it, for those who subscribed: a killed process forgets no event
/// and invents none. Only companies that an app is connected to are told of (facts, 4.3).</summary>
internal sealed class Outbox(Database database)
{
    private static readonly HashSet<string> Entities = new(StringComparer.Ordinal)
    {
        "Account", "Bill", "BillPayment", "Budget", "Class", "CreditMemo", "Currency", "Customer", "Department", "Deposit", "Employee", "Estimate", "Invoice", "Item",
        "JournalCode", "JournalEntry", "Payment", "PaymentMethod", "Preferences", "Purchase", "PurchaseOrder", "RefundReceipt", "SalesReceipt", "TaxAgency", "Term",
        "TimeActivity", "Transfer", "Vendor", "VendorCredit",
    };

    private volatile bool _isRead = database.Read(c => c.Number("SELECT count(*) FROM webhook")) > 0;

    /// <summary>Raised when there may be something to send; inside the transaction, so whoever hears it must wait for the writer.</summary>
    public event EventHandler? Filled;

    /// <summary>Whether an entity is told of at all.</summary>
    public static bool Serves(string entity) => Entities.Contains(entity);

    /// <summary>Tells the outbox whether anybody subscribes.</summary>
    public void IsReadBy(long subscriptions) => _isRead = subscriptions > 0;

    /// <summary>Writes the events of one work into its transaction.</summary>
    public void Record(Connection connection, Company company, DateTimeOffset now, IEnumerable<(Record Record, WebhookVerb Verb)> changes)
    {
        if (!_isRead || connection.Number("SELECT count(*) FROM token WHERE realm = ?1", company.Realm) == 0)
        {
            return;
        }
        foreach (var (record, verb) in changes.Where(change => Serves(change.Record.Kind.Name)))
        {
            connection.Run("INSERT INTO event(uuid, realm, entity, entity_id, verb, at) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                Guid.NewGuid().ToString(), company.Realm, record.Kind.Name, record.Id, verb.ToString(), now.ToUnixTimeMilliseconds());
        }
        Filled?.Invoke(this, EventArgs.Empty);
    }
}

/// <summary>What happened to an object.</summary>
internal enum WebhookVerb
{
    Create,
    Update,
    Delete,
    Void,
    Emailed,
}
