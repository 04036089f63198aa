using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.Builder;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Simulator.Hosting;

namespace QboConnect.Tests.QuickBooks;

/// <summary>The real client over HTTP against the simulator, which reads the same API independently.</summary>
public sealed class QboSimulatorTests : IAsyncLifetime
{
    private static readonly Uri Callback = new("http://localhost:5080/callback");
    private static readonly DateOnly Day = new(2026, 1, 31);

    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });
    private WebApplication _simulator = null!;
    private QboRig _rig = null!;
    private QboClient _qbo = null!;
    private int _requests;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri Url => new(_simulator.Urls.First());

    public async ValueTask InitializeAsync()
    {
        _simulator = SimulatorHost.Build(new SimulatorOptions { Throttled = false });
        await _simulator.StartAsync();
        _rig = await QboRig.StartAsync(server: Url);
        _qbo = await ConnectAsync(await NewCompanyAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _rig.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task A_company_is_connected_kept_connected_and_given_back()
    {
        var connected = _rig.Store.Tokens[_qbo.RealmId];
        _rig.Store.Tokens[_qbo.RealmId] = connected with { AccessToken = "dead" };
        await using var restarted = await QboRig.StartAsync(server: Url);
        restarted.Store.Tokens[_qbo.RealmId] = _rig.Store.Tokens[_qbo.RealmId];
        var client = restarted.Factory.For(_qbo.RealmId, readOnly: false);

        Value(await client.CompanyInfoAsync(Cancellation)).Country.Should().Be("US");
        var refreshed = restarted.Store.Tokens[_qbo.RealmId];
        refreshed.AccessToken.Should().NotBe("dead");

        (await restarted.Authorization.RevokeAsync(_qbo.RealmId, Cancellation)).IsOk(out _).Should().BeTrue();
        restarted.Store.Tokens[_qbo.RealmId] = refreshed;
        Fault(await client.CompanyInfoAsync(Cancellation)).Class.Should().Be(QboFaultClass.Reconnect);
    }

    [Fact]
    public async Task A_token_of_another_company_asks_to_connect_again()
    {
        var other = await NewCompanyAsync();
        _rig.Store.Tokens[other] = _rig.Store.Tokens[_qbo.RealmId];

        Fault(await _rig.Factory.For(other, readOnly: false).CompanyInfoAsync(Cancellation)).Code.Should().Be("3100");
    }

    [Fact]
    public async Task The_company_and_its_settings_are_read()
    {
        Value(await _qbo.CompanyInfoAsync(Cancellation)).Plan.Should().Be("QuickBooks Online Plus");
        var settings = Value(await _qbo.PreferencesAsync(Cancellation));
        settings.CurrencyPrefs!.HomeCurrency!.Value.Should().Be("USD");
        settings.AccountingInfoPrefs!.FirstMonthOfFiscalYear.Should().Be("January");
    }

    [Fact]
    public async Task Tax_codes_and_rates_are_read()
    {
        var uk = await ConnectAsync(await NewCompanyAsync("UK"));

        var codes = Value(await uk.QueryAllAsync<QboTaxCode>(null, Cancellation));
        var rates = Value(await uk.QueryAllAsync<QboTaxRate>(null, Cancellation));

        var standard = codes.Single(c => c.Name!.StartsWith("20", StringComparison.Ordinal) && c.SalesTaxRateList!.TaxRateDetail!.Count == 1 && c.Name.EndsWith('S'));
        rates.Single(r => r.Id == standard.SalesTaxRateList!.TaxRateDetail![0].TaxRateRef!.Value).RateValue.Should().Be(20m);
    }

    [Fact]
    public async Task Lists_are_created_changed_and_made_inactive()
    {
        var account = await LifeAsync(new QboAccount { Name = "Clearing", AccountType = "Bank", AccountSubType = "Checking" }, a => a with { Description = "Ours" });
        account.Classification.Should().Be("Asset");
        await LifeAsync(new QboTerm { Name = "Net 21", DueDays = 21 }, t => t with { DueDays = 22 });
        await LifeAsync(new QboClass { Name = "Wholesale" }, c => c with { Name = "Retail" });
        await LifeAsync(new QboDepartment { Name = "Leeds" }, d => d with { Name = "York" });
        await LifeAsync(new QboCustomer { DisplayName = "Zoë's Bikes & Co", BillAddr = new() { Line1 = "1 High St", City = "Leeds" } }, c => c with { Notes = "Pays late" });
        await LifeAsync(new QboVendor { DisplayName = "Bolt Co" }, v => v with { AcctNum = "4711" });
        await LifeAsync(new QboItem { Name = "Labour", Type = "Service", UnitPrice = 12.345m, IncomeAccountRef = await AccountAsync("Income") }, i => i with { UnitPrice = 13m });
    }

    [Fact]
    public async Task Sales_documents_live_from_creation_to_void_and_deletion()
    {
        var customer = Value(await _qbo.CreateAsync(new QboCustomer { DisplayName = "Ada Ltd" }, Next(), Cancellation));
        var item = Value(await _qbo.CreateAsync(new QboItem { Name = "Labour", Type = "Service", IncomeAccountRef = await AccountAsync("Income") }, Next(), Cancellation));
        var line = new QboLine { Amount = 100.50m, DetailType = QboLineKind.SalesItem, SalesItemLineDetail = new() { ItemRef = new(item.Id!), Qty = 3, UnitPrice = 33.5m } };

        var invoice = Value(await _qbo.CreateAsync(new QboInvoice { CustomerRef = new(customer.Id!), TxnDate = Day, DocNumber = "INV-1", Line = [line] }, Next(), Cancellation));
        invoice.Should().Match<QboInvoice>(i => i.TotalAmt == 100.50m && i.Balance == 100.50m && i.DocNumber == "INV-1");

        var payment = Value(await _qbo.CreateAsync(new QboPayment
        {
            CustomerRef = new(customer.Id!),
            TxnDate = Day,
            TotalAmt = 60m,
            Line = [new() { Amount = 60m, LinkedTxn = [new() { TxnId = invoice.Id, TxnType = "Invoice" }] }],
        }, Next(), Cancellation));
        var paid = Value(await _qbo.ReadAsync<QboInvoice>(invoice.Id!, Cancellation));
        (paid.Balance, paid.LinkedTxn!.Single().TxnId).Should().Be((40.50m, payment.Id));
        Fault(await _qbo.UpdateAsync(new QboInvoice { Id = invoice.Id, SyncToken = invoice.SyncToken, PrivateNote = "x" }, Next(), sparse: true, Cancellation))
            .Class.Should().Be(QboFaultClass.Stale, "the payment has changed the invoice");

        Value(await _qbo.VoidAsync<QboPayment>(payment.Id!, payment.SyncToken!, Next(), Cancellation)).TotalAmt.Should().Be(0m);
        var open = Value(await _qbo.ReadAsync<QboInvoice>(invoice.Id!, Cancellation));
        open.Balance.Should().Be(100.50m);
        Value(await _qbo.VoidAsync<QboInvoice>(open.Id!, open.SyncToken!, Next(), Cancellation)).TotalAmt.Should().Be(0m);

        var credit = Value(await _qbo.CreateAsync(new QboCreditMemo { CustomerRef = new(customer.Id!), TxnDate = Day, Line = [line] }, Next(), Cancellation));
        var refund = Value(await _qbo.CreateAsync(new QboRefundReceipt { CustomerRef = new(customer.Id!), TxnDate = Day, DepositToAccountRef = await AccountAsync("Bank"), Line = [line] }, Next(), Cancellation));
        credit.TotalAmt.Should().Be(100.50m);
        await DeleteAsync(credit);
        await DeleteAsync(refund);
    }

    [Fact]
    public async Task Purchases_live_from_creation_to_void_and_deletion()
    {
        var vendor = Value(await _qbo.CreateAsync(new QboVendor { DisplayName = "Bolt Co" }, Next(), Cancellation));
        var line = new QboLine { Amount = 200m, DetailType = QboLineKind.AccountExpense, AccountBasedExpenseLineDetail = new() { AccountRef = await AccountAsync("Expense") } };

        var bill = Value(await _qbo.CreateAsync(new QboBill { VendorRef = new(vendor.Id!), TxnDate = Day, DocNumber = "B-1", Line = [line] }, Next(), Cancellation));
        var payment = Value(await _qbo.CreateAsync(new QboBillPayment
        {
            VendorRef = new(vendor.Id!),
            TxnDate = Day,
            PayType = "Check",
            CheckPayment = new() { BankAccountRef = await AccountAsync("Bank") },
            TotalAmt = 200m,
            Line = [new() { Amount = 200m, LinkedTxn = [new() { TxnId = bill.Id, TxnType = "Bill" }] }],
        }, Next(), Cancellation));

        Value(await _qbo.ReadAsync<QboBill>(bill.Id!, Cancellation)).Balance.Should().Be(0m);
        var voided = Value(await _qbo.VoidAsync<QboBillPayment>(payment.Id!, payment.SyncToken!, Next(), Cancellation));
        voided.TotalAmt.Should().Be(0m);
        await DeleteAsync(Value(await _qbo.ReadAsync<QboBill>(bill.Id!, Cancellation)));
    }

    [Fact]
    public async Task A_journal_shows_in_the_trial_balance_to_the_cent()
    {
        var (bank, income) = (await AccountAsync("Bank"), await AccountAsync("Income"));
        var before = Value(await _qbo.TrialBalanceAsync(Day, Cancellation));

        var journal = Value(await _qbo.CreateAsync(Journal("CS-1", 1234.56m, bank, income), Next(), Cancellation));

        var after = Value(await _qbo.TrialBalanceAsync(Day, Cancellation));
        (Balance(after, bank) - Balance(before, bank)).Should().Be(1234.56m);
        (Balance(after, income) - Balance(before, income)).Should().Be(-1234.56m);
        after.TotalDebit.Should().Be(after.TotalCredit);
        var read = Value(await _qbo.ReadAsync<QboJournalEntry>(journal.Id!, Cancellation));
        read.Line!.Select(l => (l.Amount, l.JournalEntryLineDetail!.PostingType, l.JournalEntryLineDetail.AccountRef!.Value)).Should()
            .Equal((1234.56m, "Debit", bank.Value), (1234.56m, "Credit", income.Value));
        await DeleteAsync(read);
    }

    [Fact]
    public async Task The_same_write_sent_twice_makes_one_document()
    {
        var write = QboWrite.Create(Journal("CS-1", 10m, await AccountAsync("Bank"), await AccountAsync("Income")), "intent-1");

        var first = Value(await _qbo.SendAsync(write, Cancellation));
        var second = Value(await _qbo.SendAsync(new QboWrite(QboEntity.Named("JournalEntry"), QboOperation.Create, write.Json, "intent-1"), Cancellation));

        second.Should().Be(first);
        Value(await _qbo.CountAsync<QboJournalEntry>("DocNumber = 'CS-1'", Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task A_batch_does_what_it_can_and_refuses_the_rest()
    {
        var customer = Value(await _qbo.CreateAsync(new QboCustomer { DisplayName = "Ada Ltd" }, Next(), Cancellation));
        var (bank, income) = (await AccountAsync("Bank"), await AccountAsync("Income"));
        QboBatchItem[] items =
        [
            new("1", QboWrite.Create(Journal("CS-1", 10m, bank, income), Next())),
            new("2", QboWrite.Create(new QboCustomer { DisplayName = "Ada Ltd" }, Next())),
            new("3", QboWrite.Update(new QboCustomer { Id = customer.Id, SyncToken = "0", Notes = "x" }, Next())),
            new("4", QboWrite.Delete(QboEntity.Invoice, "999999", "0", Next())),
            new("5", QboWrite.Create(Journal("CS-2", 10m, bank, income) with { Line = [Side("Debit", 10m, bank), Side("Credit", 9.99m, income)] }, Next())),
        ];

        var first = Value(await _qbo.BatchAsync(items, "batch-1", Cancellation));
        var again = Value(await _qbo.BatchAsync(items, "batch-1", Cancellation));

        Value(first[0].Outcome).Entity.Should().Be(QboEntity.JournalEntry);
        Fault(first[1].Outcome).Class.Should().Be(QboFaultClass.DuplicateName);
        Value(first[2].Outcome).SyncToken.Should().Be("1");
        Fault(first[3].Outcome).Class.Should().Be(QboFaultClass.NotFound);
        Fault(first[4].Outcome).Class.Should().Be(QboFaultClass.Validation);
        again.Select(r => r.Outcome.Match(w => w.Json, f => f.Code, _ => "")).Should().Equal(first.Select(r => r.Outcome.Match(w => w.Json, f => f.Code, _ => "")));
        Value(await _qbo.CountAsync<QboJournalEntry>("DocNumber = 'CS-1'", Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task A_long_list_is_read_whole()
    {
        var items = Enumerable.Range(1, 23).Select(n => new QboBatchItem($"{n}", QboWrite.Create(new QboTerm { Name = $"Term {n}", DueDays = n }, Next()))).ToArray();
        Value(await _qbo.BatchAsync(items, Next(), Cancellation)).Should().AllSatisfy(r => Value(r.Outcome));
        await using var rig = await QboRig.StartAsync(QboRig.Hasty with { RowsPerPage = 7 }, server: Url);
        rig.Store.Tokens[_qbo.RealmId] = _rig.Store.Tokens[_qbo.RealmId];

        var terms = Value(await rig.Factory.For(_qbo.RealmId, readOnly: true).QueryAllAsync<QboTerm>(null, Cancellation));

        terms.Should().HaveCount(Value(await _qbo.CountAsync<QboTerm>(null, Cancellation))).And.OnlyHaveUniqueItems(t => t.Id);
        terms.Select(t => t.Name).Should().Contain(Enumerable.Range(1, 23).Select(n => $"Term {n}"));
    }

    [Fact]
    public async Task Changes_since_a_moment_are_new_changed_and_deleted_objects()
    {
        var (bank, income) = (await AccountAsync("Bank"), await AccountAsync("Income"));
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        var kept = Value(await _qbo.CreateAsync(Journal("CS-1", 10m, bank, income), Next(), Cancellation));
        var gone = Value(await _qbo.CreateAsync(Journal("CS-2", 10m, bank, income), Next(), Cancellation));
        var customer = Value(await _qbo.CreateAsync(new QboCustomer { DisplayName = "Ada Ltd" }, Next(), Cancellation));
        await DeleteAsync(gone);

        var changes = Value(await _qbo.ChangesSinceAsync([QboEntity.JournalEntry, QboEntity.Customer, QboEntity.Bill], since, Cancellation));

        changes.Of<QboJournalEntry>().Select(j => (j.Id, j.DocNumber)).Should().Equal((kept.Id, "CS-1"));
        changes.Deleted(QboEntity.JournalEntry).Should().ContainSingle().Which.Should().Match<QboDeleted>(d => d.Id == gone.Id && d.At >= since);
        changes.Of<QboCustomer>().Select(c => c.Id).Should().Contain(customer.Id);
        changes.Of<QboBill>().Should().BeEmpty();
        changes.IsComplete.Should().BeTrue();
    }

    [Fact]
    public async Task Refusals_have_a_class_and_a_trace_id()
    {
        var customer = Value(await _qbo.CreateAsync(new QboCustomer { DisplayName = "Amy's Bird Sanctuary" }, Next(), Cancellation));
        Value(await _qbo.QueryAsync<QboCustomer>($"SELECT * FROM Customer WHERE DisplayName = {QboQuery.Text("Amy's Bird Sanctuary")}", Cancellation)).Single().Id.Should().Be(customer.Id);

        Fault(await _qbo.ReadAsync<QboInvoice>("999999", Cancellation)).Should().Match<QboFault>(f => f.Class == QboFaultClass.NotFound && f.IntuitTid!.Length > 5);
        Fault(await _qbo.QueryAsync<QboCustomer>("SELECT * FROM Custmoer", Cancellation)).Class.Should().Be(QboFaultClass.Malformed);
        Fault(await _qbo.SendAsync(new QboWrite(QboEntity.Customer, QboOperation.Create, """{"DisplayName":"B","BadJson":1}""", Next()), Cancellation)).Class.Should().Be(QboFaultClass.Malformed);
        Fault(await _qbo.CreateAsync(new QboCustomer { DisplayName = new string('x', 501) }, Next(), Cancellation)).Code.Should().Be("2050");
        Fault(await _qbo.SendAsync(new QboWrite(QboEntity.Invoice, QboOperation.Create, """{"CustomerRef":{"value":"999999"},"Line":[]}""", Next()), Cancellation)).HttpStatus.Should().Be(400);
    }

    [Fact]
    public async Task A_plan_without_bills_refuses_them_as_a_matter_of_the_plan()
    {
        var simple = await ConnectAsync(await NewCompanyAsync("US", "SimpleStart"));
        var vendor = Value(await simple.CreateAsync(new QboVendor { DisplayName = "Bolt Co" }, Next(), Cancellation));

        var fault = Fault(await simple.CreateAsync(new QboBill
        {
            VendorRef = new(vendor.Id!),
            Line = [new() { Amount = 1m, DetailType = QboLineKind.AccountExpense, AccountBasedExpenseLineDetail = new() { AccountRef = new("1") } }],
        }, Next(), Cancellation));

        fault.Class.Should().Be(QboFaultClass.Plan);
    }

    private async Task<T> LifeAsync<T>(T body, Func<T, T> change) where T : QboListEntry, IQboEntity
    {
        var created = Value(await _qbo.CreateAsync(body, Next(), Cancellation));
        var changed = change(created);
        var updated = Value(await _qbo.UpdateAsync(changed with { MetaData = null }, Next(), sparse: true, Cancellation));
        updated.Should().BeEquivalentTo(changed, o => o.Excluding(x => x.SyncToken).Excluding(x => x.MetaData).Excluding(x => x.Path.EndsWith("FullyQualifiedName")));
        updated.SyncToken.Should().NotBe(created.SyncToken);
        var gone = Value(await _qbo.SendAsync(new QboWrite(T.Entity, QboOperation.Update, $$"""{"Id":"{{updated.Id}}","SyncToken":"{{updated.SyncToken}}","sparse":true,"Active":false}""", Next()), Cancellation));
        gone.As<T>().Active.Should().BeFalse();
        Value(await _qbo.QueryAllAsync<T>(null, Cancellation)).Should().NotContain(x => x.Id == created.Id);
        Value(await _qbo.QueryAllAsync<T>(QboQuery.ActiveOrNot, Cancellation)).Should().Contain(x => x.Id == created.Id);
        return created;
    }

    private async Task DeleteAsync<T>(T document) where T : QboTransaction, IQboEntity
    {
        Value(await _qbo.DeleteAsync<T>(document.Id!, document.SyncToken!, Next(), Cancellation)).Id.Should().Be(document.Id);
        Fault(await _qbo.ReadAsync<T>(document.Id!, Cancellation)).Class.Should().Be(QboFaultClass.NotFound);
    }

    private async Task<string> NewCompanyAsync(string template = "US", string plan = "Plus")
    {
        var request = new { template, plan, classTracking = plan == "Plus", locationTracking = plan == "Plus" };
        using var answer = await _browser.PostAsJsonAsync(new Uri(Url, "/simulator/companies"), request, Cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("realmId").GetString()!;
    }

    /// <summary>The consent of a browser that does not click.</summary>
    private async Task<QboClient> ConnectAsync(string realmId)
    {
        var consent = new Uri($"{_rig.Authorization.AuthoriseUrl(Callback, "the state")}&realmId={realmId}&consent=allow");
        using var redirect = await _browser.GetAsync(consent, Cancellation);
        var answer = HttpUtility.ParseQueryString(redirect.Headers.Location!.Query);
        (answer["state"], answer["realmId"]).Should().Be(("the state", realmId));
        Value(await _rig.Authorization.ExchangeCodeAsync(realmId, answer["code"]!, Callback, Cancellation));
        return _rig.Factory.For(realmId, readOnly: false);
    }

    private async Task<QboRef> AccountAsync(string type) =>
        new(Value(await _qbo.QueryAsync<QboAccount>($"SELECT * FROM Account WHERE AccountType = {QboQuery.Text(type)}", Cancellation))[0].Id!);

    private string Next() => $"r-{++_requests}";

    private static decimal Balance(QboTrialBalance balance, QboRef account) =>
        balance.Rows.Where(r => r.AccountId == account.Value).Sum(r => r.Debit - r.Credit);

    private static QboJournalEntry Journal(string number, decimal amount, QboRef debit, QboRef credit) => new()
    {
        DocNumber = number,
        TxnDate = Day,
        Line = [Side("Debit", amount, debit), Side("Credit", amount, credit)],
    };

    private static QboLine Side(string posting, decimal amount, QboRef account) => new()
    {
        Amount = amount,
        DetailType = QboLineKind.Journal,
        JournalEntryLineDetail = new() { PostingType = posting, AccountRef = account },
    };

    private static T Value<T>(QboOutcome<T> outcome) => outcome.Match(
        value => value,
        fault => throw new Xunit.Sdk.XunitException($"Refused: {fault}"),
        doubt => throw new Xunit.Sdk.XunitException($"Uncertain: {doubt}"));

    private static QboFault Fault<T>(QboOutcome<T> outcome) => outcome.Should().BeOfType<QboOutcome<T>.Refused>().Which.Fault;
}
