using System.Globalization;
using QboConnect.Core.Finance;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Mapping;

/// <summary>Matches payment terms: names must be equal to the letter and the case (seed: Map payment terms). Pure.</summary>
public static class MatchPaymentTerms
{
    /// <summary>The table of the step.</summary>
    /// <param name="ours">The terms that a customer or a supplier has.</param>
    /// <param name="theirs">QuickBooks' terms.</param>
    public static MappingTable Of(IEnumerable<PaymentTerm> ours, IEnumerable<QboTerm> theirs)
    {
        var usable = theirs.Where(term => term.Active != false && term is { Id: not null, Name: not null }).ToList();
        return new MappingTable([.. ours.OrderBy(term => term.Name, StringComparer.Ordinal).Select(Row)]);

        MappingRow Row(PaymentTerm term)
        {
            var row = new MappingRow { LocalId = term.Id, Name = term.Name, Kind = Days(term.DueDays), State = MappingState.ToMap, Reason = "" };
            if (usable.Find(other => string.Equals(other.Name, term.Name, StringComparison.Ordinal)) is { } same)
            {
                return row with { State = MappingState.Matched, Choice = Candidate(same), Reason = "Same name" };
            }

            var closest = usable
                .Select(other => (Term: other, Like: string.Equals(other.Name!.Trim(), term.Name.Trim(), StringComparison.OrdinalIgnoreCase) ? 2 : Likeness.Of(term.Name, other.Name) + (other.DueDays == term.DueDays ? 0.5 : 0)))
                .Where(pair => pair.Like > 0.3)
                .OrderByDescending(pair => pair.Like)
                .Select(pair => pair.Term)
                .FirstOrDefault();
            return closest is null
                ? row with { Reason = $"QuickBooks has no term {term.Name}. Create it there, spelt the same, then reload." }
                : row with
                {
                    State = MappingState.Conflict,
                    Reason = $"QuickBooks has no term {term.Name}; the closest is {closest.Name}. Names must be equal to the letter and the case: take QuickBooks' spelling, or create {term.Name} there and reload.",
                    Candidates = [Candidate(closest)],
                };
        }
    }

    private static MappingCandidate Candidate(QboTerm term) => new(term.Id!, term.Name!, Days(term.DueDays ?? 0));

    private static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"{days} days");
}
