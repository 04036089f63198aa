using System.Net;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.OAuth;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Control;

/// <summary>The control surface under /simulator/, which QuickBooks does not have. Loopback only.</summary>
internal static class ControlEndpoints
{
    public static RouteGroupBuilder MapControl(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/simulator").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
                ? await next(context)
                : Results.NotFound());
        group.MapGet("/companies", (CompanyDirectory companies) => Answer(new JsonArray([.. companies.All().Select(c => Described(c.Realm, c.Settings))])));
        group.MapPost("/companies", Create);
        group.MapPost("/companies/{realmId}/tokens", (string realmId, CompanyDirectory companies, TokenStore tokens, SimulatorClient client) =>
        {
            if (companies.Find(realmId) is null)
            {
                return Results.NotFound();
            }
            var (access, refresh) = tokens.NewGrant(realmId, client.Id, "com.intuit.quickbooks.accounting");
            return Answer(OAuthEndpoints.Pair(access, refresh));
        });
        group.MapGet("/companies/{realmId}/ledger", (string realmId, CompanyDirectory companies) =>
            companies.Find(realmId) is { } company ? Answer(LedgerDump(company)) : Results.NotFound());
        return group;
    }

    private static IResult Create(JsonObject request, CompanyFactory factory)
    {
        try
        {
            return Answer(new JsonObject { ["realmId"] = factory.Create(request).Realm });
        }
        catch (ArgumentException problem)
        {
            return Results.Problem(problem.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static JsonObject Described(string realm, CompanySettings settings) => new()
    {
        ["realmId"] = realm,
        ["name"] = settings.Name,
        ["country"] = settings.Country,
        ["plan"] = settings.Plan.ToString(),
        ["homeCurrency"] = settings.HomeCurrency,
        ["multiCurrency"] = settings.MultiCurrency,
        ["inventoryTracking"] = settings.InventoryTracking,
        ["classTracking"] = settings.ClassTracking,
        ["locationTracking"] = settings.LocationTracking,
        ["automatedSalesTax"] = settings.AutomatedSalesTax,
        ["closingDate"] = settings.ClosingDate is { } closed ? Journal.Text(closed) : null,
    };

    /// <summary>Every posting of a company: transaction, account, date, home value and value in the account's currency, debit positive.</summary>
    private static JsonArray LedgerDump(Company company)
    {
        lock (company.Gate)
        {
            return new JsonArray([.. company.Database.Read(c => c.Rows(
                "SELECT txn, line, account, date, home, amount, party, memo FROM posting WHERE txn BETWEEN ?1 AND ?2 ORDER BY date, txn, line",
                r => (JsonNode)new JsonObject
                {
                    ["txnType"] = Catalogue.ByNumber(Key.KindOf(r.GetInt64(0))).Name,
                    ["txnId"] = Json.Digits(Key.Id(r.GetInt64(0))),
                    ["line"] = r.GetInt32(1),
                    ["accountId"] = Json.Digits(Key.Id(r.GetInt64(2))),
                    ["account"] = company.List(Catalogue.Account)[Key.Id(r.GetInt64(2))].Name,
                    ["date"] = r.GetString(3),
                    ["home"] = r.GetInt64(4) / 100m,
                    ["amount"] = r.GetInt64(5) / 100m,
                    ["nameId"] = r.IsDBNull(6) ? null : Json.Digits(Key.Id(r.GetInt64(6))),
                    ["memo"] = r.IsDBNull(7) ? null : r.GetString(7),
                }, Key.First(company.Number), Key.First(company.Number + 1) - 1))]);
        }
    }

    private static IResult Answer(JsonNode node) => Results.Bytes(node.Bytes(), "application/json");
}
