using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Reports;

/// <summary>What all reports share: the period asked for, the header, rows and cells (facts, 9.1).</summary>
internal sealed class Report(Company company, string name, IQueryCollection query, Clock clock)
{
    /// <summary>No transaction is dated before it.</summary>
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    private readonly List<JsonNode> _rows = [];

    public Company Company { get; } = company;

    public DateOnly Today => clock.Today;

    public string? Parameter(string parameter) => query[parameter].FirstOrDefault() is { Length: > 0 } value ? value : null;

    public DateOnly Start => field == default ? field = Date("start_date") ?? (Macro is { } macro ? macro.Start ?? Earliest : FiscalYearStart(End)) : field;

    public DateOnly End => field == default ? field = Date("end_date") ?? Macro?.End ?? Today : field;

    private (DateOnly? Start, DateOnly End)? Macro => Parameter("date_macro") is not { } name ? null
        : DateMacro.Of(name, Today, Company.Settings.FiscalYearStartMonth) ?? throw Fault.Enumeration("date_macro", name, ["This Month", "Last Fiscal Year", "All"]).Thrown();

    /// <summary>First day of the company's fiscal year that holds a day.</summary>
    public DateOnly FiscalYearStart(DateOnly day)
    {
        var start = new DateOnly(day.Year, Company.Settings.FiscalYearStartMonth, 1);
        return start > day ? start.AddYears(-1) : start;
    }

    public DateOnly? Date(string parameter) => Parameter(parameter) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.Year is >= 1970 and <= 2200 ? date : throw Fault.DateValue(parameter, text).Thrown()
        : throw Fault.DateFormat(parameter, text).Thrown();

    public static string Money(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    public static JsonObject Cell(string value, long? id = null) => id is null ? new JsonObject { ["value"] = value } : new JsonObject { ["value"] = value, ["id"] = Json.Digits(id.Value) };

    public static JsonObject Cells(params IEnumerable<JsonObject> cells) => new() { ["ColData"] = new JsonArray([.. cells]) };

    public void Add(JsonNode row) => _rows.Add(row);

    public static JsonObject Section(JsonObject title, IEnumerable<JsonNode> rows, IEnumerable<JsonObject> summary) => new()
    {
        ["Header"] = Cells(title),
        ["Rows"] = new JsonObject { ["Row"] = new JsonArray([.. rows]) },
        ["Summary"] = Cells(summary),
        ["type"] = "Section",
    };

    public static JsonObject Total(string group, params IEnumerable<JsonObject> cells) =>
        new() { ["Summary"] = Cells(cells), ["type"] = "Section", ["group"] = group };

    public JsonObject Build(IEnumerable<(string Title, string Type, string? Key)> columns, params (string Name, string Value)[] options)
    {
        var header = new JsonObject
        {
            ["Time"] = Envelope.Time(clock.Now),
            ["ReportName"] = name,
            ["ReportBasis"] = "Accrual",
            ["StartPeriod"] = Journal.Text(Start),
            ["EndPeriod"] = Journal.Text(End),
            ["SummarizeColumnsBy"] = "Total",
            ["Currency"] = Company.Home,
            ["Option"] = new JsonArray([.. options.Append(("NoReportData", _rows.All(r => r["group"] is not null) ? "true" : "false"))
                .Select(o => (JsonNode)new JsonObject { ["Name"] = o.Item1, ["Value"] = o.Item2 })]),
        };
        if (Parameter("date_macro") is { } macro)
        {
            header["DateMacro"] = macro.ToLowerInvariant();
        }
        var columnNodes = columns.Select(c =>
        {
            var column = new JsonObject { ["ColTitle"] = c.Title, ["ColType"] = c.Type };
            if (c.Key is not null)
            {
                column["MetaData"] = new JsonArray(new JsonObject { ["Name"] = "ColKey", ["Value"] = c.Key });
            }
            return (JsonNode)column;
        });
        return new JsonObject
        {
            ["Header"] = header,
            ["Columns"] = new JsonObject { ["Column"] = new JsonArray([.. columnNodes]) },
            ["Rows"] = _rows.Count == 0 ? new JsonObject() : new JsonObject { ["Row"] = new JsonArray([.. _rows]) },
        };
    }
}
