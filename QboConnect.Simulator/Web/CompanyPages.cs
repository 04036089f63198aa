using System.Globalization;
using System.Text.Json;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Reports;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Web;

/// <summary>Each company as QuickBooks would show it, for a person to see what arrived. Nothing can be changed here.</summary>
internal static class CompanyPages
{
    private const int PageSize = 50;
    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", Companies).ExcludeFromDescription();
        app.MapGet("/companies/{realmId}", (string realmId, CompanyDirectory companies) => Shown(companies, realmId, Accounts)).ExcludeFromDescription();
        app.MapGet("/companies/{realmId}/trial-balance", (string realmId, CompanyDirectory companies, Clock clock) => Shown(companies, realmId, c => Trial(c, clock.Today))).ExcludeFromDescription();
        app.MapGet("/companies/{realmId}/{entity}", (string realmId, string entity, int? page, CompanyDirectory companies) =>
            Shown(companies, realmId, c => Kind(entity) is { } kind ? List(c, kind, Math.Clamp(page ?? 1, 1, 1_000_000)) : Missing())).ExcludeFromDescription();
        app.MapGet("/companies/{realmId}/{entity}/{id:long}", (string realmId, string entity, long id, CompanyDirectory companies) =>
            Shown(companies, realmId, c => Kind(entity) is { } kind && c.Find(kind, id) is { } record ? Transaction(c, record) : Missing())).ExcludeFromDescription();
    }

    private static IResult Companies(CompanyDirectory companies)
    {
        var rows = Markup.Join(companies.All().Select(c => Markup.Of($"""
            <tr><th scope="row"><a href="/companies/{c.Realm}">{c.Settings.Name}</a></th><td>{c.Settings.Country}</td><td>{c.Settings.Plan.ToString()}</td><td>{c.Settings.HomeCurrency}</td><td>{c.Realm}</td></tr>
            """)));
        return Page.Of("Companies", rows.Html.Length == 0
            ? new Markup("<p>There is no company yet. Make one with <code>POST /simulator/companies</code>; <a href=\"/simulator/openapi.json\">the control surface</a> is described in OpenAPI.</p>")
            : Table("Companies of this simulator", "<th scope=\"col\">Name</th><th scope=\"col\">Country</th><th scope=\"col\">Plan</th><th scope=\"col\">Currency</th><th scope=\"col\">Company id</th>", rows));
    }

    private static IResult Accounts(Company company)
    {
        var accounts = company.List(Catalogue.Account).Values
            .OrderBy(a => AccountTypes.Order(a.Body["AccountType"]!.GetValue<string>())).ThenBy(a => a.Name, StringComparer.OrdinalIgnoreCase);
        var rows = Markup.Join(accounts.Select(a => Markup.Of($"""
            <tr><th scope="row">{a.Name}</th><td>{a.Body.Text("AccountType")}</td><td>{a.Currency}</td><td class="number">{Amount(company.Balance(a.Id).Home)}</td></tr>
            """)));
        return Framed(company, "Chart of accounts", "", Table($"Balances in {company.Home}, debit positive",
            "<th scope=\"col\">Account</th><th scope=\"col\">Type</th><th scope=\"col\">Currency</th><th scope=\"col\" class=\"number\">Balance</th>", rows));
    }

    private static IResult Trial(Company company, DateOnly today)
    {
        var start = new DateOnly(today.Year, company.Settings.FiscalYearStartMonth, 1);
        var balances = TrialBalance.Balances(company, start > today ? start.AddYears(-1) : start, today).ToList();
        var rows = Markup.Join(balances.Select(b => Markup.Of($"""
            <tr><th scope="row">{b.Account.Name}</th><td class="number">{(b.Balance > 0 ? Amount(b.Balance) : "")}</td><td class="number">{(b.Balance < 0 ? Amount(-b.Balance) : "")}</td></tr>
            """)));
        var total = Amount(balances.Sum(b => Math.Max(b.Balance, 0)));
        var credits = Amount(balances.Sum(b => Math.Max(-b.Balance, 0)));
        return Framed(company, "Trial balance", "trial-balance", Table($"At {Journal.Text(today)}, in {company.Home}",
            "<th scope=\"col\">Account</th><th scope=\"col\" class=\"number\">Debit</th><th scope=\"col\" class=\"number\">Credit</th>", rows,
            Markup.Of($"<tfoot><tr><th scope=\"row\">Total</th><td class=\"number\">{total}</td><td class=\"number\">{credits}</td></tr></tfoot>")));
    }

    private static IResult List(Company company, EntityKind kind, int page)
    {
        var records = company.Database.Read(c => c.Rows("SELECT key, sync, body FROM object WHERE key BETWEEN ?1 AND ?2 AND state = 0 ORDER BY key DESC LIMIT ?3 OFFSET ?4",
            r => new Record(kind, Key.Id(r.GetInt64(0)), r.GetInt32(1), ObjectState.Live, Json.Object(r.GetBytes(2))),
            company.Key(kind, 0), company.Key(kind, (1L << 36) - 1), PageSize + 1, (page - 1) * PageSize));
        var rows = Markup.Join(records.Take(PageSize).Select(r => Markup.Of($"""
            <tr><th scope="row"><a href="/companies/{company.Realm}/{kind.Path}/{r.Id}">{r.Body.Text("DocNumber") ?? "Id " + Json.Digits(r.Id)}</a></th><td>{r.Body.Text("TxnDate")}</td><td>{Party(company, r)}</td><td class="number">{Wire(r, "TotalAmt")} {r.Currency}</td><td class="number">{Wire(r, "Balance")}</td></tr>
            """)));
        var here = $"/companies/{company.Realm}/{kind.Path}?page=";
        var newer = page > 1 ? Markup.Of($"<a href=\"{here}{page - 1}\">Newer</a> ") : Markup.None;
        var older = records.Count > PageSize ? Markup.Of($"<a href=\"{here}{page + 1}\">Older</a>") : Markup.None;
        return Framed(company, kind.Name, kind.Path, rows.Html.Length == 0
            ? new Markup("<p>None.</p>")
            : Markup.Of($"""
                {Table($"Newest first, page {page.ToString(CultureInfo.InvariantCulture)}", "<th scope=\"col\">Number</th><th scope=\"col\">Date</th><th scope=\"col\">Name</th><th scope=\"col\" class=\"number\">Total</th><th scope=\"col\" class=\"number\">Open</th>", rows)}
                <nav aria-label="Pages">{newer}{older}</nav>
                """));
    }

    private static IResult Transaction(Company company, Record record)
    {
        var postings = Journal.Postings(company, company.Key(record.Kind, record.Id));
        var rows = Markup.Join(postings.Select(p => Markup.Of($"""
            <tr><th scope="row">{company.List(Catalogue.Account)[p.Account].Name}</th><td>{p.Memo}</td><td class="number">{(p.Home > 0 ? Amount(p.Home) : "")}</td><td class="number">{(p.Home < 0 ? Amount(-p.Home) : "")}</td></tr>
            """)));
        var posted = postings.Count == 0 ? new Markup("<p>It posts nothing.</p>") : Table($"In {company.Home}",
            "<th scope=\"col\">Account</th><th scope=\"col\">Memo</th><th scope=\"col\" class=\"number\">Debit</th><th scope=\"col\" class=\"number\">Credit</th>", rows);
        var state = record.State == ObjectState.Deleted ? new Markup("<p>Deleted.</p>") : Markup.None;
        return Framed(company, $"{record.Kind.Name} {record.Body.Text("DocNumber") ?? Json.Digits(record.Id)}", record.Kind.Path, Markup.Of($"""
            {state}<h2>Postings</h2>{posted}
            <h2>As the API answers it</h2><pre tabindex="0">{record.Body.ToJsonString(Indented)}</pre>
            """));
    }

    private static IResult Framed(Company company, string title, string here, Markup content)
    {
        var root = $"/companies/{company.Realm}";
        Markup Link(string path, string name) => Markup.Of($"<a href=\"{(path.Length == 0 ? root : root + "/" + path)}\"{(path == here ? new Markup(" aria-current=\"page\"") : Markup.None)}>{name}</a> ");
        var links = Markup.Join(Catalogue.Kinds.Where(k => k.Nature == Nature.Transaction).OrderBy(k => k.Number).Select(k => Link(k.Path, k.Name)));
        return Page.Of(title, content, Markup.Of($"""
            <p>{company.Settings.Name} <span class="soft">company {company.Realm}</span></p>
            <nav class="sections" aria-label="Company">{Link("", "Chart of accounts")}{Link("trial-balance", "Trial balance")}{links}</nav>
            """));
    }

    private static Markup Table(string caption, string head, Markup rows, Markup foot = default) =>
        Markup.Of($"<div class=\"wide\"><table><caption>{caption}</caption><thead><tr>{new Markup(head)}</tr></thead><tbody>{rows}</tbody>{foot}</table></div>");

    private static IResult Shown(CompanyDirectory companies, string realm, Func<Company, IResult> show)
    {
        if (companies.All().All(c => c.Realm != realm) || companies.Find(realm) is not { } company)
        {
            return Missing();
        }
        lock (company.Gate)
        {
            return show(company);
        }
    }

    private static EntityKind? Kind(string path) => Catalogue.ByPath(path) is { Nature: Nature.Transaction } kind ? kind : null;

    private static string? Party(Company company, Record record) =>
        record.Body.RefId("CustomerRef") is { } customer ? company.Find(Catalogue.Customer, customer)?.Name
        : record.Body.RefId("VendorRef") is { } vendor ? company.Find(Catalogue.Vendor, vendor)?.Name
        : null;

    private static string Wire(Record record, string name) => record.Body.Decimal(name)?.ToString("N2", CultureInfo.InvariantCulture) ?? "";

    private static string Amount(long minor) => (minor / 100m).ToString("N2", CultureInfo.InvariantCulture);

    private static IResult Missing() => Page.Of("Not here", new Markup("<p>There is no such page. <a href=\"/\">All companies</a></p>"), status: StatusCodes.Status404NotFound);
}
