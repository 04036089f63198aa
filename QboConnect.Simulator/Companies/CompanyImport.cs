using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Companies;

/// <summary>
/// Rebuilds a company out of what QuickBooks answered: its lists and open documents with their ids and versions, its stock, and one opening entry for
/// everything that is not copied document by document, so that the trial balance is the original's to the cent.
/// </summary>
internal sealed class CompanyImport(CompanyDirectory companies, Clock clock, CompanyArchive archive)
{
    private const string OpeningNumber = "OPENING";

    /// <exception cref="ArgumentException">The request is not understood, or its trial balance does not balance; nothing is kept.</exception>
    public Company Import(JsonObject request)
    {
        var realm = request.Text("realmId") ?? throw new ArgumentException("realmId is missing.");
        var objects = request.Child("objects") ?? throw new ArgumentException("objects is missing.");
        var day = Day(request.Text("asOf"), "asOf");
        if (companies.Find(realm) is not null)
        {
            throw new ArgumentException($"There is a company {realm} already.");
        }
        var company = companies.Create(ImportedSettings.Of(objects), realm);
        try
        {
            lock (company.Gate)
            {
                StoreObjects(company, objects);
                var balances = Balances(company, request);
                StoreStock(company, day, balances, request.Child("stockValues"));
                company.Reload();
                Open(company, objects, day, balances);
            }
        }
        catch
        {
            archive.Delete(company);
            throw;
        }
        archive.Keep(company, CompanyArchive.Created);
        return company;
    }

    private void StoreObjects(Company company, JsonObject objects)
    {
        company.Database.Write(connection =>
        {
            foreach (var (name, rows) in objects)
            {
                var kind = Catalogue.ByName(name) ?? throw new ArgumentException($"There is no entity {name}.");
                var bodies = rows is JsonArray array ? array.OfType<JsonObject>().ToList() : throw new ArgumentException($"{name} is not a list.");
                // QuickBooks' own codes TAX and NON have words for ids; they are stored behind the numbered ones.
                var unnumbered = bodies.Count == 0 ? 0 : bodies.Max(b => b.Id());
                foreach (var body in bodies)
                {
                    var id = kind.Nature == Nature.Singleton ? 1 : body.Id() > 0 ? body.Id() : ++unnumbered;
                    Store(connection, company, new Record(kind, id, int.Parse(body.Text("SyncToken") ?? "0", CultureInfo.InvariantCulture),
                        body.Flag("Active") == false ? ObjectState.Inactive : ObjectState.Live, body));
                }
            }
        });
        company.Reload();
    }

    private void Store(Connection connection, Company company, Record record)
    {
        var columns = Columns.Of(company, record);
        connection.Run("INSERT INTO object(key, kind, sync, state, updated, doc, date, party, open, body) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
            company.Key(record.Kind, record.Id), Key.Kind(company.Number, record.Kind.Number), record.SyncToken, (int)record.State,
            clock.Now.ToUnixTimeSeconds(), columns.Doc, columns.Date, columns.Party, columns.Open, record.Body.Bytes());
    }

