namespace QboConnect.Simulator.Storage;

/// <summary>The tables. An object's key packs company, kind and id into one integer (<see cref="Key"/>), so that objects of one
/// kind lie together in id order and need no index of their own.</summary>
internal static class Tables
{
    public const string Definition = """
        CREATE TABLE IF NOT EXISTS company(
          number INTEGER PRIMARY KEY, realm TEXT NOT NULL UNIQUE, settings TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS object(
          key INTEGER PRIMARY KEY, kind INTEGER NOT NULL, sync INTEGER NOT NULL, state INTEGER NOT NULL,
          updated INTEGER NOT NULL, doc TEXT, date TEXT, party INTEGER, open INTEGER NOT NULL DEFAULT 0, body BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS object_doc ON object(kind, doc) WHERE doc IS NOT NULL;
        CREATE INDEX IF NOT EXISTS object_updated ON object(kind, updated);
        CREATE INDEX IF NOT EXISTS object_date ON object(kind, date) WHERE date IS NOT NULL;
        CREATE INDEX IF NOT EXISTS object_open ON object(kind, party) WHERE open <> 0;
        CREATE TABLE IF NOT EXISTS posting(
          txn INTEGER NOT NULL, line INTEGER NOT NULL, account INTEGER NOT NULL, date TEXT NOT NULL,
          home INTEGER NOT NULL, amount INTEGER NOT NULL, party INTEGER, class INTEGER, department INTEGER, memo TEXT, item INTEGER,
          PRIMARY KEY(txn, line)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS link(
          source INTEGER NOT NULL, target INTEGER NOT NULL, target_line INTEGER NOT NULL,
          amount INTEGER NOT NULL, home INTEGER NOT NULL, date TEXT NOT NULL,
          PRIMARY KEY(source, target, target_line)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS link_target ON link(target);
        CREATE TABLE IF NOT EXISTS movement(
          item INTEGER NOT NULL, date TEXT NOT NULL, txn INTEGER NOT NULL, line INTEGER NOT NULL,
          quantity TEXT NOT NULL, cost INTEGER NOT NULL, fixed INTEGER NOT NULL, asset INTEGER NOT NULL, counter INTEGER NOT NULL,
          PRIMARY KEY(item, date, txn, line)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS movement_txn ON movement(txn);
        CREATE TABLE IF NOT EXISTS file(
          key INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS replay(
          company INTEGER NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL,
          PRIMARY KEY(company, request)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS token(
          value TEXT PRIMARY KEY, kind TEXT NOT NULL, grant_id TEXT NOT NULL, realm TEXT NOT NULL, client TEXT NOT NULL,
          scope TEXT NOT NULL, redirect TEXT, expires INTEGER NOT NULL, ends INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS webhook(
          id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL, token TEXT NOT NULL, format TEXT NOT NULL, realm TEXT, entities TEXT NOT NULL,
          acknowledged INTEGER NOT NULL, up_to INTEGER NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS event(
          id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL, realm TEXT NOT NULL, entity TEXT NOT NULL, entity_id INTEGER NOT NULL,
          verb TEXT NOT NULL, at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS setting(
          name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        """;
}

/// <summary>Packs company number (19 bits), kind (8 bits) and id (36 bits) into one sortable integer.</summary>
internal static class Key
{
    private const int IdBits = 36;

    public static long Kind(long company, int kind) => (company << 8) | (uint)kind;

    public static long Of(long company, int kind, long id) => (Kind(company, kind) << IdBits) | id;

    public static long Id(long key) => key & ((1L << IdBits) - 1);

    public static int KindOf(long key) => (int)((key >> IdBits) & 0xFF);

    /// <summary>First key of a company; the next company's first key ends its range.</summary>
    public static long First(long company) => company << (8 + IdBits);
}
