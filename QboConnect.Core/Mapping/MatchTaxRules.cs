using System.Globalization;
using QboConnect.Core.Finance;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Mapping;

/// <summary>Matches Core's tax rules with QuickBooks' tax codes by components and rate (seed: Map tax rules). Several rules may share a code. Pure.</summary>
public static class MatchTaxRules
{
    /// <summary>The table of the step; disabled rules need no mapping and are left out.</summary>
    /// <param name="ours">Core's rules.</param>
    /// <param name="codes">QuickBooks' tax codes.</param>
    /// <param name="rates">QuickBooks' tax rates.</param>
    /// <param name="chosen">QuickBooks' id by our rule's, with the reason, as chosen before. A choice that no longer fits is dropped.</param>
    public static MappingTable Of(
        IEnumerable<TaxRule> ours, IEnumerable<QboTaxCode> codes, IEnumerable<QboTaxRate> rates, IReadOnlyDictionary<long, (string QboId, string Reason)> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var percentOf = rates.Where(rate => rate.Id is not null).ToDictionary(rate => rate.Id!, rate => rate.RateValue ?? 0m, StringComparer.Ordinal);
        // TAX and NON are marks on a line, not codes with a rate.
        var usable = codes.Where(code => code.Active != false && code.Hidden != true && code.Id is not (null or "TAX" or "NON" or "CustomSalesTax")).ToList();
        return new MappingTable([.. ours.Where(rule => rule.IsActive).OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase).Select(Row)]);

        MappingRow Row(TaxRule rule)
        {
            var fitting = usable.Where(code => Lists(rule, code).All(list => Percent(list) == rule.Percent))
                .OrderByDescending(code => IsMadeOfTheSame(rule, code))
                .ThenByDescending(code => Likeness.Of(rule.Name, code.Name ?? ""))
                .ThenBy(code => code.Name, StringComparer.OrdinalIgnoreCase)
                .ToList();
            var row = new MappingRow
            {
                LocalId = rule.Id,
                Name = rule.Name,
                Kind = Rate(rule.Percent),
                State = MappingState.ToMap,
                Reason = fitting.Count == 0
                    ? $"QuickBooks has no tax code of {Rate(rule.Percent)}. Create it there and reload, or disable the rule here while connecting."
                    : $"{fitting.Count} tax codes have {Rate(rule.Percent)}. Choose one.",
                Candidates = [.. fitting.Select(Candidate)],
            };
            if (chosen.TryGetValue(rule.Id, out var choice) && fitting.Find(code => code.Id == choice.QboId) is { } kept)
            {
                return Matched(row, kept, choice.Reason);
            }

            var alike = fitting.Where(code => IsMadeOfTheSame(rule, code)).ToList();
            return fitting.Find(code => string.Equals(code.Name, rule.Name, StringComparison.OrdinalIgnoreCase)) is { } named ? Matched(row, named, "Same name and rate")
                : alike.Count == 1 ? Matched(row, alike[0], fitting.Count == 1 ? "Same rate" : "Same components and rate")
                : fitting.Count == 1 ? Matched(row, fitting[0], "Same rate")
                : fitting.Count == 0 && usable.Find(code => string.Equals(code.Name, rule.Name, StringComparison.OrdinalIgnoreCase)) is { } otherRate
                    ? row with { State = MappingState.Conflict, Reason = $"QuickBooks' {otherRate.Name} has {Candidate(otherRate).Note}. Change the rate here or there, then reload." }
                : row;
        }

        static MappingRow Matched(MappingRow row, QboTaxCode code, string reason) => row with
        {
            State = MappingState.Matched,
            Choice = row.Candidates.First(candidate => candidate.QboId == code.Id),
            Reason = reason,
        };

        MappingCandidate Candidate(QboTaxCode code) => new(code.Id!, code.Name ?? code.Id!, Rate(Percent(code.SalesTaxRateList ?? code.PurchaseTaxRateList)));

        bool IsMadeOfTheSame(TaxRule rule, QboTaxCode code) => Lists(rule, code).All(list =>
            Percents(list).Order().SequenceEqual((rule.ComponentPercents.Count == 0 ? [rule.Percent] : rule.ComponentPercents).Order()));

        decimal Percent(QboTaxRateList? list) => Percents(list).Sum();

        IEnumerable<decimal> Percents(QboTaxRateList? list) => (list?.TaxRateDetail ?? []).Select(detail => percentOf.GetValueOrDefault(detail.TaxRateRef?.Value ?? ""));
    }

    /// <summary>The rate lists of a code that must have the rule's rate: QuickBooks keeps sales and purchases apart.</summary>
    private static IEnumerable<QboTaxRateList?> Lists(TaxRule rule, QboTaxCode code)
    {
        if (rule.ForSales || !rule.ForPurchases)
        {
            yield return code.SalesTaxRateList;
        }

        // A US company has no purchase rates at all; elsewhere a code without them cannot be used on a bill.
        if (rule.ForPurchases && (!rule.ForSales || code.PurchaseTaxRateList?.TaxRateDetail is { Count: > 0 }))
        {
            yield return code.PurchaseTaxRateList;
        }
    }

    private static string Rate(decimal percent) => percent.ToString("0.#####", CultureInfo.InvariantCulture) + " %";
}
