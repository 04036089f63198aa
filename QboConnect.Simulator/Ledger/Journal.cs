using System.Globalization;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Storage;

namespace QboConnect.Simulator.Ledger;

/// <summary>The stored journal: the only source of every balance and every report.</summary>
internal static class Journal
{
    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static List<Posting> Postings(Company company, long key) => company.Database.Read(c => c.Rows(
        "SELECT account, home, amount, party, class, department, memo, item FROM posting WHERE txn = ?1 ORDER BY line",
        r => new Posting(Key.Id(r.GetInt64(0)), r.GetInt64(1), r.GetInt64(2), Number(r, 3), Number(r, 4), Number(r, 5), r.IsDBNull(6) ? null : r.GetString(6), Number(r, 7)), key));

    public static List<Link> LinksFrom(Company company, long source) => company.Database.Read(c =>
        c.Rows("SELECT source, target, target_line, amount, home, date FROM link WHERE source = ?1", ReadLink, source));

    public static List<Link> LinksTo(Company company, long target) => company.Database.Read(c =>
        c.Rows("SELECT source, target, target_line, amount, home, date FROM link WHERE target = ?1", ReadLink, target));

    public static void Store(Connection connection, Company company, long key, DateOnly date, bool replaces, IReadOnlyList<Posting> postings)
    {
        if (replaces)
        {
            connection.Run("DELETE FROM posting WHERE txn = ?1", key);
        }
        var day = Text(date);
        for (var i = 0; i < postings.Count; i++)
        {
            var p = postings[i];
            connection.Run("INSERT INTO posting(txn, line, account, date, home, amount, party, class, department, memo, item) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
                key, i, company.Key(Catalogue.Account, p.Account), day, p.Home, p.Amount, p.Party, p.Class, p.Department, p.Memo, p.Item);
        }
    }

    public static void Store(Connection connection, long source, IReadOnlyList<Link> links, bool replaces)
    {
        if (replaces)
        {
            connection.Run("DELETE FROM link WHERE source = ?1", source);
        }
        foreach (var link in links)
        {
            connection.Run("INSERT INTO link(source, target, target_line, amount, home, date) VALUES(?1,?2,?3,?4,?5,?6)",
                link.Source, link.Target, link.TargetLine, link.Amount, link.Home, Text(link.Date));
        }
    }

    private static Link ReadLink(Statement r) =>
        new(r.GetInt64(0), r.GetInt64(1), r.GetInt32(2), r.GetInt64(3), r.GetInt64(4), Date(r.GetString(5)));

    private static long? Number(Statement row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
