using System.Globalization;
using System.Text.Json;

namespace QboConnect.Core.QuickBooks;

/// <summary>A report: heading, columns and a tree of rows. Every value is text as QuickBooks wrote it.</summary>
public sealed record QboReport(QboReportHeader Header, IReadOnlyList<QboReportColumn> Columns, IReadOnlyList<QboReportRow> Rows)
{
    /// <summary>Every row that carries data, from the top down, out of all sections.</summary>
    public IEnumerable<QboReportRow> DataRows() => Rows.SelectMany(Data);

    /// <summary>The last column of the grand total; 0 where there is nothing to report.</summary>
    public decimal GrandTotal =>
        Rows.FirstOrDefault(row => row.Group == "GrandTotal") is { } total && (total.IsSection ? total.Summary : total.Cells) is [.., { Value.Length: > 0 } last]
            ? decimal.Parse(last.Value, NumberStyles.Number, CultureInfo.InvariantCulture)
            : 0m;

    private static IEnumerable<QboReportRow> Data(QboReportRow row) =>
        row.IsSection ? row.Rows.SelectMany(Data) : [row];

    /// <exception cref="KeyNotFoundException">It is no report.</exception>
    internal static QboReport Read(JsonElement json) =>
        new(QboReportHeader.Read(json.GetProperty(nameof(Header))), QboReportColumn.Read(json.GetProperty(nameof(Columns))), QboReportRow.Read(json));
}

/// <summary>A report's heading.</summary>
/// <param name="Name">The report, such as <c>TrialBalance</c>.</param>
/// <param name="Basis"><c>Accrual</c> or <c>Cash</c>.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Currency">Currency of its amounts.</param>
/// <param name="Options">Further facts, by name; <c>NoReportData</c> is <c>true</c> for an empty one.</param>
public sealed record QboReportHeader(string Name, string? Basis, DateOnly? Start, DateOnly? End, string? Currency, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>True where QuickBooks has nothing to report.</summary>
    public bool IsEmpty => Options.TryGetValue("NoReportData", out var none) && none == "true";

    internal static QboReportHeader Read(JsonElement json) => new(
        json.Text("ReportName") ?? "",
        json.Text("ReportBasis"),
        Date(json.Text("StartPeriod")),
        Date(json.Text("EndPeriod")),
        json.Text("Currency"),
        json.Items("Option").GroupBy(o => o.Text("Name") ?? "").ToDictionary(g => g.Key, g => g.Last().Text("Value") ?? ""));

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var date) ? date : null;
}

/// <summary>A column. Titles are in the company's language; the key is not.</summary>
public sealed record QboReportColumn(string Title, string Type, string Key)
{
    internal static IReadOnlyList<QboReportColumn> Read(JsonElement columns) => [.. columns.Items("Column").Select(One)];

    private static QboReportColumn One(JsonElement json)
    {
        var type = json.Text("ColType") ?? "";
        var key = json.Items("MetaData").FirstOrDefault(m => m.Text("Name") == "ColKey");
        return new QboReportColumn(json.Text("ColTitle") ?? "", type, key.Text("Value") ?? type);
    }
}

/// <summary>A cell; the id is that of the account, name or transaction it shows.</summary>
public sealed record QboReportCell(string Value, string? Id);

/// <summary>A row of data, or a section with rows of its own.</summary>
/// <param name="IsSection">True for a section.</param>
/// <param name="Group">QuickBooks' name for it, such as <c>GrandTotal</c>.</param>
/// <param name="Cells">The cells of the row, or of the section's heading.</param>
/// <param name="Rows">The rows of the section.</param>
/// <param name="Summary">The totals of the section.</param>
public sealed record QboReportRow(bool IsSection, string? Group, IReadOnlyList<QboReportCell> Cells, IReadOnlyList<QboReportRow> Rows, IReadOnlyList<QboReportCell> Summary)
{
    internal static IReadOnlyList<QboReportRow> Read(JsonElement parent) =>
        parent.TryGetProperty(nameof(Rows), out var rows) ? [.. rows.Items("Row").Select(One)] : [];

    private static QboReportRow One(JsonElement json)
    {
        var data = CellsOf(json);
        return data.Count > 0
            ? new(false, json.Text("group"), data, [], [])
            : new(true, json.Text("group"), CellsOf(json, "Header"), Read(json), CellsOf(json, "Summary"));
    }

    private static IReadOnlyList<QboReportCell> CellsOf(JsonElement json, string part) => json.TryGetProperty(part, out var inside) ? CellsOf(inside) : [];

    private static IReadOnlyList<QboReportCell> CellsOf(JsonElement json) =>
        [.. json.Items("ColData").Select(c => new QboReportCell(c.Text("value") ?? "", c.Text("id") is { Length: > 0 } id ? id : null))];
}
