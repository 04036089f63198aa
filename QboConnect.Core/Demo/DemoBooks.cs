using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Purchases;
using QboConnect.Core.Sales;
using QboConnect.Core.Stock;

namespace QboConnect.Core.Demo;

/// <summary>Everything the demo company consists of, with its ids; nothing is authorised or posted yet.</summary>
public sealed class DemoBooks
{
    /// <summary>The company.</summary>
    public required Organisation Organisation { get; init; }

    /// <summary>Chart of accounts.</summary>
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>Which account plays which role.</summary>
    public required IReadOnlyList<AccountRoleAssignment> Roles { get; init; }

    /// <summary>Tax rules.</summary>
    public required IReadOnlyList<TaxRule> TaxRules { get; init; }

    /// <summary>Payment terms.</summary>
    public required IReadOnlyList<PaymentTerm> PaymentTerms { get; init; }

    /// <summary>Channels that are not in the database yet.</summary>
    public required IReadOnlyList<SalesChannel> NewChannels { get; init; }

    /// <summary>Locations.</summary>
    public required IReadOnlyList<Location> Locations { get; init; }

    /// <summary>Daily rates of EUR and GBP, the days of stocking up included.</summary>
    public required IReadOnlyList<DailyRate> Rates { get; init; }

    /// <summary>Products.</summary>
    public required IReadOnlyList<Product> Products { get; init; }

    /// <summary>Customers and suppliers.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>Stock as it stands at the end of the last day.</summary>
    public List<StockLayer> Layers { get; } = [];

    /// <summary>Money received from customers in advance.</summary>
    public List<CustomerCredit> CustomerCredits { get; } = [];

    /// <summary>Sales with their documents, in the order of their days.</summary>
    public List<CompleteSale> Sales { get; } = [];

    /// <summary>Purchases with their payments, in the order of their days.</summary>
    public List<(Purchase Purchase, List<PurchasePayment> Payments)> Purchases { get; } = [];
}
