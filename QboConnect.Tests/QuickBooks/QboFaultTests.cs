using QboConnect.Core.QuickBooks;

namespace QboConnect.Tests.QuickBooks;

public sealed class QboFaultTests
{
    [Theory]
    [InlineData("120", QboFaultClass.Reconnect)]
    [InlineData("150", QboFaultClass.Connection)]
    [InlineData("500", QboFaultClass.Unsupported)]
    [InlineData("2010", QboFaultClass.Malformed)]
    [InlineData("2300", QboFaultClass.Validation)]
    [InlineData("2500", QboFaultClass.Inactive)]
    [InlineData("3001", QboFaultClass.Throttled)]
    [InlineData("3100", QboFaultClass.Reconnect)]
    [InlineData("3200", QboFaultClass.Reconnect)]
    [InlineData("4001", QboFaultClass.Malformed)]
    [InlineData("5010", QboFaultClass.Stale)]
    [InlineData("5020", QboFaultClass.Plan)]
    [InlineData("5030", QboFaultClass.Plan)]
    [InlineData("6140", QboFaultClass.DuplicateNumber)]
    [InlineData("6190", QboFaultClass.SubscriptionEnded)]
    [InlineData("6200", QboFaultClass.PeriodClosed)]
    [InlineData("6210", QboFaultClass.PeriodClosed)]
    [InlineData("6240", QboFaultClass.DuplicateName)]
    [InlineData("6540", QboFaultClass.Validation)]
    [InlineData("10000", QboFaultClass.System)]
    [InlineData("9999", QboFaultClass.Validation)]
    public void A_code_has_a_class_a_cause_and_a_remedy(string code, QboFaultClass expected)
    {
        var fault = QboFaults.Of(new QboError(code, "message", "detail", null), QboOperation.Create);

        fault.Class.Should().Be(expected);
        fault.Cause.Should().EndWith(".").And.NotContainAny("API", "HTTP", "JSON", "entity");
        fault.Remedy.Should().EndWith(".");
    }

    [Theory]
    [InlineData(QboOperation.Create, QboFaultClass.Inactive)]
    [InlineData(QboOperation.Update, QboFaultClass.NotFound)]
    [InlineData(QboOperation.Void, QboFaultClass.NotFound)]
    [InlineData(QboOperation.Delete, QboFaultClass.NotFound)]
    [InlineData(null, QboFaultClass.NotFound)]
    public void Not_found_means_something_used_on_a_create_and_the_object_itself_elsewhere(QboOperation? about, QboFaultClass expected)
    {
        var error = new QboError("610", "Object Not Found", "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.", null);

        QboFaults.Of(error, about).Class.Should().Be(expected);
    }

    [Fact]
    public void A_business_rule_is_told_in_QuickBooks_own_words()
    {
        var error = new QboError("6000", "A business validation error has occurred while processing your request", "Business Validation Error: When you use Accounts Receivable, you must choose a customer in the Name field.", null);

        QboFaults.Of(error, QboOperation.Create).Cause.Should().Be("QuickBooks refused it: When you use Accounts Receivable, you must choose a customer in the Name field.");
    }

    [Theory]
    [InlineData("The name supplied already exists. : Another customer, vendor or employee is already using this \nname. Please use a different name.", null)]
    [InlineData("The name supplied already exists. : Id=58", "58")]
    public void A_taken_name_names_its_owner_where_QuickBooks_tells_it(string detail, string? id)
    {
        QboFaults.Of(new QboError("6240", "Duplicate Name Exists Error", detail, null), QboOperation.Create).Duplicate?.Id.Should().Be(id);
    }

    [Fact]
    public void A_refused_token_is_not_kept_in_the_fault() =>
        QboFaults.Of(new QboError("3200", "message=AuthenticationFailed; errorCode=003200; statusCode=401", "Token expired: AB01secret", null), null)
            .ToString().Should().Contain("Token expired").And.NotContain("AB01secret");

    [Fact]
    public void The_gateway_writes_its_code_into_the_message()
    {
        var reply = QboErrors.Read(new QboReply { Status = 403 }, """{"fault":{"error":[{"message":"message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403","detail":""}],"type":"SERVICE"}}""");

        QboFaults.Of(reply, null).Should().Match<QboFault>(f => f.Code == "3100" && f.Class == QboFaultClass.Reconnect && f.HttpStatus == 403);
    }

    [Theory]
    [InlineData(429, "", QboFaultClass.Throttled)]
    [InlineData(401, "<html><body>Unauthorized</body></html>", QboFaultClass.Reconnect)]
    [InlineData(502, "<html><head><title>502</title></head>", QboFaultClass.System)]
    [InlineData(404, "not here", QboFaultClass.Malformed)]
    public void An_answer_without_a_fault_is_judged_by_its_status(int status, string body, QboFaultClass expected)
    {
        var reply = QboErrors.Read(new QboReply { Status = status }, body);

        QboFaults.Of(reply, null).Class.Should().Be(expected);
    }

    [Fact]
    public void A_document_type_declaration_in_xml_is_not_followed()
    {
        var reply = QboErrors.Read(new QboReply { Status = 200 }, """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>""");

        reply.Silence.Should().Be(QboSilence.Unreadable);
        reply.Errors.Should().BeEmpty();
    }
}
