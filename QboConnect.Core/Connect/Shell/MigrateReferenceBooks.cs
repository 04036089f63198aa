using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect.Shell;

/// <summary>Accounts, tax rules and terms take their QuickBooks ids; QuickBooks' other accounts and terms join Core's books (seed: Integration settings).</summary>
internal sealed class MigrateReferenceBooks(IdSource ids) : IMigrationStep
{
    public MigrationStep Step => MigrationStep.ReferenceBooks;

    public async Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation)
    {
        var read = await work.Client.ListsAsync(cancellation);
        if (!read.IsOk(out var lists))
        {
            return read.Words();
        }

        await using var db = await work.OpenAsync(cancellation);
        var choices = await db.MappingChoices.AsNoTracking().ToListAsync(cancellation);
        var (mapped, imported) = await AccountsAsync(db, choices, lists.Accounts, lists.Preferences, cancellation);
        if (mapped is null)
        {
            return imported;
        }

        var ruleIds = choices.Where(row => row.Kind == MappingKind.TaxRule).ToDictionary(row => row.LocalId, row => row.QboId);
        await foreach (var rule in db.TaxRules.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            rule.QboId = ruleIds.GetValueOrDefault(rule.Id);
        }

        await TermsAsync(db, choices, lists.Terms, cancellation);
        await work.FinishAsync(db, Step, $"{mapped} accounts mapped, {imported} taken over; {ruleIds.Count} tax rules; {choices.Count(row => row.Kind == MappingKind.PaymentTerm)} payment terms", cancellation);
        return null;
    }

    private async Task<(int? Mapped, string Imported)> AccountsAsync(
        QboConnectDb db, List<MappingChoice> choices, IReadOnlyList<QboAccount> theirs, QboPreferences preferences, CancellationToken cancellation)
    {
        var home = preferences.CurrencyPrefs?.HomeCurrency?.Value ?? await db.Organisations.Select(row => row.BaseCurrency).SingleAsync(cancellation);
        var ours = await db.Accounts.ToDictionaryAsync(row => row.Id, cancellation);
        var byId = theirs.Where(row => row.Id is not null).ToDictionary(row => row.Id!, StringComparer.Ordinal);
        foreach (var choice in choices.Where(row => row.Kind == MappingKind.Account))
        {
            if (!byId.TryGetValue(choice.QboId, out var other))
            {
                return (null, $"QuickBooks' account {choice.QboName} is gone or inactive. Make it active again in QuickBooks, then resume.");
            }

            var account = ours[choice.LocalId];
            (account.QboId, account.Name, account.DetailType) = (choice.QboId, other.FullyQualifiedName ?? other.Name ?? account.Name, other.AccountSubType ?? account.DetailType);
        }

        var added = AccountsFromQuickBooks.Missing(ours.Values, theirs, home, ids.Next);
        db.Accounts.AddRange(added);
        return (choices.Count(row => row.Kind == MappingKind.Account), added.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task TermsAsync(QboConnectDb db, List<MappingChoice> choices, IReadOnlyList<QboTerm> theirs, CancellationToken cancellation)
    {
        var ours = await db.PaymentTerms.ToListAsync(cancellation);
        foreach (var choice in choices.Where(row => row.Kind == MappingKind.PaymentTerm))
        {
            ours.Single(row => row.Id == choice.LocalId).QboId = choice.QboId;
        }

        foreach (var other in theirs.Where(row => row is { Id: not null, Name.Length: > 0 }))
        {
            if (ours.Find(row => row.Name == other.Name) is { } same)
            {
                same.QboId ??= other.Id;
            }
            else
            {
                db.PaymentTerms.Add(new PaymentTerm { Id = ids.Next(), Name = other.Name!, DueDays = other.DueDays ?? 0, QboId = other.Id });
            }
        }
    }
}
