using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Companies;

/// <summary>Makes companies from templates.</summary>
internal sealed class CompanyFactory(CompanyDirectory companies, Clock clock, Operations operations, CompanyArchive archive)
{
    /// <summary>The Demo company always has this id.</summary>
    public const string DemoRealm = "9341450000000001";

    private static readonly string[] Known =
        ["template", "name", "plan", "homeCurrency", "inventoryTracking", "classTracking", "locationTracking", "multiCurrency", "closingDate", "automatedSalesTax", "fiscalYearStartMonth", "subscriptionStatus"];

    /// <exception cref="ArgumentException">The request is not understood; the message says what.</exception>
    public Company Create(JsonObject request)
    {
        var company = Made(request);
        archive.Keep(company, CompanyArchive.Created);
        return company;
    }

    public void EnsureDemo()
    {
        if (companies.Find(DemoRealm) is null)
        {
            archive.Keep(DemoCompany.Create(companies, operations, clock, DemoRealm), CompanyArchive.Created);
        }
    }

    private Company Made(JsonObject request)
    {
        if (request.FirstOrDefault(p => !Known.Contains(p.Key)) is { Key: { } unknown })
        {
            throw new ArgumentException($"Unknown property {unknown}. Known are: {string.Join(", ", Known)}.");
        }
        var template = request.Text("template") ?? "US";
        if (!Templates.IsKnown(template))
        {
            throw new ArgumentException($"Unknown template {template}. Known are: US, UK, AU, CA, Demo.");
        }
        if (template == "Demo")
        {
            return DemoCompany.Create(companies, operations, clock, null);
        }
        var settings = Templates.Settings(template);
        settings = settings with
        {
            Name = request.Text("name") ?? settings.Name,
            Plan = request.Text("plan") is not { } plan ? settings.Plan : Enum.TryParse<Plan>(plan, out var p) ? p : throw new ArgumentException($"Unknown plan {plan}."),
            HomeCurrency = request.Text("homeCurrency") is not { } home ? settings.HomeCurrency : Currencies.IsKnown(home) ? home : throw new ArgumentException($"Unknown currency {home}."),
            InventoryTracking = request.Flag("inventoryTracking") ?? settings.InventoryTracking,
            ClassTracking = request.Flag("classTracking") ?? settings.ClassTracking,
            LocationTracking = request.Flag("locationTracking") ?? settings.LocationTracking,
            MultiCurrency = request.Flag("multiCurrency") ?? settings.MultiCurrency,
            AutomatedSalesTax = request.Flag("automatedSalesTax") ?? settings.AutomatedSalesTax,
            FiscalYearStartMonth = (int)(request.Decimal("fiscalYearStartMonth") ?? settings.FiscalYearStartMonth),
            SubscriptionStatus = request.Text("subscriptionStatus") ?? settings.SubscriptionStatus,
            ClosingDate = request.Text("closingDate") is not { } closed ? null
                : DateOnly.TryParseExact(closed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw new ArgumentException($"closingDate {closed} is not a date (yyyy-MM-dd)."),
        };
        if (settings.MultiCurrency && settings.Plan == Plan.SimpleStart)
        {
            throw new ArgumentException("Simple Start has no multicurrency.");
        }
        var company = companies.Create(settings);
        lock (company.Gate)
        {
            Templates.Fill(company, clock);
        }
        return company;
    }
}
