using QboConnect.Core.Amounts;
using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;

namespace QboConnect.Core.Sales.Import;

/// <summary>
/// What the company has that a file may name, and what reading the file would add to it: new channels, customers and products get their ids as
/// they are met, so that the same names later in the file mean the same.
/// </summary>
internal sealed class SalesCsvBooks
{
    private readonly Dictionary<string, SalesChannel> _channels = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Contact> _customers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Product> _products = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TaxRule> _taxRules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (DateOnly[] Days, decimal[] Rates)> _rates;

    public SalesCsvBooks(
        Currency baseCurrency, IReadOnlyDictionary<AccountRole, long> roles, IEnumerable<SalesChannel> channels, IEnumerable<Contact> customers,
        IEnumerable<Product> products, IEnumerable<TaxRule> taxRules, IEnumerable<Account> accounts, IEnumerable<DailyRate> rates)
    {
        (Base, Roles) = (baseCurrency, roles);
        foreach (var row in channels)
        {
            _channels[row.Name] = row;
        }

        foreach (var row in customers)
        {
            _customers[row.Name] = row;
        }

        foreach (var row in products)
        {
            _products[row.Sku] = row;
        }

        foreach (var row in taxRules)
        {
            _taxRules[row.Name] = row;
        }

        foreach (var row in accounts)
        {
            (_accounts[row.Code], _accounts[row.Name]) = (row, row);
        }

        _rates = rates.GroupBy(row => row.Currency, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group =>
            {
                var ordered = group.OrderBy(row => row.Date).ToArray();
                return (ordered.Select(row => row.Date).ToArray(), ordered.Select(row => row.Rate).ToArray());
            },
            StringComparer.Ordinal);
    }

    public Currency Base { get; }

    public IReadOnlyDictionary<AccountRole, long> Roles { get; }

    /// <summary>Met in the file and not in the company; the caller writes and clears them.</summary>
    public List<SalesChannel> NewChannels { get; } = [];

    /// <inheritdoc cref="NewChannels" />
    public List<Contact> NewCustomers { get; } = [];

    /// <inheritdoc cref="NewChannels" />
    public List<Product> NewProducts { get; } = [];

    public SalesChannel? Channel(string name) => _channels.GetValueOrDefault(name);

    public Contact? Customer(string name) => _customers.GetValueOrDefault(name);

    public Product? Product(string sku) => _products.GetValueOrDefault(sku);

    public TaxRule? TaxRule(string name) => _taxRules.GetValueOrDefault(name);

    public Account? Account(string nameOrCode) => _accounts.GetValueOrDefault(nameOrCode);

    /// <summary>The rate that holds on a day: that of the day or of the last day before it; null where there is none.</summary>
    public decimal? Rate(string currency, DateOnly day)
    {
        if (currency == Base.Code)
        {
            return 1m;
        }

        if (!_rates.TryGetValue(currency, out var known))
        {
            return null;
        }

        var at = Array.BinarySearch(known.Days, day);
        at = at >= 0 ? at : ~at - 1;
        return at >= 0 ? known.Rates[at] : null;
    }

    public SalesChannel Add(SalesChannel channel)
    {
        NewChannels.Add(channel);
        return _channels[channel.Name] = channel;
    }

    public Contact Add(Contact customer)
    {
        NewCustomers.Add(customer);
        return _customers[customer.Name] = customer;
    }

    public Product Add(Product product)
    {
        NewProducts.Add(product);
        return _products[product.Sku] = product;
    }
}
