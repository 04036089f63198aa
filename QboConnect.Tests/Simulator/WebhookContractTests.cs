using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Simulator.Hosting;

namespace QboConnect.Tests.Simulator;

/// <summary>Webhooks (facts, 4.3), received by a server of the test's own.</summary>
public sealed class WebhookContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Customer = """{"DisplayName":"Quay Street"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_legacy_delivery_names_company_entity_id_and_operation()
    {
        await using var receiver = await Receiver.StartAsync();
        var company = await simulator.CompanyAsync();
        await SubscribeAsync(receiver, company, "Legacy");

        var customer = await company.SaveAsync("customer", Customer);
        var delivery = await receiver.NextAsync();

        delivery.ContentType.Should().StartWith("application/json");
        var notification = delivery.Json["eventNotifications"]![0]!;
        notification["realmId"]!.GetValue<string>().Should().Be(company.Realm);
        var change = notification["dataChangeEvent"]!["entities"]![0]!;
        (change["name"]!.GetValue<string>(), change["id"]!.GetValue<string>(), change["operation"]!.GetValue<string>(), change["lastUpdated"]!.GetValue<string>())
            .Should().Be(("Customer", customer["Id"]!.GetValue<string>(), "Create", "2026-06-15T12:00:00.000Z"));
    }

    [Fact]
    public async Task A_CloudEvents_delivery_is_an_array_whose_type_carries_entity_and_verb()
    {
        await using var receiver = await Receiver.StartAsync();
        var company = await simulator.CompanyAsync();
        await SubscribeAsync(receiver, company, "CloudEvents");

        var customer = await company.SaveAsync("customer", Customer);
        var delivery = await receiver.NextAsync();

        delivery.ContentType.Should().StartWith("application/cloudevents+json");
        var change = delivery.Json.AsArray().Should().ContainSingle().Which!;
        (change["specversion"]!.GetValue<string>(), change["type"]!.GetValue<string>(), change["intuitentityid"]!.GetValue<string>(), change["intuitaccountid"]!.GetValue<string>())
            .Should().Be(("1.0", "qbo.customer.created.v1", customer["Id"]!.GetValue<string>(), company.Realm));
        change["id"]!.GetValue<string>().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_signature_is_the_HMAC_SHA256_of_the_raw_body_under_the_verifier_token_which_is_shown_once()
    {
        await using var receiver = await Receiver.StartAsync();
        var company = await simulator.CompanyAsync();
        var made = await SubscribeAsync(receiver, company, "Legacy");

        await company.SaveAsync("customer", Customer);
        var delivery = await receiver.NextAsync();

        var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(made["verifierToken"]!.GetValue<string>()), Encoding.UTF8.GetBytes(delivery.Body)));
        delivery.Signature.Should().Be(expected);
        (await simulator.Http.GetStringAsync(new Uri("/simulator/webhooks", UriKind.Relative), Cancellation)).Should().NotContain(made["verifierToken"]!.GetValue<string>());
    }

    [Fact]
    public async Task Update_void_and_delete_have_an_operation_each()
    {
        await using var receiver = await Receiver.StartAsync();
        var company = await simulator.CompanyAsync();
        var customer = await company.SaveAsync("customer", Customer);
        var item = await company.IdAsync("Item", "Services");
        await SubscribeAsync(receiver, company, "Legacy", ["Invoice"]);
        var body = $$$"""{"CustomerRef":{"value":"{{{customer["Id"]}}}"},"Line":[{"Amount":10,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{{item}}}"} } }]}""";

        var first = await company.SaveAsync("invoice", body);
        (await OperationAsync()).Should().Be("Create");
        await company.SaveAsync("invoice", $$"""{"Id":"{{first["Id"]}}","SyncToken":"0","sparse":true,"PrivateNote":"changed"}""");
        (await OperationAsync()).Should().Be("Update");
        await company.SaveAsync("invoice?operation=void", $$"""{"Id":"{{first["Id"]}}","SyncToken":"1"}""");
        (await OperationAsync()).Should().Be("Void");
        await company.SaveAsync("invoice?operation=delete", $$"""{"Id":"{{first["Id"]}}","SyncToken":"2"}""");
        (await OperationAsync()).Should().Be("Delete");

        async Task<string> OperationAsync() => (await receiver.NextAsync()).Json["eventNotifications"]![0]!["dataChangeEvent"]!["entities"]![0]!["operation"]!.GetValue<string>();
    }

    [Fact]
    public async Task What_a_batch_changes_is_told_too_and_a_refused_write_is_not()
    {
        await using var receiver = await Receiver.StartAsync();
        var company = await simulator.CompanyAsync();
        await SubscribeAsync(receiver, company, "Legacy", ["Vendor"]);

        await company.RefusalAsync("vendor", """{"DisplayName":"A:B"}""");
        await company.SendAsync(HttpMethod.Post, "batch", """{"BatchItemRequest":[{"bId":"1","operation":"create","Vendor":{"DisplayName":"Rope works"}}]}""");

        var id = await company.IdAsync("Vendor", "Rope works");
        (await receiver.NextAsync()).Json["eventNotifications"]![0]!["dataChangeEvent"]!["entities"]!.AsArray().Select(change => change!["id"]!.GetValue<string>()).Should().Equal(id);
    }

    /// <summary>The ladder is documented; that six hours repeat for ever without the endpoint being disabled is not confirmed.</summary>
    [Fact]
    public async Task A_delivery_that_fails_is_repeated_unchanged_by_the_ladder_and_later_events_wait_behind_it()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));
        await using var app = SimulatorHost.Build(new SimulatorOptions { Time = time, Throttled = false });
        await app.StartAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var company = await SimulatorFixture.CompanyAsync(http);
        await using var receiver = await Receiver.StartAsync(answer: 500);
        await SubscribeAsync(receiver, company, "Legacy", ["Customer"], http);

        await company.SaveAsync("customer", Customer);
        var first = await receiver.NextAsync();
        await company.SaveAsync("customer", """{"DisplayName":"Second"}""");

        foreach (var wait in new[] { 10, 20, 30, 300, 1200, 7200, 14400, 21600, 21600 })
        {
            await UntilPostponedAsync();
            await MoveAsync(wait - 1);
            receiver.HasMore.Should().BeFalse($"{wait} seconds have not passed");
            await MoveAsync(1);
            (await receiver.NextAsync()).Body.Should().Be(first.Body);
        }

        receiver.Answer = 200;
        await UntilPostponedAsync();
        await MoveAsync(21600);
        (await receiver.NextAsync()).Body.Should().Be(first.Body);
        (await receiver.NextAsync()).Body.Should().NotBe(first.Body).And.Contain("Customer");

        async Task MoveAsync(int seconds) => (await http.PostAsJsonAsync("/simulator/clock/move", new { seconds }, Cancellation)).EnsureSuccessStatusCode();

        // The sender notes the failure after it has read our answer.
        async Task UntilPostponedAsync()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            var now = JsonNode.Parse(await http.GetStringAsync(new Uri("/simulator/clock", UriKind.Relative), Cancellation))!["now"]!.GetValue<DateTimeOffset>();
            JsonNode? next;
            do
            {
                next = JsonNode.Parse(await http.GetStringAsync(new Uri("/simulator/webhooks", UriKind.Relative), limit.Token))![0]!["nextAttempt"];
            }
            while (next is null || next.GetValue<DateTimeOffset>() <= now);
        }
    }

    [Fact]
    public async Task What_was_not_delivered_before_the_end_of_the_process_is_delivered_after_its_next_start()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("qboconnect-webhook-").FullName, "simulator.db");
        await using var receiver = await Receiver.StartAsync(answer: 503);
        await using (var app = SimulatorHost.Build(new SimulatorOptions { DataPath = file, Throttled = false }))
        {
            await app.StartAsync(Cancellation);
            using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            var company = await SimulatorFixture.CompanyAsync(http);
            await SubscribeAsync(receiver, company, "CloudEvents", null, http);
            await company.SaveAsync("customer", Customer);
            await receiver.NextAsync();
            await app.StopAsync(Cancellation);
        }

        receiver.Answer = 200;
        await using var again = SimulatorHost.Build(new SimulatorOptions { DataPath = file, Throttled = false, Time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(1)) });
        await again.StartAsync(Cancellation);

        (await receiver.NextAsync()).Json.AsArray().Single()!["type"]!.GetValue<string>().Should().Be("qbo.customer.created.v1");
        await again.StopAsync(Cancellation);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("https://example.com/hook", "this machine")]
    [InlineData("not an address", "this machine")]
    public async Task Only_addresses_of_this_machine_are_served(string url, string problem)
    {
        using var answer = await simulator.Http.PostAsJsonAsync("/simulator/webhooks", new { url }, Cancellation);

        ((int)answer.StatusCode).Should().Be(400);
        (await answer.Content.ReadAsStringAsync(Cancellation)).Should().Contain(problem);
    }

    private async Task<JsonObject> SubscribeAsync(Receiver receiver, SimulatedCompany company, string format, string[]? entities = null, HttpClient? http = null)
    {
        using var answer = await (http ?? simulator.Http).PostAsJsonAsync("/simulator/webhooks", new { url = receiver.Url, format, realmId = company.Realm, entities }, Cancellation);
        answer.EnsureSuccessStatusCode();
        return await SimulatorFixture.ReadAsync(answer);
    }

    private sealed record Delivery(string Body, string ContentType, string Signature)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;
    }

    private sealed class Receiver : IAsyncDisposable
    {
        private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();
        private readonly WebApplication _server;

        private Receiver(int answer)
        {
            Answer = answer;
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _server = builder.Build();
            _server.MapPost("/hook", async (HttpContext context) =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var delivery = new Delivery(await reader.ReadToEndAsync(), context.Request.ContentType ?? "", context.Request.Headers["intuit-signature"].ToString());
                context.Response.StatusCode = Answer;
                await context.Response.CompleteAsync();
                await _deliveries.Writer.WriteAsync(delivery);
            });
        }

        public int Answer { get; set; }

        public string Url => _server.Urls.First() + "/hook";

        public bool HasMore => _deliveries.Reader.TryPeek(out _);

        public static async Task<Receiver> StartAsync(int answer = 200)
        {
            var receiver = new Receiver(answer);
            await receiver._server.StartAsync(Cancellation);
            return receiver;
        }

        public async Task<Delivery> NextAsync()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            return await _deliveries.Reader.ReadAsync(limit.Token);
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
