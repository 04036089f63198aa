using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Tests.QuickBooks;

/// <summary>What the client makes of QuickBooks' bad days. Bodies are those recorded in the facts, sections 2.5, 5 and 6.</summary>
public sealed class QboClientFaultTests
{
    private const string Throttled = """{"Fault":{"Error":[{"Message":"message=ThrottleExceeded; errorCode=003001; statusCode=429","Detail":"The request limit was reached.  Try again later","code":"3001"}],"type":"SERVICE"}}""";
    private const string SystemFailure = """{"Fault":{"Error":[{"Message":"An application error has occurred while processing your request","Detail":"System Failure Error: boom","code":"10000","element":""}],"type":"SystemFault"},"time":"2026-01-01T00:00:00.000-08:00"}""";
    private const string Term = """{"Term":{"Id":"7","SyncToken":"0","Name":"Net 30","DueDays":30,"SomethingNew":{"x":1}},"time":"2026-01-01T00:00:00.000-08:00"}""";

    private static readonly QboTerm Net30 = new() { Name = "Net 30", DueDays = 30 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_429_without_retry_after_is_waited_for()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(429, Throttled).Answers(429, Throttled).Answers(200, Term);

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        outcome.IsOk(out var term).Should().BeTrue();
        term!.Id.Should().Be("7");
        rig.Stub.Calls.Select(c => c.RequestId).Should().Equal("r-1", "r-1", "r-1");
    }

