using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Notifications.Shell;

/// <summary>Registers messages and their e-mails.</summary>
public static class NotificationsRegistration
{
    /// <summary>Adds them as singletons; who calls it binds <see cref="MailOptions"/>.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton(sources => new MailDesk(
            sources.GetRequiredService<IDbContextFactory<QboConnectDb>>(), sources.GetRequiredService<IOptions<MailOptions>>(), sources.GetRequiredService<IDataProtectionProvider>()))
        .AddSingleton<SendMail>()
        .AddSingleton(sources => new DeliverMessages(
            sources.GetRequiredService<IDbContextFactory<QboConnectDb>>(), sources.GetRequiredService<SendMail>(), sources.GetRequiredService<TimeProvider>()))
        .AddSingleton<MessageDesk>();
}
