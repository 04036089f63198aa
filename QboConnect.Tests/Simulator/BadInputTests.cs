using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>Whatever is sent, the answer is QuickBooks' own and the books stay whole (issue 3, proof).</summary>
public sealed class BadInputTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const int Requests = 10_000;
    private const int Seed = 20260615;

    private static readonly string[] Splinters =
        ["{", "}", "[", "]", "\"", ":", ",", "null", "true", "-1", "1e300", "99999999999999999999", "0.0000000000000000000000000001", "\\ud800", "\\u0000", "\u00ff", "'", "%", "2026-13-45", "9999-12-31", "{\"value\":\"1\"}", "[[[[[[[[[["];

    [Fact]
    public async Task Ten_thousand_mutated_requests_get_a_fault_and_leave_the_books_balanced()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var pair = await SimulatorFixture.ReadAsync(await simulator.Http.PostAsync($"/simulator/companies/{company.Realm}/tokens", null, TestContext.Current.CancellationToken));
        var token = pair["access_token"]!.GetValue<string>();
        var bodies = await ValidAsync(company);
        var random = new Random(Seed);

        for (var i = 0; i < Requests; i++)
        {
            var (path, json) = bodies[random.Next(bodies.Count)];
            using var request = Mutated(random, company.Realm, path, json);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            ((int)response.StatusCode).Should().BeOneOf([200, 400, 403, 404, 415], $"request {i} to {request.RequestUri} answered {text}");
            if ((int)response.StatusCode == 400)
            {
                JsonNode.Parse(text)!["Fault"]!["Error"]![0]!["code"].Should().NotBeNull(text);
            }
        }

        (await company.TrialBalanceAsync("end_date=2199-12-31")).Values.Sum().Should().Be(0m);
    }

    [Fact]
    public async Task Five_megabytes_of_anything_are_refused_in_the_usual_shape()
    {
        var company = await simulator.CompanyAsync();
        var name = new string('x', 5 * 1024 * 1024);

        (await company.RefusalAsync("customer", $$"""{"DisplayName":"{{name}}"}""")).Should().Be("2050");
        (await company.RefusalAsync("customer", name)).Should().Be("2010");
    }

    private static HttpRequestMessage Mutated(Random random, string realm, string path, string json)
    {
        var text = new StringBuilder(json);
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Splinters[random.Next(Splinters.Length)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(32, 127);
                    break;
                default:
                    var number = text.ToString().IndexOfAny([.. "0123456789"], at);
                    if (number >= 0)
                    {
                        text.Remove(number, 1).Insert(number, Splinters[random.Next(Splinters.Length)]);
                    }
                    break;
            }
            if (text.Length == 0)
            {
                break;
            }
        }
        var body = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(20) == 0 && body.Length > 0)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }
        var target = random.Next(30) == 0 ? path + "/x/y" : random.Next(30) == 0 ? "query?query=" + Uri.EscapeDataString(text.ToString()) : path;
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/company/{realm}/{target}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    private static async Task<List<(string Path, string Json)>> ValidAsync(SimulatedCompany company)
    {
        var (customer, vendor) = (await company.CustomerAsync(), await company.VendorAsync());
        var item = await company.StockItemAsync("Frame", 5m, 3.33m);
        var (checking, services) = (await company.AccountAsync("Checking"), await company.AccountAsync("Services"));
        var invoice = await company.SellAsync(customer, 100m);
        var line = Books.ItemLine(item, 2, 9.99m, ""","TaxCodeRef":{"value":"TAX"}""");
        return
        [
            ("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"TxnDate":"2026-05-01","Line":[{{line}}],"TxnTaxDetail":{"TotalTax":1.5} }"""),
            ("invoice?operation=update", $$"""{"Id":"{{invoice.Id()}}","SyncToken":"0","sparse":true,"Line":[{{line}}]}"""),
            ("payment", Books.Pay(customer, 10m, ""","TxnDate":"2026-05-01" """, Books.Linked(10m, invoice.Id()))),
            ("bill", $$"""{"VendorRef":{"value":"{{vendor}}"},"TxnDate":"2026-05-01","Line":[{"Amount":20,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"{{item}}"},"Qty":5,"UnitPrice":4} }]}"""),
            ("journalentry", $$"""{"TxnDate":"2026-05-01","CurrencyRef":{"value":"USD"},"Line":[{{Books.JournalLine("Debit", checking, 10m)}},{{Books.JournalLine("Credit", services, 10m)}}]}"""),
            ("customer", """{"DisplayName":"Name 1","BillAddr":{"Line1":"1 Street"},"PrimaryEmailAddr":{"Address":"a@b.example"}}"""),
            ("account", """{"Name":"Account 1","AccountType":"Bank","AccountSubType":"Checking","CurrencyRef":{"value":"EUR"}}"""),
            ("batch", $$"""{"BatchItemRequest":[{"bId":"1","operation":"create","Vendor":{"DisplayName":"V 1"} },{"bId":"2","Query":"select * from Vendor where Id = '1'"}]}"""),
            ("term", """{"Name":"Net 7","DueDays":7}"""),
            ("preferences", """{"Id":"1","SyncToken":"0","SalesFormsPrefs":{"CustomTxnNumbers":true}}"""),
        ];
    }
}
