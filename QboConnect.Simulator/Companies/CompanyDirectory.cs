using System.Collections.Concurrent;
using System.Text.Json;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Webhooks;

namespace QboConnect.Simulator.Companies;

/// <summary>All companies of this simulator. A company's memory is loaded when it is first asked for.</summary>
internal sealed class CompanyDirectory(Database database, Outbox outbox)
{
    private const long FirstRealm = 9341450000001000;
    private readonly ConcurrentDictionary<string, Lazy<Company?>> _companies = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public Company? Find(string realm) => _companies.GetOrAdd(realm, r => new Lazy<Company?>(() => Load(r))).Value;

    public IReadOnlyList<(string Realm, CompanySettings Settings)> All() => database.Read(c => c.Rows(
        "SELECT realm, settings FROM company WHERE number > 0 ORDER BY number", r => (r.GetString(0), JsonSerializer.Deserialize<CompanySettings>(r.GetString(1))!)));

    public Company Create(CompanySettings settings, string? realm = null)
    {
        lock (_gate)
        {
            long number = 0;
            database.Write(c =>
            {
                number = NextNumber(c);
                realm ??= (FirstRealm + number).ToString(System.Globalization.CultureInfo.InvariantCulture);
                c.Run("INSERT INTO company(number, realm, settings) VALUES(?1, ?2, ?3)", number, realm, JsonSerializer.Serialize(settings));
            });
            _companies.TryRemove(realm!, out _);
            return Find(realm!)!;
        }
    }

    /// <summary>Changes what a person would change in QuickBooks' own screens.</summary>
    public void Change(Company company, CompanySettings settings)
    {
        lock (company.Gate)
        {
            database.Write(c => c.Run("UPDATE company SET settings = ?2 WHERE number = ?1", company.Number, JsonSerializer.Serialize(settings)));
            company.Settings = settings;
        }
    }

    /// <summary>A number no company, snapshot or deleted company has.</summary>
    public static long NextNumber(Connection connection) => connection.Number("SELECT max(abs(number)) FROM company") + 1;

    /// <summary>Forgets a company that is no longer stored.</summary>
    public void Forget(string realm) => _companies.TryRemove(realm, out _);

    private Company? Load(string realm) => database.Read(c => c.Rows("SELECT number, settings FROM company WHERE realm = ?1 AND number > 0",
        r => (Number: r.GetInt64(0), Settings: JsonSerializer.Deserialize<CompanySettings>(r.GetString(1))!), realm)) is [var row]
        ? new Company(row.Number, realm, row.Settings, database, outbox)
        : null;
}
