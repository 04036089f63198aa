namespace QboConnect.Simulator.Storage;

/// <summary>What belongs to the simulator as a whole and outlives a restart, by name.</summary>
internal static class Settings
{
    public static byte[]? Read(Database database, string name) =>
        database.Read(c => c.Rows("SELECT value FROM setting WHERE name = ?1", r => r.GetBytes(0), name)).FirstOrDefault();

    public static void Write(Database database, string name, byte[] value) =>
        database.Write(c => c.Run("INSERT OR REPLACE INTO setting(name, value) VALUES(?1, ?2)", name, value));
}
