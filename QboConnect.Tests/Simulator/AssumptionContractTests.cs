using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Hosting;

namespace QboConnect.Tests.Simulator;

/// <summary>Rules of section 11 of the facts, which nobody could confirm: each as it is assumed, and as it is with the assumption turned off.</summary>
public sealed class AssumptionContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_are_on_until_they_are_turned_off()
    {
        var company = await simulator.CompanyAsync();
        var assumptions = JsonNode.Parse(await simulator.Http.GetStringAsync(new Uri($"/simulator/companies/{company.Realm}/assumptions", UriKind.Relative), Cancellation))!.AsObject();

        assumptions.Should().HaveCount(6).And.OnlyContain(one => one.Value!.GetValue<bool>());
    }

    [Theory]
    [InlineData(true, 400)]
    [InlineData(false, 200)]
    public async Task MAXRESULTS_above_1000_is_refused_or_cut_to_1000(bool assumed, int status)
    {
        var company = await CompanyAsync(new { refusesMaxResultsAbove1000 = assumed });

        (await company.SendAsync(HttpMethod.Get, "query?query=select * from Account maxresults 5000")).Status.Should().Be(status);
    }

    [Theory]
    [InlineData(true, 400)]
    [InlineData(false, 200)]
    public async Task Changes_further_back_than_30_days_are_refused_or_cut_to_30_days(bool assumed, int status)
    {
        var company = await CompanyAsync(new { refusesChangesBefore30Days = assumed });

        (await company.SendAsync(HttpMethod.Get, "cdc?entities=Account&changedSince=2026-01-01T00:00:00Z")).Status.Should().Be(status);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Text_in_queries_is_compared_without_regard_to_case_or_letter_by_letter(bool assumed, int found)
    {
        var company = await CompanyAsync(new { comparesWithoutCase = assumed });
        await company.SaveAsync("customer", """{"DisplayName":"Quay Street"}""");

        (await company.QueryAsync("select * from Customer where DisplayName = 'QUAY STREET'")).Should().HaveCount(found);
        (await company.QueryAsync("select * from Customer where DisplayName LIKE 'quay%'")).Should().HaveCount(found);
        (await company.QueryAsync("select * from Customer where DisplayName LIKE 'Quay%'")).Should().HaveCount(1);
    }

    [Theory]
    [InlineData(true, "EUR")]
    [InlineData(false, "USD")]
    public async Task The_currency_of_a_new_vendor_counts_or_is_ignored(bool assumed, string currency)
    {
        var company = await CompanyAsync(new { honoursVendorCurrency = assumed }, new { multiCurrency = true });

        var vendor = await company.SaveAsync("vendor", """{"DisplayName":"Rope works","CurrencyRef":{"value":"EUR"}}""");

        vendor["CurrencyRef"]!["value"]!.GetValue<string>().Should().Be(currency);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_paid_invoice_can_be_voided_and_its_payment_stays_unapplied_or_it_cannot(bool assumed)
    {
        var company = await CompanyAsync(new { releasesSettledDocuments = assumed });
        var (customer, item) = ((await company.SaveAsync("customer", """{"DisplayName":"Quay Street"}"""))["Id"], await company.IdAsync("Item", "Services"));
        var line = $$"""{"Amount":10,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{item}}"} } }""";
        var invoice = await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"Line":[{{line}}]}""");
        var linked = $$"""{"Amount":10,"LinkedTxn":[{"TxnId":"{{invoice["Id"]}}","TxnType":"Invoice"}]}""";
        var payment = await company.SaveAsync("payment", $$"""{"CustomerRef":{"value":"{{customer}}"},"TotalAmt":10,"Line":[{{linked}}]}""");
        var token = (await company.GetAsync($"invoice/{invoice["Id"]}"))["Invoice"]!["SyncToken"];
        var voided = $$"""{"Id":"{{invoice["Id"]}}","SyncToken":"{{token}}"}""";

        if (assumed)
        {
            await company.SaveAsync("invoice?operation=void", voided);
            (await company.GetAsync($"payment/{payment["Id"]}"))["Payment"]!["UnappliedAmt"]!.GetValue<decimal>().Should().Be(10m);
        }
        else
        {
            (await company.RefusalAsync("invoice?operation=void", voided)).Should().Be("6000");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_throttled_call_is_answered_without_or_with_Retry_After(bool assumed)
    {
        await using var app = SimulatorHost.Build(new SimulatorOptions { Time = simulator.Time });
        await app.StartAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var company = await SimulatorFixture.CompanyAsync(http);
        (await http.PutAsJsonAsync($"/simulator/companies/{company.Realm}/assumptions", new { hidesRetryAfter = assumed }, Cancellation)).EnsureSuccessStatusCode();
        HttpResponseMessage last = new();
        for (var call = 0; call < 11; call++)
        {
            last.Dispose();
            last = await company.RawAsync(HttpMethod.Get, "companyinfo/" + company.Realm);
        }

        ((int)last.StatusCode).Should().Be(429);
        last.Headers.RetryAfter?.Delta.Should().Be(assumed ? null : TimeSpan.FromSeconds(60));
        (last.Headers.RetryAfter is null).Should().Be(assumed);
        last.Dispose();
        await app.StopAsync(Cancellation);
    }

    private async Task<SimulatedCompany> CompanyAsync(object assumptions, object? settings = null)
    {
        var company = await simulator.CompanyAsync("US", settings);
        (await simulator.Http.PutAsJsonAsync($"/simulator/companies/{company.Realm}/assumptions", assumptions, Cancellation)).EnsureSuccessStatusCode();
        return company;
    }
}
