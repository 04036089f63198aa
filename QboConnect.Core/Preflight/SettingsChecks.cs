using System.Globalization;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Mapping;

namespace QboConnect.Core.Preflight;

/// <summary>Tax, terms and the settings of QuickBooks that change what it does with documents.</summary>
internal static class SettingsChecks
{
    public static IReadOnlyList<PreflightCheck> All { get; } =
    [
        new("Sales tax", SalesTax),
        new("Automated sales tax", AutomatedTax),
        new("Tax codes", TaxCodes),
        new("Rates of tax rules", ChangedRates),
        new("Tax in consolidated journals", TaxInJournals),
        new("Payment terms", Terms),
        new("Payments are not applied by QuickBooks itself", AutoApply),
        new("Closing date", Closing),
        new("Class and location tracking", Tracking),
        new("Custom transaction numbers", Numbers),
    ];

    private static IEnumerable<Finding> SalesTax(PreflightFacts facts)
    {
        if (facts.Preferences.TaxPrefs?.UsingSalesTax != true && facts.TaxRules.Any(rule => rule is { IsActive: true, Percent: > 0m }))
        {
            yield return new Finding("TAX-08", FindingLevel.Blocks, "Sales tax is switched off in QuickBooks.", "Core charges tax, and QuickBooks would refuse it.", "Set up sales tax in QuickBooks under Taxes.") { Fix = FindingFix.OpenQuickBooksSettings };
        }
    }

    private static IEnumerable<Finding> AutomatedTax(PreflightFacts facts)
    {
        if (facts.Preferences.TaxPrefs?.PartnerTaxEnabled == true)
        {
            yield return new Finding("TAX-04", FindingLevel.Warns, "QuickBooks calculates sales tax by itself (automated sales tax).", "It may calculate another tax than the order has.", "Compare the tax of the first invoices after connecting.");
        }
    }

    private static IEnumerable<Finding> TaxCodes(PreflightFacts facts)
    {
        var left = MatchTaxRules.Of(facts.TaxRules, facts.QboTaxCodes, facts.QboTaxRates, new Dictionary<long, (string, string)>()).Rows
            .Where(row => facts.IsMapped ? facts.TaxRules.First(rule => rule.Id == row.LocalId).QboId is null : row is { State: not MappingState.Matched, Candidates.Count: 0 })
            .ToList();
        if (left.Count > 0)
        {
            yield return new Finding("TAX-01", FindingLevel.Blocks, "Tax rules have no tax code in QuickBooks.", "Every tax rule has to be mapped before the wizard goes on.", "Create the code in QuickBooks, or disable the rule in the wizard.")
            {
                Records = [.. left.Select(row => new TouchedRecord(row.Name, row.Kind))],
            };
        }
    }

    private static IEnumerable<Finding> ChangedRates(PreflightFacts facts)
    {
        var mapped = facts.TaxRules.Where(rule => rule is { IsActive: true, QboId: not null }).ToList();
        var fitting = MatchTaxRules.Of(mapped, facts.QboTaxCodes, facts.QboTaxRates, new Dictionary<long, (string, string)>()).Rows.ToDictionary(row => row.LocalId);
        var changed = mapped.Where(rule => !fitting[rule.Id].Candidates.Any(candidate => candidate.QboId == rule.QboId)).ToList();
        if (changed.Count > 0)
        {
            yield return new Finding("TAX-07", FindingLevel.Blocks, "Tax rules have another rate than their tax codes in QuickBooks, or the codes are gone.", "QuickBooks would compute another tax than the order has.", "Bring the rate in line here or in QuickBooks; for a new rate make a new rule.")
            {
                Records = [.. changed.Select(rule => new TouchedRecord(rule.Name, string.Create(CultureInfo.InvariantCulture, $"{rule.Percent:0.#####} % here, tax code {facts.QboTaxCodes.FirstOrDefault(code => code.Id == rule.QboId)?.Name ?? rule.QboId} in QuickBooks")))],
                Fix = FindingFix.OpenTaxRules,
            };
        }
    }