    [Fact]
    public async Task A_429_waits_as_long_as_retry_after_says_and_holds_up_every_other_call()
    {
        var clock = new FakeTimeProvider();
        await using var rig = await QboRig.StartAsync(new QboLimits { AttemptTimeout = TimeSpan.FromHours(1), TotalTimeout = TimeSpan.FromHours(2) }, clock);
        rig.Stub.Answers(429, Throttled, ("Retry-After", "7"));
        rig.Stub.Otherwise = _ => (200, Term);
        var before = clock.GetUtcNow();

        var first = rig.Client.ReadAsync<QboTerm>("7", Cancellation);
        await rig.RunClockUntilAsync(first);
        var second = await rig.RunClockUntilAsync(rig.Client.ReadAsync<QboTerm>("7", Cancellation));

        second.IsOk(out _).Should().BeTrue();
        rig.Stub.Calls.Should().HaveCount(3);
        (rig.Stub.Calls[1].At - before).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7)).And.BeLessThan(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task A_429_that_stays_is_refused_as_throttled()
    {
        await using var rig = await QboRig.StartAsync(QboRig.Hasty with { ThrottleRetries = 2 });
        rig.Stub.Otherwise = _ => (429, Throttled);

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        Fault(outcome).Class.Should().Be(QboFaultClass.Throttled);
        rig.Stub.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_pause_longer_than_a_call_may_take_is_refused_as_throttled()
    {
        var clock = new FakeTimeProvider();
        await using var rig = await QboRig.StartAsync(new QboLimits { AttemptTimeout = TimeSpan.FromMinutes(30), TotalTimeout = TimeSpan.FromMinutes(3) }, clock);
        rig.Stub.Answers(429, Throttled, ("Retry-After", "86400"));

        var outcome = await rig.RunClockUntilAsync(rig.Client.CreateAsync(Net30, "r-1", Cancellation));

        Fault(outcome).Class.Should().Be(QboFaultClass.Throttled);
        rig.Stub.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_write_is_repeated_after_a_server_error_under_the_same_request_id()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(500, SystemFailure).Answers(503, "<html>Service unavailable</html>").Answers(200, Term);

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        outcome.IsOk(out _).Should().BeTrue();
        rig.Stub.Calls.Select(c => (c.RequestId, c.Body)).Distinct().Should().ContainSingle().Which.RequestId.Should().Be("r-1");
        rig.Stub.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_write_that_only_meets_server_errors_is_uncertain()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Otherwise = _ => (500, SystemFailure);

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        var doubt = outcome.Should().BeOfType<QboOutcome<QboTerm>.Uncertain>().Which.Doubt;
        doubt.Cause.Should().Be(QboDoubtCause.ServerError);
        doubt.IntuitTid.Should().Be("1-tid");
        rig.Stub.Calls.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_read_that_only_meets_server_errors_is_refused_because_nothing_can_have_happened()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Otherwise = _ => (500, SystemFailure);

        var outcome = await rig.Client.ReadAsync<QboTerm>("7", Cancellation);

        Fault(outcome).Should().Match<QboFault>(f => f.Class == QboFaultClass.System && f.HttpStatus == 500 && f.Code == "10000");
    }

    [Fact]
    public async Task A_cut_connection_is_healed_by_repeating_the_write()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Cuts().Answers(200, Term);

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        outcome.IsOk(out _).Should().BeTrue();
        rig.Stub.Calls.Select(c => c.RequestId).Should().Equal("r-1", "r-1");
    }

    [Fact]
    public async Task A_write_whose_connection_is_always_cut_is_uncertain()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Cuts().Cuts().Cuts().Cuts();

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        Doubt(outcome).Cause.Should().Be(QboDoubtCause.ConnectionLost);
    }

    [Fact]
    public async Task An_answer_cut_in_the_middle_is_asked_for_again()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.CutsInTheMiddleOf(Term).Answers(200, Term);

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        outcome.IsOk(out _).Should().BeTrue();
        rig.Stub.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Half_a_json_with_status_200_leaves_a_write_uncertain()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Otherwise = _ => (200, Term[..30]);

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        Doubt(outcome).Cause.Should().Be(QboDoubtCause.UnreadableAnswer);
    }

    [Fact]
    public async Task A_write_without_an_answer_in_time_is_uncertain()
    {
        var clock = new FakeTimeProvider();
        await using var rig = await QboRig.StartAsync(new QboLimits { AttemptTimeout = TimeSpan.FromMinutes(20), TotalTimeout = TimeSpan.FromDays(1) }, clock);
        rig.Store.Tokens[QboRig.Realm] = QboRig.LivingTokens(clock) with { AccessTokenExpiresAt = clock.GetUtcNow().AddDays(2) };
        rig.Stub.KeepsSilent().KeepsSilent().KeepsSilent().KeepsSilent();

        var call = rig.Client.CreateAsync(Net30, "r-1", Cancellation);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            while (rig.Stub.Calls.Count < attempt)
            {
                await Task.Delay(1, Cancellation);
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }
            clock.Advance(TimeSpan.FromMinutes(20));
        }
        var outcome = await rig.RunClockUntilAsync(call);

        Doubt(outcome).Cause.Should().Be(QboDoubtCause.TimedOut);
        rig.Stub.Calls.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_write_that_reached_nobody_is_refused_and_not_uncertain()
    {
        await using var rig = await QboRig.StartAsync(server: new Uri("http://127.0.0.1:9"));

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        Fault(outcome).Class.Should().Be(QboFaultClass.Connection);
    }

    [Fact]
    public async Task A_write_that_could_not_even_connect_in_time_is_refused_and_not_uncertain()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var limits = QboRig.Hasty with { ConnectTimeout = TimeSpan.FromMilliseconds(50), FailureRetries = 1 };
        await using var rig = await QboRig.StartAsync(limits, server: new Uri($"https://{deaf.LocalEndpoint}"));

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        Fault(outcome).Should().Match<QboFault>(f => f.Class == QboFaultClass.Connection && f.Code == "NotReached");
    }

    [Fact]
    public async Task A_write_that_was_cut_and_then_throttled_stays_uncertain()
    {
        await using var rig = await QboRig.StartAsync(QboRig.Hasty with { ThrottleRetries = 1 });
        rig.Stub.Cuts().Answers(429, Throttled).Answers(429, Throttled);

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        outcome.Should().BeOfType<QboOutcome<QboTerm>.Uncertain>();
    }

    [Fact]
    public async Task A_refusal_after_a_cut_settles_the_write()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Cuts().Answers(400, """{"Fault":{"Error":[{"Message":"Duplicate Name Exists Error","Detail":"The name supplied already exists. : null","code":"6240","element":""}],"type":"ValidationFault"}}""");

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        Fault(outcome).Class.Should().Be(QboFaultClass.DuplicateName);
    }

    [Fact]
    public async Task A_request_id_that_QuickBooks_has_seen_leaves_a_doubt()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(400, """{"Fault":{"Error":[{"Message":"Duplicate Request ID","Detail":"","code":"600"}],"type":"ValidationFault"}}""");

        var outcome = await rig.Client.CreateAsync(Net30, "r-1", Cancellation);

        Doubt(outcome).Cause.Should().Be(QboDoubtCause.RequestIdUsed);
    }

    [Fact]
    public async Task A_fault_in_xml_is_read_although_json_was_asked_for()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(400, """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="2026-01-01T00:00:00.000-08:00"><Fault type="ValidationFault"><Error code="5010" element="SyncToken"><Message>Stale Object Error</Message><Detail>Stale Object Error : You and Ada were working on this at the same time.</Detail></Error></Fault></IntuitResponse>""");

        var fault = Fault(await rig.Client.ReadAsync<QboTerm>("7", Cancellation));

        fault.Class.Should().Be(QboFaultClass.Stale);
        fault.Element.Should().Be("SyncToken");
        fault.Detail.Should().StartWith("Stale Object Error : You and Ada");
    }

    [Fact]
    public async Task A_fault_inside_http_200_is_a_fault()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"Fault":{"Error":[{"Message":"An application error has occurred while processing your request","Detail":"System Failure Error: java.lang.UnsupportedOperationException","code":"10000","element":""}],"type":"SystemFault"}}""");

        var fault = Fault(await rig.Client.CreateAsync(Net30, "r-1", Cancellation));

        fault.Class.Should().Be(QboFaultClass.Unsupported);
        rig.Stub.Calls.Should().ContainSingle("an operation that QuickBooks does not have is not tried again");
    }

    [Fact]
    public async Task An_empty_batch_answer_to_a_single_write_means_that_nothing_happened()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"BatchItemResponse":[],"time":"2026-01-01T00:00:00.000-08:00"}""");

        var fault = Fault(await rig.Client.CreateAsync(Net30, "r-1", Cancellation));

        fault.Class.Should().Be(QboFaultClass.Unsupported);
    }

    [Fact]
    public async Task An_answer_without_the_object_leaves_a_write_uncertain()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"time":"2026-01-01T00:00:00.000-08:00"}""");

        Doubt(await rig.Client.CreateAsync(Net30, "r-1", Cancellation)).Cause.Should().Be(QboDoubtCause.UnreadableAnswer);
    }

    [Fact]
    public async Task A_document_number_that_is_taken_names_the_document_that_has_it()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(400, """{"Fault":{"Error":[{"Message":"Duplicate Document Number Error","Detail":"Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=1037 is assigned to TxnType=Invoice with TxnId=42","code":"6140","element":""}],"type":"ValidationFault"}}""");

        var fault = Fault(await rig.Client.CreateAsync(new QboInvoice { DocNumber = "1037" }, "r-1", Cancellation));

        fault.Class.Should().Be(QboFaultClass.DuplicateNumber);
        fault.Duplicate.Should().Be(new QboDuplicate("42", "Invoice", "1037"));
        fault.Cause.Should().Be("This document number is already used in QuickBooks.");
    }

    [Fact]
    public async Task QuickBooks_that_keeps_failing_is_left_alone_for_a_moment()
    {
        await using var rig = await QboRig.StartAsync(QboRig.Hasty with { BreakDuration = TimeSpan.FromHours(1) });
        rig.Stub.Otherwise = _ => (500, SystemFailure);
        for (var call = 0; call < 4; call++)
        {
            await rig.Client.ReadAsync<QboTerm>("7", Cancellation);
        }
        var sentBefore = rig.Stub.Calls.Count;

        var fault = Fault(await rig.Client.CreateAsync(Net30, "r-1", Cancellation));

        fault.Code.Should().Be("CircuitOpen");
        fault.Class.Should().Be(QboFaultClass.Connection);
        rig.Stub.Calls.Should().HaveCount(sentBefore);
    }

    [Fact]
    public async Task The_callers_cancellation_passes_through()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.KeepsSilent();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = rig.Client.CreateAsync(Net30, "r-1", patience.Token);
        while (rig.Stub.Calls.Count == 0)
        {
            await Task.Delay(1, Cancellation);
        }
        await patience.CancelAsync();

        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
    }

    private static QboFault Fault<T>(QboOutcome<T> outcome) => outcome.Should().BeOfType<QboOutcome<T>.Refused>().Which.Fault;

    private static QboDoubt Doubt<T>(QboOutcome<T> outcome) => outcome.Should().BeOfType<QboOutcome<T>.Uncertain>().Which.Doubt;
}
