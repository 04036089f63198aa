using System.Globalization;
using QboConnect.Core.Amounts;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Sync.Projection;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Consolidation;

/// <summary>The reference books of a scenario: the chart of accounts of accounting-examples 0.5, and what the file adds to it.</summary>
internal sealed class ScenarioBooks
{
    private readonly List<Account> _accounts = [.. Books.Accounts];
    private readonly Dictionary<AccountRole, long> _roles = new(Books.Roles);
    private readonly Dictionary<string, TaxRule> _taxRules = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = new TaxRule { Id = Books.TaxRule, Name = "Tax", Percent = 8m, AccountId = Books.SalesTax },
    };

    private readonly Dictionary<string, SalesChannel> _channels = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _customers = [];
    private readonly List<string> _locations = [];
    private SalesChannel _channel;

    public ScenarioBooks() => _channel = Channel("Default", SyncType.Consolidated, SyncType.Consolidated);

    public Currency Base { get; set; } = Currency.Usd;

    public TrackingSource ClassSource { get; set; }

    public TrackingSource LocationSource { get; set; }

    public IEnumerable<SalesChannel> Channels => _channels.Values;

    public PostingBook Posting => new(Base, _roles, _taxRules.Values.ToDictionary(rule => rule.Id, rule => rule.AccountId));

    public ProjectionBook Projection => new() { Posting = Posting, Accounts = _accounts.ToDictionary(account => account.Id) };

    public ConsolidationRules Rules => new()
    {
        ReceivableAccountId = _roles[AccountRole.AccountsReceivable],
        ClearingAccountId = _roles[AccountRole.PaymentClearing],
        AccountCodes = _accounts.ToDictionary(account => account.Id, account => account.Code),
        LocationNames = _locations.Select((name, index) => (Id: index + 1L, name)).ToDictionary(pair => pair.Id, pair => pair.name),
        ClassSource = ClassSource,
        LocationSource = LocationSource,
    };

    public void Define(ScenarioLine line)
    {
        switch (line.Keyword)
        {
            case "base":
                Base = Currency.Of(line.Currency() ?? throw line.Wrong("A currency such as USD is missing."));
                break;
            case "account":
                var role = line.Attribute("role");
                AddAccount(line.Word("The account's code"), line.Name());
                if (role is not null)
                {
                    _roles[Parsed<AccountRole>(line, role)] = _accounts[^1].Id;
                }

                break;
            case "taxrule":
                var account = Account(line, line.Attribute("account") ?? "2100");
                var name = line.Word("The tax rule's name");
                line.Name();
                _taxRules[name] = new TaxRule { Id = 100 + _taxRules.Count, Name = name, Percent = 0m, AccountId = account };
                break;
            case "tracking":
                ClassSource = line.Attribute("class") is { } source ? Parsed<TrackingSource>(line, source) : TrackingSource.None;
                LocationSource = line.Attribute("location") is { } place ? Parsed<TrackingSource>(line, place) : TrackingSource.None;
                break;
            case "channel":
                var both = line.Attribute("sync", "all");
                var invoices = SyncOf(line, line.Attribute("invoices", "invoice") ?? both ?? "individual");
                var cogs = SyncOf(line, line.Attribute("cogs", "cost") ?? both ?? "individual");
                _channel = Channel(line.Name(), invoices, cogs);
                break;
        }

        line.Done();
    }

    public SalesChannel Channel(ScenarioLine line, string? name) => name is null ? _channel
        : _channels.TryGetValue(name, out var channel) ? channel
        : throw line.Wrong($"No channel '{name}' was defined above.");

    public long Account(ScenarioLine line, string name) => Find(name) ?? throw line.Wrong($"There is no account '{name}'. Define it: account CODE \"{name}\".");

    /// <summary>A payment account; one not known yet is a new bank account of that name.</summary>
    public long PaymentAccount(string name)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        AddAccount((9000 + _accounts.Count).ToString(CultureInfo.InvariantCulture), name);
        return _accounts[^1].Id;
    }

    public long? Find(string name) => _accounts.FindLast(account =>
        account.Code == name || string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase)
        || (account.Id == Books.Receivable && name is "A/R" or "Accounts Receivable (A/R)"))?.Id;

    public string Code(long account) => account == Core.Sync.PostingDifference.QuickBooksExchangeAccount
        ? "exchange"
        : _accounts.First(row => row.Id == account).Code;

    public bool IsReceivable(long account) => account == _roles[AccountRole.AccountsReceivable];

    public TaxRule TaxRule(ScenarioLine line, string? name) =>
        _taxRules.TryGetValue(name ?? "", out var rule) ? rule : throw line.Wrong($"No tax rule '{name}' was defined above.");

    public long Customer(string name) => IdIn(_customers, name);

    public string CustomerName(long id) => _customers[(int)id - 1];

    public long Location(string name) => IdIn(_locations, name);

    private static long IdIn(List<string> names, string name)
    {
        if (!names.Contains(name))
        {
            names.Add(name);
        }

        return names.IndexOf(name) + 1;
    }

    private void AddAccount(string code, string name)
    {
        var id = long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 50_000L + _accounts.Count;
        _accounts.RemoveAll(account => account.Code == code);
        _accounts.Add(new Account { Id = id, Code = code, Name = name, Type = AccountType.Bank, Currency = Base.Code, AcceptsPayments = true });
    }

    private SalesChannel Channel(string name, SyncType invoices, SyncType cogs)
    {
        if (!_channels.TryGetValue(name, out var channel))
        {
            channel = new SalesChannel { Id = _channels.Count + 1, Name = name };
            _channels.Add(name, channel);
        }

        (channel.InvoiceSync, channel.CogsSync) = (invoices, cogs);
        return channel;
    }

    private static SyncType SyncOf(ScenarioLine line, string word) => word.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal) switch
    {
        "individual" => SyncType.Individual,
        "consolidated" => SyncType.Consolidated,
        "none" or "nosync" or "no-sync" => SyncType.NoSync,
        _ => throw line.Wrong($"'{word}' is no sync type; write individual, consolidated or none."),
    };

    private static T Parsed<T>(ScenarioLine line, string word)
        where T : struct, Enum =>
        Enum.TryParse<T>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : throw line.Wrong($"'{word}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");
}
