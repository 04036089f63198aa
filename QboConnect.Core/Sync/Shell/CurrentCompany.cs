using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Links and writes of the company Core is connected to: those of a former one must not be taken for its own.</summary>
internal static class CurrentCompany
{
    /// <summary>Its links.</summary>
    public static IQueryable<SyncLink> CurrentLinks(this QboConnectDb db) =>
        db.SyncLinks.Where(link => db.Connections.Any(company => company.IsCurrent && company.RealmId == link.RealmId));

    /// <summary>Its writes.</summary>
    public static IQueryable<SyncIntent> CurrentIntents(this QboConnectDb db) =>
        db.SyncIntents.Where(intent => db.Connections.Any(company => company.IsCurrent && company.RealmId == intent.RealmId));
}
