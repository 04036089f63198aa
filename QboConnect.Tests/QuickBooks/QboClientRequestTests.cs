using System.Text.Json;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Tests.QuickBooks;

/// <summary>What the client sends, and what it makes of a good answer.</summary>
public sealed class QboClientRequestTests
{
    private const string Company = "/v3/company/9130350000000001/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_only_connection_sends_no_write_of_any_kind()
    {
        await using var rig = await QboRig.StartAsync();
        var client = rig.Factory.For(QboRig.Realm, readOnly: true);
        var write = QboWrite.Create(new QboTerm { Name = "Net 30" }, "r-5");

        var faults = new[]
        {
            Fault(await client.CreateAsync(new QboTerm { Name = "Net 30" }, "r-1", Cancellation)),
            Fault(await client.UpdateAsync(new QboTerm { Id = "7", SyncToken = "0" }, "r-2", sparse: true, Cancellation)),
            Fault(await client.VoidAsync<QboInvoice>("7", "0", "r-3", Cancellation)),
            Fault(await client.DeleteAsync<QboInvoice>("7", "0", "r-4", Cancellation)),
            Fault(await client.SendAsync(write, Cancellation)),
            Fault(Value(await client.BatchAsync([new("b1", write)], "r-6", Cancellation)).Single().Outcome),
        };

        faults.Should().AllSatisfy(f => f.Class.Should().Be(QboFaultClass.ReadOnly));
        rig.Stub.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_read_only_connection_reads()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"Term":{"Id":"7","SyncToken":"0","Name":"Net 30"}}""");

        Value(await rig.Factory.For(QboRig.Realm, readOnly: true).ReadAsync<QboTerm>("7", Cancellation)).Name.Should().Be("Net 30");
    }

    [Fact]
    public async Task A_create_carries_the_minor_version_the_request_id_and_only_what_is_known()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"Invoice":{"Id":"264","SyncToken":"0","TotalAmt":100.00,"Balance":100.00,"MetaData":{"CreateTime":"2026-01-31T23:58:56-08:00"}},"time":"2026-01-31T23:58:56.463-08:00"}""");
        var invoice = new QboInvoice
        {
            DocNumber = "INV-1",
            TxnDate = new DateOnly(2026, 1, 31),
            CustomerRef = new QboRef("1"),
            Line = [new QboLine { Amount = 10.50m, DetailType = QboLineKind.SalesItem, SalesItemLineDetail = new() { ItemRef = new("19"), Qty = 3, UnitPrice = 3.5m } }],
        };

        var created = Value(await rig.Client.CreateAsync(invoice, "intent-1", Cancellation));

        var call = rig.Stub.Calls.Should().ContainSingle().Subject;
        (call.Method, call.Path, call.RequestId, call.Query["minorversion"].ToString(), call.Accept).Should()
            .Be(("POST", Company + "invoice", "intent-1", "75", "application/json"));
        call.Body.Should().Be("""{"CustomerRef":{"value":"1"},"DocNumber":"INV-1","TxnDate":"2026-01-31","Line":[{"Amount":10.50,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"19"},"Qty":3,"UnitPrice":3.5}}]}""");
        created.TotalAmt.Should().Be(100m);
        created.MetaData!.CreateTime.Should().Be(new DateTimeOffset(2026, 2, 1, 7, 58, 56, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_stored_body_is_sent_byte_for_byte()
    {
        await using var rig = await QboRig.StartAsync();
        const string Stored = "{ \"DisplayName\" : \"Zoë's \\u00e9 & Søn\",  \"Balance\":1.50 }";
        rig.Stub.Answers(200, """{"Customer":{"Id":"9","SyncToken":"0","DisplayName":"Zoë's é & Søn"}}""");

        var written = Value(await rig.Client.SendAsync(new QboWrite(QboEntity.Customer, QboOperation.Create, Stored, "intent-1"), Cancellation));

        rig.Stub.Calls.Single().Body.Should().Be(Stored);
        written.Should().BeEquivalentTo(new { Id = "9", SyncToken = "0", Entity = QboEntity.Customer });
        written.As<QboCustomer>().DisplayName.Should().Be("Zoë's é & Søn");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_says_whether_it_is_sparse(bool sparse)
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"Customer":{"Id":"9","SyncToken":"2"}}""");

        var updated = Value(await rig.Client.UpdateAsync(new QboCustomer { Id = "9", SyncToken = "1", Active = false }, "r", sparse, Cancellation));

        updated.SyncToken.Should().Be("2");
        using var body = JsonDocument.Parse(rig.Stub.Calls.Single().Body);
        body.RootElement.GetProperty("sparse").GetBoolean().Should().Be(sparse);
        body.RootElement.GetProperty("Active").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task An_invoice_is_voided_by_operation_and_a_payment_by_a_sparse_update_that_includes_void()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"Invoice":{"Id":"264","SyncToken":"3","TotalAmt":0}}""").Answers(200, """{"Payment":{"Id":"265","SyncToken":"1","TotalAmt":0}}""");

        await rig.Client.VoidAsync<QboInvoice>("264", "2", "r-1", Cancellation);
        await rig.Client.VoidAsync<QboPayment>("265", "0", "r-2", Cancellation);

        var (invoice, payment) = (rig.Stub.Calls[0], rig.Stub.Calls[1]);
        (invoice.Path, invoice.Query["operation"].ToString(), invoice.Body).Should().Be((Company + "invoice", "void", """{"Id":"264","SyncToken":"2"}"""));
        (payment.Path, payment.Query["operation"].ToString(), payment.Query["include"].ToString(), payment.Body).Should()
            .Be((Company + "payment", "update", "void", """{"Id":"265","SyncToken":"0","sparse":true}"""));
    }

    [Fact]
    public async Task What_QuickBooks_cannot_void_or_delete_is_not_sent()
    {
        await using var rig = await QboRig.StartAsync();

        Fault(await rig.Client.VoidAsync<QboJournalEntry>("1", "0", "r-1", Cancellation)).Class.Should().Be(QboFaultClass.Unsupported);
        Fault(await rig.Client.VoidAsync<QboBill>("1", "0", "r-2", Cancellation)).Class.Should().Be(QboFaultClass.Unsupported);
        Fault(await rig.Client.DeleteAsync<QboCustomer>("1", "0", "r-3", Cancellation)).Class.Should().Be(QboFaultClass.Unsupported);
        rig.Stub.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_delete_answers_with_the_id()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"JournalEntry":{"domain":"QBO","status":"Deleted","Id":"227"},"time":"2026-01-01T00:00:00.000-08:00"}""");

        var deleted = Value(await rig.Client.DeleteAsync<QboJournalEntry>("227", "0", "r-1", Cancellation));

        deleted.Id.Should().Be("227");
        rig.Stub.Calls.Single().Query["operation"].ToString().Should().Be("delete");
    }

    [Fact]
    public async Task A_duplicate_number_can_be_let_through()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"Bill":{"Id":"1","SyncToken":"0"}}""");

        await rig.Client.SendAsync(QboWrite.Create(new QboBill { DocNumber = "1" }, "r-1") with { AllowDuplicateNumber = true }, Cancellation);

        rig.Stub.Calls.Single().Query["include"].ToString().Should().Be("allowduplicatedocnum");
    }

    [Fact]
    public void A_write_without_a_request_id_cannot_be_made()
    {
        FluentActions.Invoking(() => QboWrite.Create(new QboTerm(), "")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => QboWrite.Create(new QboTerm(), new string('x', 51))).Should().Throw<ArgumentException>().WithMessage("*50 characters*");
    }

    [Fact]
    public async Task A_batch_tells_its_items_apart_by_their_ids_whatever_the_order()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """
            {"BatchItemResponse":[
              {"Fault":{"Error":[{"Message":"Stale Object Error","Detail":"Stale Object Error : You and Ada were working on this at the same time.","code":"5010"}],"type":"ValidationFault"},"bId":"b2"},
              {"Invoice":{"Id":"264","SyncToken":"1","TotalAmt":0},"bId":"b3"},
              {"Customer":{"Id":"9","SyncToken":"0","DisplayName":"Ada Ltd"},"bId":"b1"}],"time":"2026-01-01T00:00:00.000-08:00"}
            """);
        QboBatchItem[] items =
        [
            new("b1", new QboWrite(QboEntity.Customer, QboOperation.Create, "{\"DisplayName\":\"Ada Ltd\"}", "r-1")),
            new("b2", QboWrite.Delete(QboEntity.Bill, "5", "0", "r-2")),
            new("b3", QboWrite.Void(QboEntity.Invoice, "264", "0", "r-3")),
            new("b4", QboWrite.Create(new QboTerm { Name = "Net 30" }, "r-4")),
            new("b5", QboWrite.Void(QboEntity.JournalEntry, "6", "0", "r-5")),
        ];

        var results = Value(await rig.Client.BatchAsync(items, "batch-1", Cancellation));

        results.Select(r => r.ItemId).Should().Equal("b1", "b2", "b3", "b4", "b5");
        Value(results[0].Outcome).As<QboCustomer>().DisplayName.Should().Be("Ada Ltd");
        Fault(results[1].Outcome).Class.Should().Be(QboFaultClass.Stale);
        Value(results[2].Outcome).SyncToken.Should().Be("1");
        results[3].Outcome.Should().BeOfType<QboOutcome<QboWritten>.Uncertain>("the answer lacks it");
        Fault(results[4].Outcome).Class.Should().Be(QboFaultClass.Unsupported);
        var call = rig.Stub.Calls.Single();
        (call.Path, call.RequestId).Should().Be((Company + "batch", "batch-1"));
        call.Body.Should().Be("""{"BatchItemRequest":[{"bId":"b1","operation":"create","Customer":{"DisplayName":"Ada Ltd"}},{"bId":"b2","operation":"delete","Bill":{"Id":"5","SyncToken":"0"}},{"bId":"b3","operation":"update","optionsData":"void","Invoice":{"Id":"264","SyncToken":"0"}},{"bId":"b4","operation":"create","Term":{"Name":"Net 30"}}]}""");
    }

    [Fact]
    public async Task A_batch_whose_answer_lacks_its_items_is_in_doubt()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"time":"2026-01-01T00:00:00.000-08:00"}""");

        var outcome = await rig.Client.BatchAsync([new("b1", QboWrite.Create(new QboTerm { Name = "Net 30" }, "r-1"))], "b", Cancellation);

        outcome.Should().BeOfType<QboOutcome<IReadOnlyList<QboBatchResult>>.Uncertain>();
    }

    [Fact]
    public async Task A_batch_that_breaks_the_limits_is_a_mistake_of_the_caller()
    {
        await using var rig = await QboRig.StartAsync();
        QboBatchItem Item(int n) => new($"b{n}", QboWrite.Create(new QboTerm { Name = $"{n}" }, $"r-{n}"));

        await FluentActions.Awaiting(() => rig.Client.BatchAsync([.. Enumerable.Range(1, 31).Select(Item)], "b", Cancellation)).Should().ThrowAsync<ArgumentException>().WithMessage("*1 to 30 items, not 31*");
        await FluentActions.Awaiting(() => rig.Client.BatchAsync([Item(1), Item(1)], "b", Cancellation)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => rig.Client.BatchAsync([Item(1)], new string('x', 37), Cancellation)).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task A_query_is_sent_whole_and_an_empty_answer_is_an_empty_list()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"QueryResponse":{},"time":"2026-01-01T00:00:00.000-08:00"}""");

        var found = Value(await rig.Client.QueryAsync<QboCustomer>($"SELECT * FROM Customer WHERE DisplayName = {QboQuery.Text(@"Amy's \ Bird & Co + 1%")}", Cancellation));

        found.Should().BeEmpty();
        rig.Stub.Calls.Single().Query["query"].ToString().Should().Be(@"SELECT * FROM Customer WHERE DisplayName = 'Amy\'s \\ Bird & Co + 1%'");
    }

    [Fact]
    public async Task A_query_too_long_for_an_address_is_posted()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"QueryResponse":{"Item":[{"Id":"1"}],"startPosition":1,"maxResults":1}}""");
        var statement = "SELECT * FROM Item WHERE Id IN (" + string.Join(',', Enumerable.Range(1, 400).Select(i => $"'{i}'")) + ")";

        Value(await rig.Client.QueryAsync<QboItem>(statement, Cancellation)).Should().HaveCount(1);

        (rig.Stub.Calls.Single().Method, rig.Stub.Calls.Single().Body).Should().Be(("POST", statement));
    }

    [Fact]
    public async Task A_count_is_a_number()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"QueryResponse":{"totalCount":57},"time":"2026-01-01T00:00:00.000-08:00"}""");

        Value(await rig.Client.CountAsync<QboInvoice>("Balance > '0'", Cancellation)).Should().Be(57);
        rig.Stub.Calls.Single().Query["query"].ToString().Should().Be("SELECT COUNT(*) FROM Invoice WHERE Balance > '0'");
    }

    [Fact]
    public async Task A_long_list_is_read_in_pages_that_overlap_by_one_row()
    {
        await using var rig = await QboRig.StartAsync(QboRig.Hasty with { RowsPerPage = 3 });
        rig.Stub.Answers(200, Page(1, 2, 3)).Answers(200, Page(3, 4, 5)).Answers(200, Page(5, 6));

        var all = Value(await rig.Client.QueryAllAsync<QboItem>(QboQuery.ActiveOrNot, Cancellation));

        all.Select(i => i.Id).Should().Equal("1", "2", "3", "4", "5", "6");
        rig.Stub.Calls.Select(c => c.Query["query"].ToString()).Should().Equal(
            "SELECT * FROM Item WHERE Active IN (true,false) ORDERBY Id STARTPOSITION 1 MAXRESULTS 3",
            "SELECT * FROM Item WHERE Active IN (true,false) ORDERBY Id STARTPOSITION 3 MAXRESULTS 3",
            "SELECT * FROM Item WHERE Active IN (true,false) ORDERBY Id STARTPOSITION 5 MAXRESULTS 3");
    }

    [Fact]
    public async Task A_deletion_between_two_pages_loses_no_row()
    {
        await using var rig = await QboRig.StartAsync(QboRig.Hasty with { RowsPerPage = 3 });
        rig.Stub.Answers(200, Page(1, 2, 3)).Answers(200, Page(4, 5));
        rig.Stub.Answers(200, Page(2, 3, 4)).Answers(200, Page(4, 5));

        Value(await rig.Client.QueryAllAsync<QboItem>(null, Cancellation)).Select(i => i.Id).Should().Equal("2", "3", "4", "5");
    }

    [Fact]
    public async Task Changes_tell_new_and_deleted_objects_apart_and_whether_they_are_all()
    {
        await using var rig = await QboRig.StartAsync(QboRig.Hasty with { ChangesPerAnswer = 4 });
        const string Answer = """
            {"CDCResponse":[{"QueryResponse":[
              {"Invoice":[{"Id":"1","SyncToken":"0","DocNumber":"A"},{"domain":"QBO","status":"Deleted","Id":"39","MetaData":{"LastUpdatedTime":"2026-01-31T10:00:00-08:00"}}],"startPosition":1,"maxResults":2},
              {"Customer":[{"Id":"5","Active":false}],"startPosition":1,"maxResults":1},
              {}]}],"time":"2026-01-31T10:00:00.000-08:00"}
            """;
        rig.Stub.Answers(200, Answer);
        var since = TimeProvider.System.GetUtcNow().AddDays(-29);

        var changes = Value(await rig.Client.ChangesSinceAsync([QboEntity.Invoice, QboEntity.Customer, QboEntity.Term], since, Cancellation));

        changes.Of<QboInvoice>().Should().ContainSingle().Which.DocNumber.Should().Be("A");
        changes.Deleted(QboEntity.Invoice).Should().Equal(new QboDeleted("39", new DateTimeOffset(2026, 1, 31, 18, 0, 0, TimeSpan.Zero)));
        changes.Of<QboCustomer>().Single().Active.Should().BeFalse();
        changes.Of<QboTerm>().Should().BeEmpty();
        changes.IsComplete.Should().BeTrue();
        rig.Stub.Calls.Single().Query["entities"].ToString().Should().Be("Invoice,Customer,Term");
    }

    [Fact]
    public async Task Changes_of_more_than_thirty_days_are_refused_without_a_call()
    {
        await using var rig = await QboRig.StartAsync();

        var fault = Fault(await rig.Client.ChangesSinceAsync([QboEntity.Invoice], TimeProvider.System.GetUtcNow().AddDays(-31), Cancellation));

        fault.Cause.Should().Be("QuickBooks tells changes of the last 30 days only.");
        rig.Stub.Calls.Should().BeEmpty();
    }

    private static string Page(params int[] ids)
    {
        var rows = ids.Select(id => $"{{\"Id\":\"{id}\",\"SyncToken\":\"0\"}}");
        return $"{{\"QueryResponse\":{{\"Item\":[{string.Join(',', rows)}],\"startPosition\":1,\"maxResults\":{ids.Length}}}}}";
    }

    private static T Value<T>(QboOutcome<T> outcome) => outcome.Should().BeOfType<QboOutcome<T>.Ok>().Which.Value;

    private static QboFault Fault<T>(QboOutcome<T> outcome) => outcome.Should().BeOfType<QboOutcome<T>.Refused>().Which.Fault;
}