    /// <summary>The trial balance to reach: home cents by account, debit positive.</summary>
    private static Dictionary<long, long> Balances(Company company, JsonObject request)
    {
        var balances = request.Children("trialBalance").ToDictionary(
            row => long.TryParse(row.Text("accountId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && company.Find(Catalogue.Account, id) is not null
                ? id
                : throw new ArgumentException($"The trial balance has an account {row.Text("accountId")} that is not among the accounts."),
            row => Document.Minor(row.Amount("balance")));
        return balances.Values.Sum() == 0 ? balances : throw new ArgumentException($"The trial balance is out of balance by {balances.Values.Sum() / 100m}.");
    }

    /// <summary>
    /// Items tell quantities but not what they cost: the balance of an inventory account is divided over its items by the values of the inventory valuation report where
    /// they are given, else by quantity and purchase cost.
    /// </summary>
    private static void StoreStock(Company company, DateOnly day, Dictionary<long, long> balances, JsonObject? values)
    {
        var stocked = company.List(Catalogue.Item).Values
            .Where(i => i.IsLive && i.Body.Text("Type") == "Inventory" && i.Body.Amount("QtyOnHand") != 0 && i.Body.RefId("AssetAccountRef") is not null)
            .GroupBy(i => i.Body.RefId("AssetAccountRef")!.Value).ToList();
        company.Database.Write(connection =>
        {
            foreach (var group in stocked)
            {
                var items = group.ToList();
                var weights = values is null
                    ? items.ConvertAll(i => Math.Max(0m, i.Body.Amount("QtyOnHand")) * i.Body.Amount("PurchaseCost"))
                    : items.ConvertAll(i => Math.Max(0m, values.Amount(Json.Digits(i.Id))));
                var (value, weight) = (balances.GetValueOrDefault(group.Key), weights.Sum());
                foreach (var (item, own) in items.Zip(weights))
                {
                    // Each takes its part of what is left, so that the last takes the rest and nothing is lost.
                    var part = weight == 0 ? 0 : (long)Math.Round(value * own / weight, MidpointRounding.AwayFromZero);
                    (value, weight) = (value - part, weight - own);
                    var start = item.Body.Text("InvStartDate") is { } text ? Day(text, "InvStartDate") : day;
                    connection.Run("INSERT INTO movement(item, date, txn, line, quantity, cost, fixed, asset, counter) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
                        company.Key(item.Kind, item.Id), Journal.Text(start < day ? start : day), company.Key(item.Kind, item.Id), 0,
                        item.Body.Amount("QtyOnHand").ToString(CultureInfo.InvariantCulture), part, 1, group.Key, group.Key);
                }
            }
        });
    }

    /// <summary>Posts what is open of each document to its control account, and everything else in one opening entry, against Retained Earnings in between.</summary>
    private void Open(Company company, JsonObject objects, DateOnly day, Dictionary<long, long> balances)
    {
        var work = new Work(company, clock.Now);
        var retained = SystemAccounts.RetainedEarnings(work).Id;
        var opening = work.NewId(Catalogue.JournalEntry);
        var (home, amounts, links) = (new Dictionary<long, long>(), new Dictionary<long, long>(), new List<Link>());
        foreach (var (kind, sign) in new[] { (Catalogue.Invoice, 1), (Catalogue.Bill, -1) })
        {
            foreach (var body in objects.Children(kind.Name))
            {
                var (currency, date) = (body.Ref("CurrencyRef") ?? company.Home, Day(body.Text("TxnDate"), "TxnDate"));
                var control = body.RefId("APAccountRef") ?? (sign > 0 ? SystemAccounts.Receivable(work, currency) : SystemAccounts.Payable(work, currency)).Id;
                var amount = Document.Minor(body.Amount("Balance"));
                var value = Document.Minor(currency == company.Home ? body.Amount("Balance") : body.Decimal("HomeBalance") ?? body.Amount("Balance") * (body.Decimal("ExchangeRate") ?? 1m));
                var party = body.RefId("CustomerRef") is { } customer ? company.Key(Catalogue.Customer, customer) : company.Key(Catalogue.Vendor, body.RefId("VendorRef")!.Value);
                work.Post(kind, body.Id(), date, [new Posting(control, sign * value, sign * amount, party), new Posting(retained, -sign * value, -sign * value)]);
                var settled = Document.Minor(body.Amount("TotalAmt") - body.Amount("Deposit")) - amount;
                if (settled > 0)
                {
                    links.Add(new Link(company.Key(Catalogue.JournalEntry, opening), company.Key(kind, body.Id()), 0, settled, 0, date));
                }
                if (date <= day)
                {
                    Add(home, control, sign * value);
                    Add(home, retained, -sign * value);
                }
                Add(amounts, control, sign * amount);
            }
        }
        var postings = work.List(Catalogue.Account)
            .Select(a => (Account: a, Home: balances.GetValueOrDefault(a.Id) - home.GetValueOrDefault(a.Id)))
            .Select(a => new Posting(a.Account.Id, a.Home, IsForeign(company, a.Account) ? Natural(a.Account) - amounts.GetValueOrDefault(a.Account.Id) : a.Home))
            .Where(p => (p.Home, p.Amount) != (0, 0)).ToList();
        work.Put(Catalogue.JournalEntry, opening, Entry(day, postings));
        work.Post(Catalogue.JournalEntry, opening, day, postings);
        work.SetLinks(company.Key(Catalogue.JournalEntry, opening), links);
        work.Commit();
    }

    private static JsonObject Entry(DateOnly day, List<Posting> postings) => new()
    {
        ["DocNumber"] = OpeningNumber,
        ["TxnDate"] = Journal.Text(day),
        ["PrivateNote"] = "Everything of the copied company that is not copied document by document",
        ["Line"] = new JsonArray([.. postings.Select((p, i) => (JsonNode)new JsonObject
        {
            ["Id"] = Json.Digits(i),
            ["Amount"] = Math.Abs(p.Home) / 100m,
            ["DetailType"] = "JournalEntryLineDetail",
            ["JournalEntryLineDetail"] = new JsonObject { ["PostingType"] = p.Home < 0 ? "Credit" : "Debit", ["AccountRef"] = Json.Reference(p.Account, null) },
        })]),
    };

    private static bool IsForeign(Company company, Record account) => account.Currency is { Length: > 0 } currency && currency != company.Home;

    /// <summary>What the account list shows, positive on the account's natural side, as cents with debit positive.</summary>
    private static long Natural(Record account) =>
        Document.Minor(account.Body.Amount("CurrentBalance")) * (AccountTypes.IsDebitNatured(account.Body.Text("AccountType")!) ? 1 : -1);

    private static void Add(Dictionary<long, long> sums, long account, long cents) => sums[account] = sums.GetValueOrDefault(account) + cents;

    private static DateOnly Day(string? text, string name) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new ArgumentException($"{name} {text} is not a date (yyyy-MM-dd).");
}

/// <summary>What QuickBooks' own screens set, read back from what its API shows of it.</summary>
internal static class ImportedSettings
{
    /// <exception cref="ArgumentException">CompanyInfo or Preferences is missing.</exception>
    public static CompanySettings Of(JsonObject objects)
    {
        var (info, preferences) = (Only(objects, "CompanyInfo"), Only(objects, "Preferences"));
        var (accounting, currencies) = (preferences.Child("AccountingInfoPrefs") ?? [], preferences.Child("CurrencyPrefs") ?? []);
        var plan = Fact(info, "OfferingSku") ?? "";
        return new CompanySettings
        {
            Name = info.Text("CompanyName") ?? "",
            Country = info.Text("Country") ?? "US",
            Plan = plan.Contains("Simple", StringComparison.Ordinal) ? Plan.SimpleStart
                : plan.Contains("Essentials", StringComparison.Ordinal) ? Plan.Essentials
                : plan.Contains("Advanced", StringComparison.Ordinal) ? Plan.Advanced
                : Plan.Plus,
            HomeCurrency = currencies.Ref("HomeCurrency") ?? throw new ArgumentException("The preferences name no home currency."),
            MultiCurrency = currencies.IsTrue("MultiCurrencyEnabled"),
            InventoryTracking = preferences.Child("ProductAndServicesPrefs")?.IsTrue("QuantityOnHand") == true,
            ClassTracking = accounting.IsTrue("ClassTrackingPerTxn") || accounting.IsTrue("ClassTrackingPerTxnLine"),
            LocationTracking = accounting.IsTrue("TrackDepartments"),
            AutomatedSalesTax = preferences.Child("TaxPrefs")?.IsTrue("PartnerTaxEnabled") == true,
            ClosingDate = accounting.Text("BookCloseDate") is { } closed ? DateOnly.Parse(closed, CultureInfo.InvariantCulture) : null,
            FiscalYearStartMonth = Math.Max(1, 1 + Array.IndexOf(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, info.Text("FiscalYearStartMonth") ?? "January")),
            SubscriptionStatus = Fact(info, "SubscriptionStatus") ?? "SUBSCRIBED",
        };
    }

    private static string? Fact(JsonObject info, string name) => info.Children("NameValue").FirstOrDefault(n => n.Text("Name") == name)?.Text("Value");

    private static JsonObject Only(JsonObject objects, string kind) => objects.Children(kind).FirstOrDefault() ?? throw new ArgumentException($"{kind} is missing.");
}
