using System.Text.Json;
using QboConnect.Simulator.OAuth;
using QboConnect.Simulator.Storage;

namespace QboConnect.Simulator.Companies;

/// <summary>Snapshots of companies. A snapshot is a company with a negative number: stored like any other, reached by none.</summary>
internal sealed class CompanyArchive(CompanyDirectory companies, Database database, TokenStore tokens)
{
    /// <summary>The snapshot that reset goes back to.</summary>
    public const string Created = "created";

    public IReadOnlyList<string> Names(Company company) => database.Read(c => c.Rows(
        "SELECT substr(realm, ?1) FROM company WHERE number < 0 AND realm LIKE ?2 ORDER BY number", r => r.GetString(0), Realm(company, "").Length + 1, Realm(company, "%")));

    /// <summary>Keeps the company as it is now, in place of an earlier snapshot of that name.</summary>
    public void Keep(Company company, string name)
    {
        lock (company.Gate)
        {
            database.Write(c =>
            {
                Drop(c, company, name);
                var number = -CompanyDirectory.NextNumber(c);
                c.Run("INSERT INTO company(number, realm, settings) VALUES(?1, ?2, ?3)", number, Realm(company, name), JsonSerializer.Serialize(company.Settings));
                CompanyRows.Copy(c, company.Number, number);
            });
        }
    }

    /// <summary>Puts a company back to a snapshot; its tokens stay valid. False when there is no such snapshot.</summary>
    public bool Restore(Company company, string name)
    {
        lock (company.Gate)
        {
            if (database.Read(c => c.Rows("SELECT number, settings FROM company WHERE realm = ?1", r => (Number: r.GetInt64(0), Settings: r.GetString(1)), Realm(company, name))) is not [var kept])
            {
                return false;
            }
            database.Write(c =>
            {
                CompanyRows.Remove(c, company.Number);
                CompanyRows.Copy(c, kept.Number, company.Number);
                c.Run("UPDATE company SET settings = ?2 WHERE number = ?1", company.Number, kept.Settings);
            });
            company.Reload(JsonSerializer.Deserialize<CompanySettings>(kept.Settings)!);
            return true;
        }
    }

    /// <summary>Removes a company with its snapshots and tokens. Its id is not given to another.</summary>
    public void Delete(Company company)
    {
        lock (company.Gate)
        {
            database.Write(c =>
            {
                foreach (var name in Names(company))
                {
                    Drop(c, company, name);
                }
                CompanyRows.Remove(c, company.Number);
                c.Run("UPDATE company SET number = ?2, realm = ?3 WHERE number = ?1", company.Number, -company.Number, $"deleted/{company.Realm}");
            });
            companies.Forget(company.Realm);
            tokens.Forget(company.Realm);
        }
    }

    private static void Drop(Connection connection, Company company, string name)
    {
        var number = connection.Number("SELECT number FROM company WHERE realm = ?1", Realm(company, name));
        if (number < 0)
        {
            CompanyRows.Remove(connection, number);
            connection.Run("DELETE FROM company WHERE number = ?1", number);
        }
    }

    private static string Realm(Company company, string snapshot) => $"snapshot/{company.Realm}/{snapshot}";
}
