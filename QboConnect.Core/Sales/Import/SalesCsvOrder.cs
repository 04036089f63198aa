namespace QboConnect.Core.Sales.Import;

/// <summary>One row of the file.</summary>
/// <param name="Number">As a spreadsheet numbers it.</param>
/// <param name="Values">Trimmed text by the position in <see cref="SalesCsvColumn.All"/>; empty where there is none.</param>
/// <param name="HasTooMany">Whether it has more fields than the header.</param>
internal sealed record SalesCsvRow(int Number, string[] Values, bool HasTooMany)
{
    public string this[string column] => Values[SalesCsvColumn.At(column)];

    /// <summary>What tells orders apart, without regard to the case of the channel.</summary>
    public (string Channel, string Number) Key => (this["Channel"].ToUpperInvariant(), this["OrderNumber"]);
}

/// <summary>The rows of one order and what is wrong with them.</summary>
internal sealed class SalesCsvOrder
{
    private readonly List<SalesCsvError> _errors = [];

    public SalesCsvOrder(List<SalesCsvRow> rows)
    {
        Rows = rows;
        foreach (var row in rows.Where(row => row.HasTooMany))
        {
            Report(row, "", "The row has more fields than the header. Put a text that holds the separator in quotation marks.");
        }

        foreach (var row in rows.Skip(1))
        {
            for (var column = 0; column < SalesCsvColumn.All.Count; column++)
            {
                var (now, first) = (row.Values[column], rows[0].Values[column]);
                if (!SalesCsvColumn.All[column].BelongsToRow && now.Length > 0 && now != first)
                {
                    Report(row, SalesCsvColumn.All[column].Name, $"It says '{now}', but row {rows[0].Number} of the same order says '{first}'. Repeat it or leave it empty.");
                }
            }
        }
    }

    public IReadOnlyList<SalesCsvRow> Rows { get; }

    public SalesCsvRow First => Rows[0];

    public IReadOnlyList<SalesCsvError> Errors => _errors;

    public void Report(SalesCsvRow row, string column, string message) => _errors.Add(new SalesCsvError(row.Number, column, First["OrderNumber"], message));
}
