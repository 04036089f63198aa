namespace QboConnect.Simulator.Storage;

/// <summary>Copies and removes everything stored of one company. Keys carry the company's number in their high bits
/// (<see cref="Key"/>), so a copy is the same rows with that number moved.</summary>
internal static class CompanyRows
{
    /// <summary>Tables of a company with, per table, the key that belongs to it, and all columns in order with those to be moved marked:
    /// <c>*</c> for a key, <c>#</c> for a kind, <c>=</c> for the company's number.</summary>
    private static readonly (string Table, string Owner, string[] Columns)[] Tables =
    [
        ("object", "*key", ["*key", "#kind", "sync", "state", "updated", "doc", "date", "*party", "open", "body"]),
        ("posting", "*txn", ["*txn", "line", "*account", "date", "home", "amount", "*party", "class", "department", "memo", "*item"]),
        ("link", "*source", ["*source", "*target", "target_line", "amount", "home", "date"]),
        ("movement", "*item", ["*item", "date", "*txn", "line", "quantity", "cost", "fixed", "asset", "counter"]),
        ("file", "*key", ["*key", "content"]),
        ("replay", "=company", ["=company", "request", "status", "body"]),
    ];

    /// <summary>Name and number of columns of each table this copies; every other table belongs to no company.</summary>
    public static IEnumerable<string> Shapes => Tables.Select(t => $"{t.Table} {t.Columns.Length}");

    public static void Copy(Connection connection, long from, long to)
    {
        foreach (var (table, owner, columns) in Tables)
        {
            var names = string.Join(", ", columns.Select(c => c.TrimStart('*', '#', '=')));
            var values = string.Join(", ", columns.Select(c => c[0] switch
            {
                '*' => $"{c[1..]} + {Key.First(to) - Key.First(from)}",
                '#' => $"{c[1..]} + {Key.Kind(to, 0) - Key.Kind(from, 0)}",
                '=' => $"{to}",
                _ => c,
            }));
            connection.Script($"INSERT INTO {table}({names}) SELECT {values} FROM {table} WHERE {Owned(owner, from)}");
        }
    }

    public static void Remove(Connection connection, long company)
    {
        foreach (var (table, owner, _) in Tables)
        {
            connection.Script($"DELETE FROM {table} WHERE {Owned(owner, company)}");
        }
    }

    private static string Owned(string owner, long company) => owner[0] == '='
        ? $"{owner[1..]} = {company}"
        : $"{owner[1..]} BETWEEN {Key.First(company)} AND {Key.First(company + 1) - 1}";
}
