using System.Text;
using System.Xml.Linq;

namespace QboConnect.Tests.Simulator;

/// <summary>XML, which the client libraries for Java, .NET, PHP and Ruby speak (facts, sections 2.1, 2.4 and 6.1).</summary>
public sealed class XmlContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Xml = "application/xml";
    private static readonly XNamespace Finance = "http://schema.intuit.com/finance/v3";

    [Fact]
    public async Task S2_1_An_invoice_lives_in_XML_as_it_does_in_JSON()
    {
        var company = await simulator.CompanyAsync();
        var customer = await SendAsync(company, "customer", """<Customer xmlns="http://schema.intuit.com/finance/v3" domain="QBO" sparse="false"><DisplayName>Ada &amp; Sons</DisplayName><Notes/></Customer>""");
        var customerId = customer.Element(Finance + "Customer")!.Element(Finance + "Id")!.Value;

        var created = await SendAsync(company, "invoice", $"""
            <ns0:Invoice xmlns:ns0="http://schema.intuit.com/finance/v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <ns0:PrivateNote xsi:nil="true"/>
              <ns0:Line><ns0:Amount>12.50</ns0:Amount><ns0:DetailType>SalesItemLineDetail</ns0:DetailType>
                <ns0:SalesItemLineDetail><ns0:ItemRef>{await company.ServiceAsync()}</ns0:ItemRef></ns0:SalesItemLineDetail></ns0:Line>
              <ns0:CustomerRef name="ignored">{customerId}</ns0:CustomerRef><ns0:CustomerMemo>Thank you</ns0:CustomerMemo>
            </ns0:Invoice>
            """);

        created.Name.LocalName.Should().Be("IntuitResponse");
        created.Attribute("time").Should().NotBeNull();
        var invoice = created.Element(Finance + "Invoice")!;
        invoice.Attribute("domain")!.Value.Should().Be("QBO");
        invoice.Element(Finance + "CustomerRef")!.Value.Should().Be(customerId);
        invoice.Element(Finance + "CustomerRef")!.Attribute("name")!.Value.Should().Be("Ada & Sons");
        invoice.Element(Finance + "CustomerMemo")!.Value.Should().Be("Thank you");
        invoice.Element(Finance + "TotalAmt")!.Value.Should().Be("12.50");
        var id = invoice.Element(Finance + "Id")!.Value;

        var updated = await SendAsync(company, "invoice", $"""<Invoice sparse="true"><Id>{id}</Id><SyncToken>0</SyncToken><PrivateNote>changed</PrivateNote></Invoice>""");
        updated.Element(Finance + "Invoice")!.Element(Finance + "TotalAmt")!.Value.Should().Be("12.50");
        var deleted = (await SendAsync(company, "invoice?operation=delete", $"<Invoice><Id>{id}</Id><SyncToken>1</SyncToken></Invoice>")).Element(Finance + "Invoice")!;
        deleted.Attribute("status")!.Value.Should().Be("Deleted");
        deleted.Element(Finance + "Id")!.Value.Should().Be(id);
    }

    [Fact]
    public async Task S3_A_query_in_XML_counts_in_attributes()
    {
        var company = await simulator.CompanyAsync();
        await company.CustomerAsync();

        var found = (await GetAsync(company, "query?query=" + Uri.EscapeDataString("select * from Customer"))).Element(Finance + "QueryResponse")!;

        found.Attribute("startPosition")!.Value.Should().Be("1");
        found.Attribute("maxResults")!.Value.Should().Be("1");
        found.Element(Finance + "Customer")!.Element(Finance + "DisplayName")!.Value.Should().Be("Ada Ltd");
    }

    [Fact]
    public async Task S6_1_C_A_fault_in_XML()
    {
        var company = await simulator.CompanyAsync();
        await company.CustomerAsync();

        var fault = (await SendAsync(company, "customer", "<Customer><DisplayName>Ada Ltd</DisplayName></Customer>")).Element(Finance + "Fault")!;

        fault.Attribute("type")!.Value.Should().Be("ValidationFault");
        fault.Element(Finance + "Error")!.Attribute("code")!.Value.Should().Be("6240");
        fault.Element(Finance + "Error")!.Element(Finance + "Message")!.Value.Should().Be("Duplicate Name Exists Error");
        using var refused = new HttpRequestMessage(HttpMethod.Get, $"/v3/company/{company.Realm}/customer/1");
        refused.Headers.Accept.ParseAdd(Xml);
        using var answer = await simulator.Http.SendAsync(refused, TestContext.Current.CancellationToken);
        (await ReadAsync(answer)).Element(Finance + "Fault")!.Element(Finance + "Error")!.Attribute("code")!.Value.Should().Be("3200");
    }

    [Fact]
    public async Task S4_1_A_batch_in_XML()
    {
        var company = await simulator.CompanyAsync();

        var answers = (await SendAsync(company, "batch", """
            <IntuitBatchRequest xmlns="http://schema.intuit.com/finance/v3">
              <BatchItemRequest bId="a" operation="create"><Vendor><DisplayName>Bolt Co</DisplayName></Vendor></BatchItemRequest>
              <BatchItemRequest bId="b"><Query>select * from Vendor</Query></BatchItemRequest>
            </IntuitBatchRequest>
            """)).Elements(Finance + "BatchItemResponse").ToDictionary(a => a.Attribute("bId")!.Value);

        answers["a"].Element(Finance + "Vendor")!.Element(Finance + "DisplayName")!.Value.Should().Be("Bolt Co");
        answers["b"].Element(Finance + "QueryResponse")!.Elements(Finance + "Vendor").Should().ContainSingle();
    }

    [Fact]
    public async Task S9_1_A_report_in_XML_has_its_cells_in_attributes()
    {
        var company = await simulator.CompanyAsync();
        await company.SellAsync(await company.CustomerAsync(), 12.50m);

        var report = await GetAsync(company, "reports/TrialBalance");

        report.Name.LocalName.Should().Be("Report");
        report.Element(Finance + "Header")!.Element(Finance + "ReportName")!.Value.Should().Be("TrialBalance");
        report.Descendants(Finance + "ColData").Select(c => c.Attribute("value")!.Value).Should().Contain(["Accounts Receivable (A/R)", "12.50"]);
        report.Descendants(Finance + "ColData").First().Attribute("id").Should().NotBeNull();
    }

    [Theory]
    [InlineData("<Customer><DisplayName>Ada")]
    [InlineData("no XML at all")]
    [InlineData("<!DOCTYPE c [<!ENTITY e \"x\">]><Customer><DisplayName>&e;</DisplayName></Customer>")]
    [InlineData("<Customer><Unheard>1</Unheard></Customer>")]
    public async Task S6_2_Malformed_or_unknown_XML_is_2010(string body)
    {
        var company = await simulator.CompanyAsync();

        (await SendAsync(company, "customer", body)).Descendants(Finance + "Error").Single().Attribute("code")!.Value.Should().Be("2010");
        (await SendAsync(company, "customer", string.Concat(Enumerable.Repeat("<a>", 50_000)))).Descendants(Finance + "Error").Single().Attribute("code")!.Value.Should().Be("2010");
    }

    private static async Task<XElement> SendAsync(SimulatedCompany company, string path, string xml)
    {
        using var answer = await company.RawAsync(HttpMethod.Post, path, new StringContent(xml, Encoding.UTF8, Xml), Xml);
        return await ReadAsync(answer);
    }

    private static async Task<XElement> GetAsync(SimulatedCompany company, string path)
    {
        using var answer = await company.RawAsync(HttpMethod.Get, path, accept: Xml);
        return await ReadAsync(answer);
    }

    private static async Task<XElement> ReadAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.Should().Be(Xml);
        return XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
