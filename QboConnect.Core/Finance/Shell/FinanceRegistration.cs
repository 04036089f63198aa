using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Finance.Shell;

/// <summary>Registers setting up the company.</summary>
public static class FinanceRegistration
{
    /// <summary>Adds it as a singleton.</summary>
    public static IServiceCollection AddFinance(this IServiceCollection services) => services.AddSingleton<SetUpCompany>();
}
