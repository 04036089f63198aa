using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Reports;

/// <summary>An account with those of its sub-accounts that a report shows.</summary>
internal sealed record AccountNode(Record Account, IReadOnlyList<AccountNode> Children);

/// <summary>Accounts in the order of reports: by type, then by name, sub-accounts below their parent.</summary>
internal static class AccountTree
{
    public static IReadOnlyList<AccountNode> Of(Company company, IEnumerable<Record> accounts)
    {
        var shown = new Dictionary<long, Record>();
        foreach (var account in accounts)
        {
            for (var a = account; a is not null && shown.TryAdd(a.Id, a);)
            {
                a = a.Body.RefId("ParentRef") is { } parent ? company.List(Catalogue.Account).GetValueOrDefault(parent) : null;
            }
        }
        var children = shown.Values.ToLookup(a => a.Body.RefId("ParentRef") ?? 0);
        return Level(children, 0);
    }

    private static List<AccountNode> Level(ILookup<long, Record> children, long parent) =>
    [
        .. children[parent].OrderBy(a => AccountTypes.Order(a.Body.Text("AccountType")!)).ThenBy(a => a.Body.Text("Name"), StringComparer.OrdinalIgnoreCase)
            .Select(a => new AccountNode(a, Level(children, a.Id))),
    ];
}
