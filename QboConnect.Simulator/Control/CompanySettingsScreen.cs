using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Control;

/// <summary>
/// QuickBooks' screen Account and settings, as far as the API can only read what is set there (facts, 7.3): a form for a person, and the same as JSON.
/// Loopback only.
/// </summary>
internal static class CompanySettingsScreen
{
    private static readonly (string Name, string Label, Func<CompanySettings, bool> Read, Func<CompanySettings, bool, CompanySettings> Write)[] Switches =
    [
        ("inventoryTracking", "Track inventory quantity on hand", s => s.InventoryTracking, (s, on) => s with { InventoryTracking = on }),
        ("classTracking", "Track classes", s => s.ClassTracking, (s, on) => s with { ClassTracking = on }),
        ("locationTracking", "Track locations", s => s.LocationTracking, (s, on) => s with { LocationTracking = on }),
        ("multiCurrency", "Multicurrency (cannot be turned off again)", s => s.MultiCurrency, (s, on) => s with { MultiCurrency = on || s.MultiCurrency }),
    ];

    public static void MapCompanySettings(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/simulator/companies/{realmId}/settings").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) ? await next(context) : Results.NotFound());
        group.WithTags("Companies");
        group.MapGet("", (string realmId, CompanyDirectory companies) => companies.Find(realmId) is { } company ? Page(company, saved: false) : Results.NotFound())
            .Produces<string>(200, "text/html").ProducesProblem(404).WithSummary("Shows the settings a person changes in QuickBooks itself.");
        group.MapPost("", SaveAsync).Produces(204).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Changes settings a person changes in QuickBooks itself.").WithDescription("As a form, all of them; as JSON, those that are named.");
    }

    private static async Task<IResult> SaveAsync(string realmId, HttpRequest request, CompanyDirectory companies)
    {
        if (companies.Find(realmId) is not { } company)
        {
            return Results.NotFound();
        }

        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            var closing = form["closingDate"].ToString();
            if (closing.Length > 0 && !DateOnly.TryParseExact(closing, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return Results.Problem("The closing date is written as 2026-01-31.", statusCode: StatusCodes.Status400BadRequest);
            }

            var settings = Switches.Aggregate(company.Settings, (now, one) => one.Write(now, form.ContainsKey(one.Name)));
            companies.Change(company, settings with { ClosingDate = closing.Length == 0 ? null : DateOnly.ParseExact(closing, "yyyy-MM-dd", CultureInfo.InvariantCulture) });
            return Page(company, saved: true);
        }

        if (await request.ReadFromJsonAsync<JsonObject>() is not { } body)
        {
            return Results.Problem("Send an object with the settings to change.", statusCode: StatusCodes.Status400BadRequest);
        }

        companies.Change(company, Switches.Where(one => body.ContainsKey(one.Name)).Aggregate(company.Settings, (now, one) => one.Write(now, body.IsTrue(one.Name))));
        return Results.NoContent();
    }

    private static IResult Page(Company company, bool saved)
    {
        var name = HtmlEncoder.Default.Encode(company.Settings.Name);
        var rows = string.Concat(Switches.Select(one =>
            $"<p><label><input type=\"checkbox\" name=\"{one.Name}\"{(one.Read(company.Settings) ? " checked" : "")}> {one.Label}</label></p>"));
        var closing = company.Settings.ClosingDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        return Results.Content(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Account and settings · {name}</title>
            <style>:root{"{"}color-scheme:light dark{"}"}body{"{"}font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem{"}"}button{"{"}font:inherit;padding:.5rem 1rem{"}"}</style></head>
            <body><main><h1>Account and settings</h1><p>{name}, as QuickBooks Online (simulator).</p>{(saved ? "<p role=\"status\"><strong>Saved.</strong></p>" : "")}
            <form method="post">{rows}<p><label>Closing date <input type="date" name="closingDate" value="{closing}"></label></p><p><button>Save</button></p></form></main></body></html>
            """,
            "text/html; charset=utf-8");
    }
}
