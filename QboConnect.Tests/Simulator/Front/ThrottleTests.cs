using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator.Front;

/// <summary>Request limits (facts, section 5).</summary>
public sealed class ThrottleTests
{
    [Fact]
    public async Task Eleventh_request_within_a_second_is_refused_with_QuickBooks_own_body()
    {
        await using var rig = await FrontRig.StartAsync(throttled: true);
        for (var i = 0; i < 10; i++)
        {
            (await rig.ReadAsync()).Should().Be(200);
        }

        using var refused = await rig.CallAsync(HttpMethod.Get, $"companyinfo/{rig.Realm}");

        ((int)refused.StatusCode).Should().Be(429);
        refused.Headers.RetryAfter.Should().BeNull();
        var fault = JsonNode.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["Fault"]!;
        fault["type"]!.GetValue<string>().Should().Be("SERVICE");
        fault["Error"]![0]!.ToJsonString().Should().Be(
            """{"Message":"message=ThrottleExceeded; errorCode=003001; statusCode=429","Detail":"The request limit was reached.  Try again later","code":"3001"}""");
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        (await rig.ReadAsync()).Should().Be(200);
    }

    [Fact]
    public async Task Company_takes_500_requests_in_any_minute()
    {
        await using var rig = await FrontRig.StartAsync(throttled: true);
        for (var i = 0; i < 500; i++)
        {
            (await rig.ReadAsync()).Should().Be(200);
            rig.Time.Advance(TimeSpan.FromMilliseconds(101));
        }

        // 50.5 s have passed: the first call is still within the minute.
        (await rig.ReadAsync()).Should().Be(429);
        rig.Time.Advance(TimeSpan.FromSeconds(9.5));
        (await rig.ReadAsync()).Should().Be(200);
        (await rig.ReadAsync()).Should().Be(429);
    }

    [Fact]
    public async Task App_sends_40_batches_a_minute_to_a_company()
    {
        await using var rig = await FrontRig.StartAsync(throttled: true);
        for (var i = 0; i < 40; i++)
        {
            (await rig.BatchAsync()).Should().Be(200);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await rig.BatchAsync()).Should().Be(429);
        (await rig.ReadAsync()).Should().Be(200);
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        (await rig.BatchAsync()).Should().Be(200);
    }

    [Fact]
    public async Task Batch_of_31_items_is_refused_whole()
    {
        await using var rig = await FrontRig.StartAsync();
        var items = string.Join(',', Enumerable.Range(1, 31).Select(i => $$"""{"bId":"{{i}}","Query":"select * from Term"}"""));

        using var response = await rig.CallAsync(HttpMethod.Post, "batch", $$"""{"BatchItemRequest":[{{items}}]}""");

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("\"code\":\"1040\"");
    }

    [Fact]
    public async Task Limits_can_be_scaled_and_turned_off()
    {
        await using var rig = await FrontRig.StartAsync(throttled: true);
        await rig.ControlAsync(HttpMethod.Put, "throttle", new { scale = 0.5 });
        (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => rig.ReadAsync()))).Should().AllBeEquivalentTo(200);
        (await rig.ReadAsync()).Should().Be(429);
        rig.Time.Advance(TimeSpan.FromSeconds(0.5));
        (await rig.ReadAsync()).Should().Be(200);

        await rig.ControlAsync(HttpMethod.Put, "throttle", new { enabled = false });

        (await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => rig.ReadAsync()))).Should().AllBeEquivalentTo(200);
    }

    [Fact]
    public async Task Moving_the_clock_frees_the_limits()
    {
        await using var rig = await FrontRig.StartAsync(throttled: true);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => rig.ReadAsync()));
        (await rig.ReadAsync()).Should().Be(429);

        await rig.ControlAsync(HttpMethod.Post, "clock/move", new { seconds = 60 });

        (await rig.ReadAsync()).Should().Be(200);
    }
}