    // QuickBooks' sales tax centre counts tax on documents, not what a journal books to the tax account (preflight-errors TAX-05).
    private static IEnumerable<Finding> TaxInJournals(PreflightFacts facts)
    {
        if (facts.Consolidation.IsEnabled && facts.TaxRules.Any(rule => rule is { IsActive: true, ForSales: true, Percent: > 0m }))
        {
            yield return new Finding("TAX-05", FindingLevel.Warns, "Tax of consolidated channels goes to QuickBooks in journals.", "It is in the ledger and in the trial balance, but QuickBooks' own sales tax return may leave it out.", "File the return from Core's figures, or set the channels that charge tax to Individual.") { Fix = FindingFix.OpenSyncOptions };
        }
    }

    private static IEnumerable<Finding> Terms(PreflightFacts facts)
    {
        var left = MatchPaymentTerms.Of(facts.Terms, facts.QboTerms).Rows.Where(row => row.State != MappingState.Matched).ToList();
        if (left.Count > 0)
        {
            yield return new Finding("TRM-01", FindingLevel.Blocks, "Payment terms have no term in QuickBooks that is spelt the same.", "Names must be equal to the letter and the case.", "Create them in QuickBooks, or take QuickBooks' spelling in the wizard.")
            {
                Records = [.. left.Select(row => new TouchedRecord(row.Name, row.Reason))],
            };
        }
    }

    private static IEnumerable<Finding> AutoApply(PreflightFacts facts)
    {
        var forms = facts.Preferences.SalesFormsPrefs;
        if (forms?.AutoApplyPayments == true || forms?.AutoApplyCredit == true)
        {
            yield return new Finding("PAY-01", FindingLevel.Warns, "QuickBooks applies payments and credits to invoices by itself.", "After an undo it gives a waiting payment to another invoice, and the order is paid twice.", "Turn off “Automatically apply credits” in QuickBooks under Settings → Account and settings → Advanced → Automation.") { Fix = FindingFix.OpenQuickBooksSettings };
        }
    }

    private static IEnumerable<Finding> Closing(PreflightFacts facts)
    {
        if (facts.Preferences.AccountingInfoPrefs?.BookCloseDate is { } closed)
        {
            yield return new Finding("PER-01", FindingLevel.Info, $"The books are closed up to {closed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.", "QuickBooks refuses to create, change or delete what is dated until then.", "Nothing, unless older documents are still to be sent: the dry run lists them.");
        }
    }

    private static IEnumerable<Finding> Tracking(PreflightFacts facts)
    {
        var (prefs, settings) = (facts.Preferences.AccountingInfoPrefs, facts.Consolidation);
        var blank = new List<string>();
        if (settings.ClassSource != TrackingSource.None && prefs?.ClassTrackingPerTxn != true && prefs?.ClassTrackingPerTxnLine != true)
        {
            blank.Add("Class");
        }

        if (settings.LocationSource != TrackingSource.None && prefs?.TrackDepartments != true)
        {
            blank.Add("Location");
        }

        if (blank.Count > 0)
        {
            yield return new Finding("DOC-11", FindingLevel.Warns, $"{string.Join(" and ", blank)} tracking is off in QuickBooks.", "The field stays blank on every document.", "Turn it on in QuickBooks under Settings → Account and settings → Advanced → Categories.") { Fix = FindingFix.OpenQuickBooksSettings };
        }
    }

    private static IEnumerable<Finding> Numbers(PreflightFacts facts)
    {
        if (facts.Preferences.SalesFormsPrefs?.CustomTxnNumbers != true)
        {
            yield return new Finding("DOC-03", FindingLevel.Warns, "Custom transaction numbers are off in QuickBooks.", "QuickBooks may number invoices by itself, and they are hard to find by Core's number.", "Turn on “Custom transaction numbers” in QuickBooks under Settings → Account and settings → Sales → Sales form content.") { Fix = FindingFix.OpenQuickBooksSettings };
        }
    }
}
