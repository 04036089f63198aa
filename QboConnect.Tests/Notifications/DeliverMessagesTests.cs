using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.Notifications;
using QboConnect.Core.Notifications.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Notifications;

public sealed class DeliverMessagesTests(Databases databases)
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public static TheoryData<DatabaseProvider> Providers => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_message_reaches_the_mail_server_once(DatabaseProvider provider)
    {
        await using var sink = new SmtpSink();
        await using var database = await databases.NewAsync(provider);
        await using var services = Services(database, mail => mail.PublicUrl = "https://core.example.com/");
        (await services.GetRequiredService<MailDesk>().SaveAsync(Server(sink.Port), null, Cancellation)).Should().BeEmpty();
        await TellAsync(database);

        var deliver = services.GetRequiredService<DeliverMessages>();
        await Task.WhenAll(deliver.RunAsync(Cancellation), deliver.RunAsync(Cancellation));
        await deliver.RunAsync(Cancellation);

        var mail = sink.Mails.Should().ContainSingle().Subject;
        mail.Should().Contain("To: ann@example.com").And.Contain("From: QboConnect <core@example.com>").And.Contain("Message-Id: <7@example.com>")
            .And.Contain("https://core.example.com/integration/quickbooks/export-history");
        var message = await MessageAsync(database);
        (message.Delivery, message.Attempts, message.SentAt, message.Problem).Should().Be((DeliveryState.Sent, 1, _clock.GetUtcNow(), null));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_tried_six_times_with_growing_pauses_then_given_up()
    {
        int port;
        await using (var gone = new SmtpSink())
        {
            port = gone.Port;
        }

        await using var database = await databases.NewAsync(DatabaseProvider.Sqlite);
        await using var services = Services(database);
        await services.GetRequiredService<MailDesk>().SaveAsync(Server(port), null, Cancellation);
        await TellAsync(database);
        var deliver = services.GetRequiredService<DeliverMessages>();

        List<(int Attempts, DeliveryState State)> seen = [];
        foreach (var minutes in new[] { 0, 1, 5, 30, 180, 720 })
        {
            _clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(minutes == 0 ? 0 : 1));
            await deliver.RunAsync(Cancellation);
            if (minutes > 0)
            {
                (await MessageAsync(database)).Attempts.Should().Be(seen.Count, "a second too early nothing is tried");
                _clock.Advance(TimeSpan.FromSeconds(1));
                await deliver.RunAsync(Cancellation);
            }

            var message = await MessageAsync(database);
            seen.Add((message.Attempts, message.Delivery));
        }

        seen.Should().Equal((1, DeliveryState.Waiting), (2, DeliveryState.Waiting), (3, DeliveryState.Waiting), (4, DeliveryState.Waiting), (5, DeliveryState.Waiting), (6, DeliveryState.Failed));
        (await MessageAsync(database)).Problem.Should().StartWith($"127.0.0.1:{port} did not take it: ");
    }

    [Fact]
    public async Task Without_a_mail_server_it_is_kept_and_written_as_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("qboconnect-mail-");
        try
        {
            await using var database = await databases.NewAsync(DatabaseProvider.Sqlite);
            await using var services = Services(database, mail => mail.KeptIn = Path.Combine(folder.FullName, "mail"));
            await TellAsync(database);

            await services.GetRequiredService<DeliverMessages>().RunAsync(Cancellation);

            (await MessageAsync(database)).Delivery.Should().Be(DeliveryState.Kept);
            var file = Directory.GetFiles(Path.Combine(folder.FullName, "mail"), "*.eml").Should().ContainSingle().Subject;
            (await File.ReadAllTextAsync(file, Cancellation)).Should().Contain("To: ann@example.com").And.Contain("The migration is done");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_password_is_kept_encrypted_and_goes_to_no_other_server()
    {
        await using var database = await databases.NewAsync(DatabaseProvider.Sqlite);
        await using var services = Services(database);
        var desk = services.GetRequiredService<MailDesk>();
        await desk.SaveAsync(Server(587), "quiet boats", Cancellation);
        await desk.SaveAsync(Server(465), null, Cancellation);

        await using (var db = database.CreateDbContext())
        {
            (await db.MailSettings.SingleAsync(Cancellation)).ProtectedPassword.Should().NotBeNull().And.NotContain("quiet boats");
        }

        var elsewhere = Server(587);
        elsewhere.Host = "evil.example.net";
        await desk.SaveAsync(elsewhere, null, Cancellation);
        (await desk.ReadAsync(Cancellation)).HasPassword.Should().BeFalse();
    }

    [Theory]
    [InlineData("mail.example.com", 587, "core@example.com", 0)]
    [InlineData("http://mail.example.com", 587, "core@example.com", 1)]
    [InlineData("mail.example.com", 0, "core@", 2)]
    [InlineData("", 0, "", 0)]
    public void Wrong_settings_are_told_all_at_once(string host, int port, string from, int problems) =>
        MailRules.Problems(new MailSettings { Host = host, Port = port, From = from }).Should().HaveCount(problems);

    private ServiceProvider Services(TestDatabase database, Action<MailOptions>? configure = null) => new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock).AddSingleton<IDbContextFactory<QboConnectDb>>(database).AddSingleton(new IdSource(_clock))
        .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
        .Configure<MailOptions>(configure ?? (_ => { })).AddNotifications().BuildServiceProvider();

    private static MailSettings Server(int port) => new() { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "core@example.com" };

    private async Task TellAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        db.Messages.Add(new Message
        {
            Id = 7,
            To = "ann@example.com",
            Subject = "Core is connected to Bücher & Mehr",
            Body = "The migration is done.",
            Link = "/integration/quickbooks/export-history",
            CreatedAt = _clock.GetUtcNow(),
            NextAttemptAt = _clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Cancellation);
    }

    private static async Task<Message> MessageAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        return await db.Messages.SingleAsync(Cancellation);
    }
}
