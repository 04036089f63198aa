using System.Globalization;
using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Planning;

/// <summary>What would make QuickBooks refuse a document, found before it is sent (preflight-errors).</summary>
internal static class DocumentProblems
{
    /// <summary>The first thing that keeps a document from being sent; null where nothing does.</summary>
    public static SyncProblem? Of(PlanFacts facts, ExportDocument document, SyncLink? link) =>
        facts.QuickBooks.Barrier
        ?? Closed(facts, document.Date, document.Number)
        ?? Accounts(facts, document)
        ?? Taxes(facts, document)
        ?? Currency(facts, document)
        ?? Unsettleable(facts, document)
        ?? Party(facts, document, link);

    /// <summary>What keeps a document from being voided or deleted.</summary>
    public static SyncProblem? OfRemoval(PlanFacts facts, RemovedDocument gone, SyncLink link) =>
        facts.QuickBooks.Barrier
        ?? Closed(facts, gone.Date, gone.Number)
        ?? (link.QboEntity is nameof(ExportKind.Payment) or nameof(ExportKind.RefundReceipt) or nameof(ExportKind.BillPayment)
            ? new SyncProblem(
                "PAY-04", "Payments undone here stand in QuickBooks",
                $"{gone.Number} was undone here, and payments and refunds are not taken back in QuickBooks automatically.",
                $"Delete {Words(link.QboEntity)} {link.QboId} in QuickBooks, then sync again.")
            : null);

    /// <summary>What keeps a name or an item from being created.</summary>
    public static SyncProblem? OfReference(PlanFacts facts, ReferenceEntry reference)
    {
        if (reference.Existing is null && reference.Name.AsSpan().ContainsAny(":\\\t\r\n"))
        {
            return new(
                "PRD-03", "Names with characters QuickBooks does not take",
                $"The name '{reference.Name}' has a colon, a backslash, a tab or a line break, which QuickBooks does not allow.", "Rename it here, then sync again.");
        }

        if (reference.IsTrackedThere)
        {
            return new(
                "PRD-02", "Items tracked as inventory in QuickBooks", $"{reference.Name} is an inventory item in QuickBooks, which would book its cost a second time.",
                "Replace products in QuickBooks (Integration → QuickBooks Online → Advanced settings), or rename or deactivate the item there.");
        }

        return reference.IncomeAccountId is { } account ? Unmapped(facts, account) ?? UnfitForItems(facts.Accounts[account], reference.Name) : null;
    }

    // QuickBooks posts a sales line through its item, and no item can stand for money, a card or what is owed (fault 6430). The seed makes gift cards
    // a Credit Card account, so this is met by gift cards on a channel whose invoices go one by one.
    private static SyncProblem? UnfitForItems(Account account, string name) =>
        account.Type is AccountType.Bank or AccountType.CreditCard or AccountType.AccountsReceivable or AccountType.AccountsPayable or AccountType.LongTermLiability
            ? new(
                "ACC-04", $"Account {account.Code} {account.Name} cannot stand behind an item",
                $"'{name}' books to {account.Code} {account.Name}, and QuickBooks takes no {MatchAccounts.Words(account.Type)} account behind an item of an invoice or credit note.",
                "Set the channel to Consolidated, whose journals book to any account, or keep such lines in an account of another type (gift cards: Other current liability).")
            : null;

    private static SyncProblem? Closed(PlanFacts facts, DateOnly date, string number) => facts.QuickBooks.ClosedUpTo is { } closed && date <= closed
        ? new(
            "PER-01", $"Books closed up to {Shown(closed)}", $"{number} is dated {Shown(date)}, and QuickBooks' books are closed up to {Shown(closed)}.",
            "Reopen the period in QuickBooks, or move the document to an open day.")
        : null;

    private static SyncProblem? Accounts(PlanFacts facts, ExportDocument document) =>
        document.Lines.Select(line => line.AccountId).Append(document.MoneyAccountId).OfType<long>().Distinct()
            .Select(account => Unmapped(facts, account)).FirstOrDefault(problem => problem is not null);

    private static SyncProblem? Unmapped(PlanFacts facts, long accountId) => facts.Accounts.GetValueOrDefault(accountId) switch
    {
        { QboId: not null } => null,
        { } account => new(
            "ACC-10", $"Account {account.Code} {account.Name} is not mapped", $"Account {account.Code} {account.Name} has no account in QuickBooks.",
            "Create it in QuickBooks and sync accounts, then choose it in Settings → Reference books → Chart of accounts."),
        null => new("ACC-10", "An account is missing", "A line names an account that does not exist.", "Open the document and choose an account."),
    };

    private static SyncProblem? Taxes(PlanFacts facts, ExportDocument document) =>
        document.Lines.Where(line => line.TaxRuleId is not null && document.TaxMinor != 0)
            .Select(line => facts.TaxRules.GetValueOrDefault(line.TaxRuleId!.Value))
            .Where(rule => rule is null or { QboId: null })
            .Select(rule => new SyncProblem(
                "TAX-06", $"Tax rule {rule?.Name} is not mapped", $"Tax rule '{rule?.Name}' has no tax code in QuickBooks.",
                "Map it in Settings → Reference books → Tax rules."))
            .FirstOrDefault();

    private static SyncProblem? Currency(PlanFacts facts, ExportDocument document) => document.Currency != facts.Home && !facts.QuickBooks.MultiCurrency
        ? new(
            "CUS-05", "Multicurrency is off in QuickBooks", $"{document.Number} is in {document.Currency}, and QuickBooks takes {facts.Home} only.",
            "Turn on multicurrency in QuickBooks (it cannot be turned off again), or set the channel to Consolidated, which uses the home currency only.")
        : null;

    // What is settled has to be a document of its own in QuickBooks: linked, or made by this very plan.
    private static SyncProblem? Unsettleable(PlanFacts facts, ExportDocument document) =>
        document.Settles.Any(settled => facts.Links.GetValueOrDefault(settled.LocalKey) is not { State: LinkState.Active } && !facts.PlannedKeys.Contains(settled.LocalKey))
            ? new(
                "PAY-03", "Payments of documents that are not in QuickBooks", $"What {document.Number} settles is not in QuickBooks as a document of its own.",
                "Sync the document it settles individually, or set the channel back to how that document was synced.")
            : null;

    private static SyncProblem? Party(PlanFacts facts, ExportDocument document, SyncLink? link)
    {
        var unknown = document.Lines.Select(line => line.Party).Append(document.Party).OfType<PartyKey>()
            .Where(party => !facts.Links.ContainsKey(party.LocalKey) && !facts.References.ContainsKey(party.LocalKey)).ToList();
        return unknown.Count == 0 || link is { State: LinkState.Active }
            ? null
            : new("CUS-07", "A contact is missing", $"{document.Number} names a contact that does not exist any more.", "Open the document and choose a contact.");
    }

    private static string Words(string entity) => entity switch
    {
        nameof(ExportKind.RefundReceipt) => "refund receipt",
        nameof(ExportKind.BillPayment) => "bill payment",
        _ => "payment",
    };

    private static string Shown(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
