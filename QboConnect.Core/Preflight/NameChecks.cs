using System.Globalization;
using QboConnect.Core.Contacts;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Preflight;

/// <summary>Customers and suppliers.</summary>
internal static class NameChecks
{
    public static IReadOnlyList<PreflightCheck> All { get; } =
    [
        new("Names of customers and suppliers", Shared),
        new("Consolidation customer", ConsolidationCustomer),
        new("Linked customers and suppliers are active", Inactive),
    ];

    // QuickBooks keeps one name space over customers and vendors, inactive ones too (qbo-api: DisplayName, fault 6240).
    private static IEnumerable<Finding> Shared(PreflightFacts facts)
    {
        var current = facts.Contacts.Where(contact => !contact.IsDeprecated).ToList();
        var customers = NamesOf(current.Where(contact => contact.Kind == ContactKind.Customer).Select(contact => contact.Name));
        var vendors = NamesOf(facts.QboVendors.Select(vendor => vendor.DisplayName));
        var qboCustomers = NamesOf(facts.QboCustomers.Select(customer => customer.DisplayName));
        var employees = NamesOf(facts.QboEmployees.Select(employee => employee.DisplayName));
        var records = current.Select(contact => (contact, Why: employees.Contains(contact.Name.Trim()) ? "an employee in QuickBooks"
                : contact.Kind == ContactKind.Customer
                ? vendors.Contains(contact.Name.Trim()) ? "a customer here, a supplier in QuickBooks" : null
                : qboCustomers.Contains(contact.Name.Trim()) ? "a supplier here, a customer in QuickBooks"
                : customers.Contains(contact.Name.Trim()) ? "a customer and a supplier here" : null))
            .Where(pair => pair.Why is not null)
            .Select(pair => new TouchedRecord(pair.contact.Name, pair.Why!))
            .ToList();
        if (records.Count > 0)
        {
            yield return new Finding("CUS-01", FindingLevel.Blocks,
                string.Create(CultureInfo.InvariantCulture, $"{records.Count} {(records.Count == 1 ? "name is" : "names are")} used twice among customers, suppliers and employees."),
                "QuickBooks allows a name once over customers, suppliers and employees, and refuses the second.", "Change one of the two names, for example by adding (customer).")
            { Records = records };
        }
    }

    private static IEnumerable<Finding> ConsolidationCustomer(PreflightFacts facts)
    {
        if (!facts.Consolidation.IsEnabled)
        {
            yield break;
        }

        var customer = facts.Contacts.FirstOrDefault(contact => contact.Id == facts.Consolidation.CustomerId && contact.Kind == ContactKind.Customer);
        var theirs = customer is null ? null : facts.QboCustomers.FirstOrDefault(row => string.Equals(row.DisplayName?.Trim(), customer.Name.Trim(), StringComparison.OrdinalIgnoreCase));
        var problem = customer is null ? "No consolidation customer is chosen."
            : customer.IsDeprecated ? $"The consolidation customer {customer.Name} is deprecated."
            : IsForeign(customer.Currency) ? $"The consolidation customer {customer.Name} trades in {customer.Currency}."
            : theirs?.Active == false ? $"The consolidation customer {customer.Name} is inactive in QuickBooks."
            : theirs?.CurrencyRef is { } currency && IsForeign(currency.Value) ? $"The consolidation customer {customer.Name} is in {currency.Value} in QuickBooks."
            : null;
        if (problem is not null)
        {
            yield return new Finding("CUS-06", FindingLevel.Blocks, problem, "Every receivable line of a consolidated journal names this customer, in home currency.", $"Choose an active customer that trades in {facts.BaseCurrency} under Sync options.") { Fix = FindingFix.OpenSyncOptions };
        }

        bool IsForeign(string currency) => !string.Equals(currency, facts.BaseCurrency, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<Finding> Inactive(PreflightFacts facts)
    {
        var gone = facts.QboCustomers.Where(row => row.Active == false && facts.Linked.Contains(new LinkedName("Customer", row.Id!))).Select(row => new TouchedRecord(row.DisplayName ?? row.Id!, "customer"))
            .Concat(facts.QboVendors.Where(row => row.Active == false && facts.Linked.Contains(new LinkedName("Vendor", row.Id!))).Select(row => new TouchedRecord(row.DisplayName ?? row.Id!, "supplier")))
            .ToList();
        if (gone.Count > 0)
        {
            yield return new Finding("CUS-07", FindingLevel.Blocks,
                string.Create(CultureInfo.InvariantCulture, $"{gone.Count} linked {(gone.Count == 1 ? "name is" : "names are")} inactive in QuickBooks."),
                "QuickBooks refuses new documents that name them.", "Make them active in QuickBooks under Customers or Suppliers (include inactive), or deprecate them in Core.")
            { Records = gone };
        }
    }

    private static HashSet<string> NamesOf(IEnumerable<string?> names) => names.OfType<string>().Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
