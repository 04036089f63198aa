using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;
using QboConnect.Core.Stock;

namespace QboConnect.Core.Finance.Shell;

/// <summary>Gives an empty Core its company: chart of accounts with every role mapped, payment terms, tax rules, channels and a location.</summary>
public sealed class SetUpCompany(IDbContextFactory<QboConnectDb> databases, IdSource ids)
{
    /// <summary>Whether it may be done: not once there is a company.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return !await db.Organisations.AnyAsync(cancellation);
    }

    /// <summary>Sets it up, in one database transaction.</summary>
    /// <returns>What is wrong with it, in the merchant's words; empty where it was set up.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CompanySetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.Problems() is { Count: > 0 } problems)
        {
            return problems;
        }

        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Organisations.AnyAsync(cancellation))
        {
            return ["There is a company already."];
        }

        var currency = Currency.Of(setup.BaseCurrency).Code;
        db.Organisations.Add(new Organisation { Name = setup.Name.Trim(), BaseCurrency = currency, TimeZone = setup.TimeZone, FiscalYearFirstMonth = setup.FiscalYearFirstMonth });
        var accounts = StartingChart.Rows.Select(row => StartingChart.Account(row, ids.Next(), currency)).ToDictionary(row => row.Code);
        db.AddRange(accounts.Values);
        db.AddRange(StartingChart.Terms.Select(term => new PaymentTerm { Id = ids.Next(), Name = term.Name, DueDays = term.DueDays }));
        var tax = accounts[StartingChart.CodeOfRole[AccountRole.SalesTax]].Id;
        db.Add(new TaxRule { Id = ids.Next(), Name = "No tax", Percent = 0m, AccountId = tax });
        if (!string.IsNullOrWhiteSpace(setup.TaxName))
        {
            db.Add(new TaxRule { Id = ids.Next(), Name = setup.TaxName.Trim(), Percent = setup.TaxPercent, AccountId = tax });
        }

        var known = await db.SalesChannels.Select(row => row.Name).ToListAsync(cancellation);
        db.AddRange(new[] { SalesChannel.Core, SalesChannel.CoreApi }.Except(known, StringComparer.OrdinalIgnoreCase).Select(name => new SalesChannel { Id = ids.Next(), Name = name }));
        db.Add(new Location { Id = ids.Next(), Name = "Main location" });
        await db.SaveChangesAsync(cancellation);
        db.AddRange(StartingChart.CodeOfRole.Select(role => new AccountRoleAssignment { Role = role.Key, AccountId = accounts[role.Value].Id }));
        await db.SaveChangesAsync(cancellation);
        await unit.CommitAsync(cancellation);
        return [];
    }
}
