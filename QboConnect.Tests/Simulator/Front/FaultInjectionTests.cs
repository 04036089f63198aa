using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator.Front;

public sealed class FaultInjectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nth_create_of_an_entity_gets_the_fault_asked_for()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "Fault", entity = "customer", operation = "create", nth = 2, code = "6240", detail = "Taken" });
        (await rig.NewCustomerAsync("One")).Should().Be(200);
        (await rig.ReadAsync()).Should().Be(200);

        using var struck = await rig.CallAsync(HttpMethod.Post, "customer", """{"DisplayName":"Two"}""");

        ((int)struck.StatusCode).Should().Be(400);
        var error = JsonNode.Parse(await struck.Content.ReadAsStringAsync(Cancellation))!["Fault"]!["Error"]![0]!;
        (error["code"]!.GetValue<string>(), error["Detail"]!.GetValue<string>()).Should().Be(("6240", "Taken"));
        (await rig.NewCustomerAsync("Three")).Should().Be(200);
        (await rig.CustomersAsync()).Should().Be(2);
    }

    [Theory]
    [InlineData("ServerError", 500)]
    [InlineData("Unavailable", 503)]
    [InlineData("Throttle", 429)]
    [InlineData("CutBefore", null)]
    public async Task Call_refused_before_the_work_leaves_no_trace(string kind, int? status)
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "faults", new { kind, path = "/customer", times = 1 });

        (await rig.NewCustomerAsync("One")).Should().Be(status);

        (await rig.CustomersAsync()).Should().Be(0);
        (await rig.NewCustomerAsync("One")).Should().Be(200);
    }

    [Fact]
    public async Task Cut_after_the_commit_leaves_the_work_done_and_a_replay_answers_it()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "CutAfter", entity = "Customer", times = 1 });
        const string Customer = """{"DisplayName":"One"}""";

        (await rig.StatusAsync(HttpMethod.Post, "customer?requestid=abc", Customer)).Should().BeNull();

        (await rig.CustomersAsync()).Should().Be(1);
        (await rig.StatusAsync(HttpMethod.Post, "customer?requestid=abc", Customer)).Should().Be(200);
        (await rig.CustomersAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Truncated_answer_breaks_off_after_the_work()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "Truncate", entity = "Customer", operation = "create" });

        (await rig.NewCustomerAsync("One")).Should().BeNull();

        (await rig.CustomersAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Retry_After_is_sent_when_asked_for()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "Throttle", retryAfterSeconds = 7 });

        using var response = await rig.CallAsync(HttpMethod.Get, $"companyinfo/{rig.Realm}");

        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Expired_token_is_refused_until_it_is_refreshed()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "ExpiredToken", times = 1 });

        (await rig.ReadAsync()).Should().Be(401);
        (await rig.ReadAsync()).Should().Be(401);
        await rig.SignInAsync();

        (await rig.ReadAsync()).Should().Be(200);
    }

    [Fact]
    public async Task Delay_holds_the_call_for_the_time_of_the_clock()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "Delay", delaySeconds = 30, entity = "Customer" });

        var call = rig.NewCustomerAsync("One");
        while ((await rig.ControlAsync(HttpMethod.Get, "requests?path=/customer"))!.AsArray() is not [{ } entry] || entry["note"] is null)
        {
            Cancellation.ThrowIfCancellationRequested();
        }
        call.IsCompleted.Should().BeFalse();
        rig.Time.Advance(TimeSpan.FromSeconds(30));

        (await call).Should().Be(200);
    }

    [Fact]
    public async Task Probability_strikes_the_same_calls_for_the_same_seed()
    {
        static async Task<IReadOnlyList<int?>> RunAsync()
        {
            await using var rig = await FrontRig.StartAsync();
            await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "Unavailable", probability = 0.5, seed = 42 });
            var statuses = new List<int?>();
            for (var i = 0; i < 40; i++)
            {
                statuses.Add(await rig.ReadAsync());
            }
            return statuses;
        }

        var first = await RunAsync();

        first.Count(s => s == 503).Should().BeInRange(10, 30);
        (await RunAsync()).Should().Equal(first);
    }

    [Fact]
    public async Task Batch_item_of_an_entity_gets_its_fault_while_the_others_pass()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "Fault", entity = "Customer", operation = "create", nth = 2, code = "6000" });

        using var response = await rig.CallAsync(HttpMethod.Post, "batch", """
            {"BatchItemRequest":[{"bId":"1","operation":"create","Customer":{"DisplayName":"One"}},{"bId":"2","operation":"create","Customer":{"DisplayName":"Two"}}]}
            """);

        var items = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["BatchItemResponse"]!;
        items[0]!["Customer"].Should().NotBeNull();
        items[1]!["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("6000");
    }

    [Fact]
    public async Task Rules_are_listed_with_their_counts_and_removed()
    {
        await using var rig = await FrontRig.StartAsync();
        var id = (await rig.ControlAsync(HttpMethod.Post, "faults", new { kind = "Unavailable", times = 1 }))!["id"]!.GetValue<string>();
        await rig.ReadAsync();
        await rig.ReadAsync();

        var listed = (await rig.ControlAsync(HttpMethod.Get, "faults"))!.AsArray().Should().ContainSingle().Subject!;

        (listed["matched"]!.GetValue<int>(), listed["struck"]!.GetValue<int>()).Should().Be((2, 1));
        await rig.ControlAsync(HttpMethod.Delete, $"faults/{id}");
        (await rig.ControlAsync(HttpMethod.Get, "faults"))!.AsArray().Should().BeEmpty();
    }
}
