using System.Reflection;
using NetArchTest.Rules;
using QboConnect.Core.Persistence;
using QboConnect.Simulator;

namespace QboConnect.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(QboConnectDb).Assembly;
    private static readonly Assembly Simulator = typeof(SimulatorProgram).Assembly;

    [Fact]
    public void The_simulator_and_the_core_share_no_type()
    {
        Names(Simulator.GetReferencedAssemblies()).Should().NotContain(name => name.StartsWith("QboConnect", StringComparison.Ordinal));
        Names(Core.GetReferencedAssemblies()).Should().NotContain(name => name.StartsWith("QboConnect", StringComparison.Ordinal));
    }

    [Fact]
    public void The_core_knows_neither_the_web_nor_the_screen() =>
        Names(Core.GetReferencedAssemblies()).Should().NotContain(name =>
            name == "MudBlazor" || name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
            || name == "Microsoft.AspNetCore.Http" || name == "Microsoft.AspNetCore.Mvc.Core" || name.StartsWith("Quartz", StringComparison.Ordinal));

    [Fact]
    public void What_is_pure_touches_neither_database_nor_network()
    {
        var result = Types.InAssembly(Core)
            .That().ResideInNamespaceStartingWith("QboConnect.Core")
            .And().DoNotResideInNamespaceMatching(@"^QboConnect\.Core(\..+)?\.Shell($|\.)")
            .And().DoNotResideInNamespaceStartingWith("QboConnect.Core.Persistence")
            .And().DoNotResideInNamespaceStartingWith("QboConnect.Core.QuickBooks")
            .And().DoNotResideInNamespaceStartingWith("QboConnect.Core.Access")
            .ShouldNot().HaveDependencyOnAny("Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Npgsql", "System.Net.Http", "RestSharp")
            .GetResult();

        (result.FailingTypeNames ?? []).Should().BeEmpty();
    }

    private static IEnumerable<string> Names(IEnumerable<AssemblyName> assemblies) => assemblies.Select(name => name.Name!);
}
