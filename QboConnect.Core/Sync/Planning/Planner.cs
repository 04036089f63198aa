using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Planning;

/// <summary>Decides what a sync does: what should be in QuickBooks against what the links say is there. Pure.</summary>
public static class Planner
{
    /// <summary>The plan for these facts.</summary>
    public static SyncPlan Plan(PlanFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var nothing = new List<CoveredTransaction>(facts.Nothing);
        var there = new List<CoveredTransaction>();
        var items = new Dictionary<string, PlannedItem>(StringComparer.Ordinal);

        foreach (var document in facts.Documents)
        {
            var link = facts.Links.GetValueOrDefault(document.LocalKey);
            if (link is { State: LinkState.Active } && link.ContentHash == document.ContentHash)
            {
                there.AddRange(document.Covers);
                continue;
            }

            items[document.LocalKey] = Desired(facts, document, link);
        }

        foreach (var gone in facts.Removed)
        {
            if (facts.Links.GetValueOrDefault(gone.LocalKey) is { State: LinkState.Active } link)
            {
                items[gone.LocalKey] = Removal(facts, gone, link);
            }
            else
            {
                nothing.AddRange(gone.Covers);
            }
        }

        foreach (var reference in facts.References.Values.Where(reference => !facts.Links.ContainsKey(reference.LocalKey)))
        {
            items[reference.LocalKey] = Name(facts, reference);
        }

        foreach (var document in facts.Unprojectable)
        {
            items[document.LocalKey] = new PlannedItem
            {
                LocalKey = document.LocalKey,
                Outcome = PlanOutcome.Blocked,
                Phase = PhaseOf(document.Kind, document.LocalKey),
                QboEntity = document.Kind.ToString(),
                Number = document.Number,
                Date = document.Date,
                AmountMinor = document.AmountMinor,
                Problem = document.Problem,
            };
        }

        Hold(items);
        var skipped = facts.Skipped.Select(document => new PlannedItem
        {
            LocalKey = document.LocalKey,
            Outcome = PlanOutcome.Skip,
            Phase = PlanPhase.Documents,
            QboEntity = "",
            Number = document.Number,
            Date = document.Date,
            AmountMinor = document.AmountMinor,
            SkipReason = document.Reason,
            Covers = document.Covers,
        });
        return new SyncPlan
        {
            Items =
            [
                .. items.Values.Concat(skipped)
                    .OrderBy(item => item.Phase).ThenBy(item => item.Date).ThenBy(item => item.QboEntity, StringComparer.Ordinal)
                    .ThenBy(item => item.Number, StringComparer.Ordinal).ThenBy(item => item.LocalKey, StringComparer.Ordinal),
            ],
            NothingToSend = nothing,
            AlreadyThere = there,
            EmptyJournals = facts.EmptyJournals,
        };
    }

    private static PlannedItem Desired(PlanFacts facts, ExportDocument document, SyncLink? link)
    {
        // A voided document is brought back by filling it again; a deleted one is made anew.
        var outcome = link is null or { State: LinkState.Deleted } ? PlanOutcome.Create : PlanOutcome.Update;
        var needs = document.Lines.Select(line => line.Item?.LocalKey)
            .Concat(document.Lines.Select(line => line.Party?.LocalKey))
            .Append(document.Party?.LocalKey)
            .Concat(document.Settles.Select(settled => settled.LocalKey))
            .Concat(document.After)
            .OfType<string>().Distinct().ToList();
        var problem = DocumentProblems.Of(facts, document, link);
        return new PlannedItem
        {
            LocalKey = document.LocalKey,
            Outcome = problem is null ? outcome : PlanOutcome.Blocked,
            Phase = PhaseOf(document.Kind, document.LocalKey),
            QboEntity = document.Kind.ToString(),
            Number = document.Number,
            Date = document.Date,
            AmountMinor = document.AmountMinor,
            Document = document,
            Link = link is { State: LinkState.Deleted } ? null : link,
            Problem = problem,
            Covers = document.Covers,
            Needs = needs,
        };
    }

    private static PlannedItem Removal(PlanFacts facts, RemovedDocument gone, SyncLink link)
    {
        var problem = DocumentProblems.OfRemoval(facts, gone, link);
        return new PlannedItem
        {
            LocalKey = gone.LocalKey,
            Outcome = problem is not null ? PlanOutcome.Blocked : link.QboEntity == nameof(ExportKind.Invoice) ? PlanOutcome.Void : PlanOutcome.Delete,
            Phase = PlanPhase.Documents,
            QboEntity = link.QboEntity,
            Number = gone.Number,
            Date = gone.Date,
            AmountMinor = gone.AmountMinor,
            Link = link,
            Problem = problem,
            Covers = gone.Covers,
        };
    }

    private static PlannedItem Name(PlanFacts facts, ReferenceEntry reference)
    {
        var problem = facts.QuickBooks.Barrier ?? DocumentProblems.OfReference(facts, reference);
        return new PlannedItem
        {
            LocalKey = reference.LocalKey,
            Outcome = problem is not null ? PlanOutcome.Blocked : reference.Existing is null ? PlanOutcome.Create : PlanOutcome.Adopt,
            Phase = PlanPhase.Names,
            QboEntity = reference.QboEntity,
            Number = reference.Name,
            Reference = reference,
            Problem = problem,
        };
    }

    // What needs a blocked item waits for it; it is no failure of its own (preflight PAY-03).
    private static void Hold(Dictionary<string, PlannedItem> items)
    {
        var pending = new Queue<string>(items.Values.Where(item => item.Outcome == PlanOutcome.Blocked).Select(item => item.LocalKey));
        var dependants = items.Values.SelectMany(item => item.Needs.Select(need => (need, item.LocalKey))).ToLookup(pair => pair.need, pair => pair.LocalKey);
        while (pending.TryDequeue(out var blocked))
        {
            foreach (var key in dependants[blocked].Where(key => items[key].IsSent))
            {
                items[key] = items[key] with { Outcome = PlanOutcome.Waits, WaitsFor = blocked };
                pending.Enqueue(key);
            }
        }
    }

    private static PlanPhase PhaseOf(ExportKind kind, string localKey) => kind switch
    {
        ExportKind.Payment or ExportKind.RefundReceipt or ExportKind.BillPayment => PlanPhase.Settlements,
        // A credit set against an invoice settles; by then QuickBooks has the currency's receivable account.
        ExportKind.JournalEntry when localKey.StartsWith("credit-application:", StringComparison.Ordinal) => PlanPhase.Settlements,
        ExportKind.JournalEntry when localKey.StartsWith("cost:", StringComparison.Ordinal) || localKey.StartsWith("journal:COGS|", StringComparison.Ordinal) => PlanPhase.Cost,
        ExportKind.JournalEntry when localKey.StartsWith("journal:PAY|", StringComparison.Ordinal) || localKey.StartsWith("journal:FX|", StringComparison.Ordinal) => PlanPhase.Settlements,
        ExportKind.Invoice or ExportKind.CreditMemo or ExportKind.Bill or ExportKind.JournalEntry => PlanPhase.Documents,
    };
}
