using CsCheck;
using QboConnect.Core.Amounts;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Ledger;
using QboConnect.Core.Sales;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Consolidation;

/// <summary>The laws of accounting-examples 14, over arbitrary sales.</summary>
public sealed class ConsolidationPropertyTests
{
    private static readonly DateOnly FirstDay = new(2024, 3, 18);
    private static readonly long[] PaymentAccounts = [Books.StripeUsd, Books.PayPal, Books.StripeEur];

    private static readonly ConsolidationRules Rules = new()
    {
        ReceivableAccountId = Books.Receivable,
        ClearingAccountId = Books.Clearing,
        AccountCodes = Books.Accounts.ToDictionary(account => account.Id, account => account.Code),
        ClassSource = TrackingSource.SalesRep,
    };

    private static readonly Gen<decimal> Rate = Gen.Int[5_000, 20_000].Select(tenThousandths => tenThousandths / 10_000m);

    // What a sale is made of: a foreign one, its amounts, and in how many parts it is paid and refunded.
    private static readonly Gen<Recipe> AnyRecipe = Gen.Select(
        Gen.Select(Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2]),
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[0, 80_000], Gen.Long[0, 500_000]),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Rate, Rate),
        (shape, amounts, settled) => new Recipe(
            shape.Item1, shape.Item2, shape.Item3, shape.Item4, amounts.Item1, amounts.Item2, amounts.Item3, settled.Item1, settled.Item2,
            shape.Item1 ? settled.Item3 : 1m, shape.Item1 ? settled.Item4 : 1m));

    private static readonly Gen<Recipe[]> AnyDays = AnyRecipe.Array[1, 12];

    [Fact]
    public void Every_journal_balances_and_every_line_has_one_side_above_zero() => AnyDays.Sample(days =>
        Consolidator.Consolidate(Ledger(days), Rules).All(journal =>
            journal.Lines.Sum(line => line.DebitMinor) == journal.Lines.Sum(line => line.CreditMinor)
            && journal.TotalMinor == journal.Lines.Sum(line => line.DebitMinor)
            && journal.Lines.All(line => Math.Min(line.DebitMinor, line.CreditMinor) == 0 && Math.Max(line.DebitMinor, line.CreditMinor) > 0)));

    [Fact]
    public void The_order_in_which_documents_arrive_is_irrelevant() => Gen.Select(AnyDays, Gen.Int).Sample((days, seed) =>
    {
        var ledger = Ledger(days);
        var shuffled = ledger.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Contents(Consolidator.Consolidate(ledger, Rules)).SequenceEqual(Contents(Consolidator.Consolidate(shuffled, Rules)));
    });

    [Fact]
    public void Each_line_is_the_sum_of_the_ledger_lines_behind_it() => AnyDays.Sample(days =>
    {
        var ledger = Ledger(days);
        var expected = ledger.SelectMany(row => row.Lines, (row, line) => (row, line))
            .GroupBy(pair => (
                Key: new JournalKey(JournalKey.TypeOf(pair.line.Section)!.Value, pair.row.Date, pair.row.Currency, IsMoney(pair.line) ? pair.row.PaymentAccountId : null),
                pair.line.Section, Account: PaymentAccounts.Contains(pair.line.AccountId) ? Books.Clearing : pair.line.AccountId, Tax: pair.line.TaxRuleId != null, pair.row.SalesRep))
            .Select(group => (group.Key.Key.ToString(), group.Key.Section, group.Key.Account, group.Key.Tax, group.Key.SalesRep, group.Sum(pair => pair.line.BaseMinor)))
            .Where(sum => sum.Item6 != 0);
        var actual = Consolidator.Consolidate(ledger, Rules)
            .SelectMany(journal => journal.Lines, (journal, line) => (journal.Key.ToString(), line.Section, line.AccountId, line.IsTax, line.Class, line.Minor));
        return expected.ToHashSet().SetEquals(actual);
    });

    [Fact]
    public void Documents_balance_and_a_settled_sale_leaves_nothing_on_receivables() => AnyDays.Sample(days =>
        Ledger(days).GroupBy(row => row.SaleId).All(sale =>
        {
            var recipe = days[(int)(sale.Key!.Value / 100) - 1];
            var (paid, credited) = (recipe.Payments > 0, recipe.Refunds > 0);
            var invoice = sale.Where(row => row.Kind is DocumentKind.Invoice or DocumentKind.Payment);
            var creditNote = sale.Where(row => row.Kind is DocumentKind.CreditNote or DocumentKind.Refund);
            return sale.All(row => row.Lines.Sum(line => line.BaseMinor) == 0) && (!paid || Receivable(invoice) == 0) && (!credited || Receivable(creditNote) == 0);
        }));

    [Fact]
    public void Clearing_holds_payments_less_refunds_of_each_payment_account() => AnyDays.Sample(days =>
    {
        var sales = days.Select((recipe, index) => recipe.Sale((index + 1) * 100L)).ToList();
        var journals = Consolidator.Consolidate(Ledger(days), Rules);
        return PaymentAccounts.All(account =>
        {
            var cleared = journals.Where(journal => journal.Key.PaymentAccountId == account)
                .SelectMany(journal => journal.Lines).Where(line => line.AccountId == Books.Clearing).Sum(line => line.Minor);
            var moved = sales.Sum(sale =>
                sale.Payments.Where(row => row.AccountId == account).Sum(row => InBase(sale, row.AmountMinor, row.Rate))
                - sale.Refunds.Where(row => row.AccountId == account).Sum(row => InBase(sale, row.AmountMinor, row.Rate)));
            return cleared == moved;
        });
    });

    [Fact]
    public void Moving_an_invoice_to_another_day_changes_only_the_invoice_journals_of_both_days() => AnyDays.Sample(days =>
    {
        var moved = days.ToArray();
        moved[0] = moved[0] with { Day = moved[0].Day + 5 };
        var before = Consolidator.Consolidate(Ledger(days), Rules).ToDictionary(journal => journal.Key, journal => journal.ContentHash);
        var after = Consolidator.Consolidate(Ledger(moved), Rules).ToDictionary(journal => journal.Key, journal => journal.ContentHash);
        var changed = before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key));
        return changed.ToHashSet().SetEquals([
            new JournalKey(JournalType.Inv, FirstDay.AddDays(days[0].Day), days[0].Currency),
            new JournalKey(JournalType.Inv, FirstDay.AddDays(days[0].Day + 5), days[0].Currency)]);
    });

    [Fact]
    public void Turning_the_sign_of_every_invoice_and_cost_turns_every_balance() => AnyDays.Sample(days =>
    {
        var unpaid = days.Select(recipe => recipe with { Payments = 0, Refunds = 0, Credit = 0 }).ToArray();
        var turned = unpaid.Select(recipe => recipe with { Net = -recipe.Net, Tax = -recipe.Tax, Cost = -recipe.Cost }).ToArray();
        return Balances(unpaid).All(pair => Balances(turned)[pair.Key] == -pair.Value);
    });

    [Fact]
    public void The_parts_of_a_long_journal_balance_fit_and_add_up_to_it() => Gen.Select(AnyDays, Gen.Int[2, 6]).Sample((days, maxLines) =>
        Consolidator.Consolidate(Ledger(days), Rules).All(journal =>
        {
            var parts = JournalParts.Of(journal, maxLines);
            return parts.All(part => part.Count >= 2 && part.Count <= maxLines && part.Sum(line => line.Minor) == 0)
                && parts.SelectMany(part => part).GroupBy(line => line with { Minor = 0 }).ToDictionary(group => group.Key, group => group.Sum(line => line.Minor))
                    .All(sum => journal.Lines.Single(line => line with { Minor = 0 } == sum.Key).Minor == sum.Value);
        }));

    private static bool IsMoney(LedgerLine line) => line.Section is LedgerSection.Payment or LedgerSection.Refund;

    private static long Receivable(IEnumerable<LedgerTransaction> rows) =>
        rows.SelectMany(row => row.Lines).Where(line => line.AccountId == Books.Receivable).Sum(line => line.BaseMinor);

    private static long InBase(CompleteSale sale, long minor, decimal rate) =>
        new Money(minor, Currency.Of(sale.Sale.Currency)).At(rate, Currency.Usd).Minor;

    private static IEnumerable<(string, string)> Contents(IEnumerable<Journal> journals) => journals.Select(journal => (journal.Key.ToString(), journal.ContentHash));

    private static Dictionary<long, long> Balances(Recipe[] days) => Consolidator.Consolidate(Ledger(days), Rules)
        .SelectMany(journal => journal.Lines).GroupBy(line => line.AccountId).ToDictionary(group => group.Key, group => group.Sum(line => line.Minor));

    private static List<LedgerTransaction> Ledger(Recipe[] days)
    {
        var ledger = new List<LedgerTransaction>();
        foreach (var (recipe, index) in days.Select((recipe, index) => (recipe, index)))
        {
            var postings = SalePostings.Of(Books.Usd, recipe.Sale((index + 1) * 100L), new Dictionary<long, OpenItem>());
            postings.Problems.Should().BeEmpty();
            postings.Kept.Should().BeEmpty();
            ledger.AddRange(postings.Transactions);
        }

        return ledger;
    }

    private sealed record Recipe(
        bool IsForeign, int Day, int Account, int Rep, long Net, long Tax, long Cost, int Payments, int Refunds, decimal Rate, decimal SettledRate)
    {
        public string Currency => IsForeign ? "EUR" : "USD";

        public long Credit { get; init; } = Net;

        public CompleteSale Sale(long id)
        {
            var sale = new SomeSale(id, Currency, salesRep: $"Rep {Rep}").Invoiced(FirstDay.AddDays(Day), Net, Tax, Rate);
            foreach (var part in Parts(Net + Tax, Payments))
            {
                sale.Paid(FirstDay.AddDays(1), part, SettledRate, PaymentAccounts[Account]);
            }

            if (Credit != 0)
            {
                sale.Credited(FirstDay.AddDays(1), Credit, rate: Rate);
            }

            foreach (var part in Parts(Credit, Refunds))
            {
                sale.Refunded(FirstDay.AddDays(2), part, SettledRate, PaymentAccounts[Account]);
            }

            return sale.Moved(FirstDay.AddDays(1), Cost).Documents;
        }

        private static IEnumerable<long> Parts(long total, int count) =>
            count == 0 ? [] : Allocation.InProportion(total, [.. Enumerable.Repeat(1L, count)]).Where(part => part != 0);
    }
}
