using System.Text.Json.Nodes;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>When a document is due (facts, 7.6 and 7.10).</summary>
internal static class Terms
{
    private const int DefaultDays = 30;

    public static void SetDueDate(Draft draft, DateOnly date, string property, JsonObject? partyTerm)
    {
        if (draft.IsNew && draft.Body.Child(property) is null && partyTerm is not null)
        {
            draft.Body[property] = partyTerm.DeepClone();
        }
        var term = draft.Follow(draft.Body, property, Catalogue.Term);
        var moved = draft.Before is { } before && before.Body.Text("TxnDate") != draft.Body.Text("TxnDate") && draft.Input.Text("DueDate") is null;
        if (draft.Body.Text("DueDate") is null || moved)
        {
            draft.Body["DueDate"] = Journal.Text(Due(date, term?.Body));
        }
    }

    private static DateOnly Due(DateOnly date, JsonObject? term)
    {
        if (term is null)
        {
            return date.AddDays(DefaultDays);
        }
        if (term.Text("Type") != "DATE_DRIVEN")
        {
            return date.AddDays((int)term.Amount("DueDays"));
        }
        var day = (int)term.Amount("DayOfMonthDue");
        var month = new DateOnly(date.Year, date.Month, 1);
        var due = OnDay(month, day);
        if (due < date || (due.DayNumber - date.DayNumber) < (int)term.Amount("DueNextMonthDays"))
        {
            due = OnDay(month.AddMonths(1), day);
        }
        return due;
    }

    private static DateOnly OnDay(DateOnly month, int day) =>
        new(month.Year, month.Month, Math.Clamp(day, 1, DateTime.DaysInMonth(month.Year, month.Month)));
}
