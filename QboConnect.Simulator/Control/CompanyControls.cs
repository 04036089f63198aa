using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.OAuth;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Control;

/// <summary>Companies: made, listed, kept, put back, removed, entered without a browser.</summary>
internal static class CompanyControls
{
    public static void MapCompanies(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/companies").WithTags("Companies");
        group.MapGet("", (CompanyDirectory companies) => companies.All().Select(c => CompanyView.Of(c.Realm, c.Settings)))
            .WithSummary("Lists the companies.");
        group.MapPost("", Create).Accepts<NewCompany>("application/json").Produces<CreatedCompany>().ProducesProblem(400)
            .WithSummary("Makes a company from a template.").WithDescription("Everything but the template is optional; without a body a US company is made.");
        group.MapPost("/import", Import).Accepts<ImportedCompany>("application/json").Produces<CreatedCompany>().ProducesProblem(400)
            .WithSummary("Rebuilds a company from QuickBooks' answers.")
            .WithDescription("Lists and open documents keep their ids and versions; what is not copied document by document stands in one opening entry, so that the trial balance is the one given.");
        group.MapDelete("/{realmId}", (string realmId, CompanyDirectory companies, CompanyArchive archive) =>
                With(companies, realmId, company => archive.Delete(company)))
            .Produces(204).ProducesProblem(404).WithSummary("Removes a company with its snapshots and tokens.");
        group.MapPost("/{realmId}/reset", (string realmId, CompanyDirectory companies, CompanyArchive archive) => Restore(companies, archive, realmId, CompanyArchive.Created))
            .Produces(204).ProducesProblem(404).WithSummary("Puts a company back to what it was when it was made.").WithDescription("Tokens stay valid.");
        group.MapGet("/{realmId}/snapshots", (string realmId, CompanyDirectory companies, CompanyArchive archive) =>
                companies.Find(realmId) is { } company ? Results.Ok(archive.Names(company)) : ControlEndpoints.UnknownCompany(realmId))
            .Produces<string[]>().ProducesProblem(404).WithSummary("Lists a company's snapshots, newest first.");
        group.MapPut("/{realmId}/snapshots/{name}", (string realmId, string name, CompanyDirectory companies, CompanyArchive archive) =>
                With(companies, realmId, company => archive.Keep(company, name)))
            .Produces(204).ProducesProblem(404).WithSummary("Keeps the company as it is now under a name.").WithDescription("An earlier snapshot of that name is replaced.");
        group.MapPost("/{realmId}/snapshots/{name}/restore", (string realmId, string name, CompanyDirectory companies, CompanyArchive archive) => Restore(companies, archive, realmId, name))
            .Produces(204).ProducesProblem(404).WithSummary("Puts a company back to a snapshot.").WithDescription("Tokens stay valid.");
        group.MapPost("/{realmId}/tokens", (string realmId, CompanyDirectory companies, TokenStore tokens, SimulatorClient client, Clock clock) =>
            {
                if (companies.Find(realmId) is null)
                {
                    return ControlEndpoints.UnknownCompany(realmId);
                }
                var (access, refresh) = tokens.NewGrant(realmId, client.Id, "com.intuit.quickbooks.accounting");
                return Json(OAuthEndpoints.Pair(access, refresh, clock.GetUtcNow()));
            })
            .Produces<TokenPair>().ProducesProblem(404).WithSummary("Gives a token pair as the token endpoint would.");
        group.MapGet("/{realmId}/assumptions", (string realmId, CompanyDirectory companies) =>
                companies.Find(realmId) is { } company ? Results.Ok(company.Settings.Assumptions) : ControlEndpoints.UnknownCompany(realmId))
            .Produces<Assumptions>().ProducesProblem(404).WithSummary("Tells how rules that nobody could confirm hold in a company.");
        group.MapPut("/{realmId}/assumptions", (string realmId, Assumptions assumptions, CompanyDirectory companies) =>
                With(companies, realmId, company => companies.Change(company, company.Settings with { Assumptions = assumptions })))
            .Produces(204).ProducesProblem(404).WithSummary("Chooses how rules that nobody could confirm hold in a company.").WithDescription("What is left out goes back to its default.");
        group.MapGet("/{realmId}/ledger", (string realmId, CompanyDirectory companies) =>
                companies.Find(realmId) is { } company ? Json(LedgerDump.Of(company)) : ControlEndpoints.UnknownCompany(realmId))
            .Produces<LedgerRow[]>().ProducesProblem(404).WithSummary("Every posting of a company, by date, debit positive.");
    }

    private static IResult Create(JsonObject? request, CompanyFactory factory) => Made(() => factory.Create(request ?? []));

    private static IResult Import(JsonObject request, CompanyImport import) => Made(() => import.Import(request));

    private static IResult Made(Func<Company> make)
    {
        try
        {
            return Results.Ok(new CreatedCompany(make().Realm));
        }
        catch (ArgumentException problem)
        {
            return ControlEndpoints.Problem(problem.Message);
        }
    }

    private static IResult Restore(CompanyDirectory companies, CompanyArchive archive, string realmId, string name) =>
        companies.Find(realmId) is not { } company ? ControlEndpoints.UnknownCompany(realmId)
        : archive.Restore(company, name) ? Results.NoContent()
        : ControlEndpoints.Problem($"Company {realmId} has no snapshot {name}.", StatusCodes.Status404NotFound);

    private static IResult With(CompanyDirectory companies, string realmId, Action<Company> act)
    {
        if (companies.Find(realmId) is not { } company)
        {
            return ControlEndpoints.UnknownCompany(realmId);
        }
        act(company);
        return Results.NoContent();
    }

    private static IResult Json(JsonNode node) => Results.Bytes(node.Bytes(), "application/json");
}
