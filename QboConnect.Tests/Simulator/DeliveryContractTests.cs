using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>Printing, e-mailing, files and how bodies travel (facts, sections 2.1, 2.6 and 7.6).</summary>
public sealed class DeliveryContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S2_6_A_document_is_answered_as_a_pdf()
    {
        var company = await simulator.CompanyAsync();
        var invoice = await company.SellAsync(await company.CustomerAsync(), 10m);

        using var answer = await company.RawAsync(HttpMethod.Get, $"invoice/{invoice.Id()}/pdf");

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/pdf");
        (await answer.Content.ReadAsStringAsync(Cancellation)).Should().StartWith("%PDF-").And.Contain("Total USD 10.00").And.EndWith("%%EOF\n");
        (await company.SendAsync(HttpMethod.Get, "bill/1/pdf")).Body["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("500", "a bill has no form to print");
    }

    [Fact]
    public async Task S2_6_Sending_marks_the_document_and_moves_its_SyncToken_but_posts_nothing()
    {
        var company = await simulator.CompanyAsync();
        var invoice = await company.SellAsync(await company.CustomerAsync(), 10m);
        var before = await company.TrialBalanceAsync();

        using var answer = await company.RawAsync(HttpMethod.Post, $"invoice/{invoice.Id()}/send?sendTo=books@example.com", Octets([]));
        var sent = (await SimulatorFixture.ReadAsync(answer))["Invoice"]!.AsObject();

        sent.Text("EmailStatus").Should().Be("EmailSent");
        sent["BillEmail"]!["Address"]!.GetValue<string>().Should().Be("books@example.com");
        sent["DeliveryInfo"]!["DeliveryType"]!.GetValue<string>().Should().Be("Email");
        sent.Sync().Should().Be("1");
        (await company.TrialBalanceAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task S6_2_Sending_without_any_address_is_6420()
    {
        var company = await simulator.CompanyAsync();
        var receipt = await company.SellAsync(await company.CustomerAsync(), 10m, path: "salesreceipt");
        var told = await company.NewAsync("customer", """{"DisplayName":"With address","PrimaryEmailAddr":{"Address":"ada@example.com"}}""");
        var payment = await company.NewAsync("payment", Books.Pay(told, 5m));

        (await company.RefusalAsync($"salesreceipt/{receipt.Id()}/send", "")).Should().Be("6420");
        (await company.RefusalAsync($"salesreceipt/{receipt.Id()}/send?sendTo=nobody", "")).Should().Be("2210");
        (await company.SaveAsync($"payment/{payment}/send", ""))["DeliveryInfo"]!["DeliveryType"]!.GetValue<string>().Should().Be("Email");
    }

    [Fact]
    public async Task S7_6_An_uploaded_file_is_an_attachable_whose_address_answers_it_for_fifteen_minutes()
    {
        var company = await simulator.CompanyAsync();
        var invoice = (await company.SellAsync(await company.CustomerAsync(), 10m)).Id();
        using var form = Form("01", $$"""{"AttachableRef":[{"EntityRef":{"type":"Invoice","value":"{{invoice}}"} }],"FileName":"scan.txt","ContentType":"text/plain"}""", "a receipt");

        using var answer = await company.RawAsync(HttpMethod.Post, "upload", form);
        var attachable = (await SimulatorFixture.ReadAsync(answer))["AttachableResponse"]![0]!["Attachable"]!.AsObject();

        attachable.Money("Size").Should().Be(9);
        using var download = await company.RawAsync(HttpMethod.Get, $"download/{attachable.Id()}");
        var address = await download.Content.ReadAsStringAsync(Cancellation);
        (await simulator.Http.GetStringAsync(address, Cancellation)).Should().Be("a receipt");
        using (var forged = await simulator.Http.GetAsync(address.Replace("expires=", "expires=9", StringComparison.Ordinal), Cancellation))
        {
            ((int)forged.StatusCode).Should().Be(403);
        }
        await company.SaveAsync("attachable?operation=delete", $$"""{"Id":"{{attachable.Id()}}","SyncToken":"0"}""");
        using var gone = await simulator.Http.GetAsync(address, Cancellation);
        ((int)gone.StatusCode).Should().Be(403);
    }

    [Fact]
    public async Task S6_1_Each_file_of_an_upload_has_its_own_fault()
    {
        var company = await simulator.CompanyAsync();
        using var form = Form("01", """{"AttachableRef":[{"EntityRef":{"type":"Estimate","value":"75"}}],"FileName":"a.txt"}""", "a");
        Add(form, "02", null, "b");
        Add(form, "03", """{"FileName":"c.txt"}""", null);

        using var answer = await company.RawAsync(HttpMethod.Post, "upload", form);
        var files = (await SimulatorFixture.ReadAsync(answer))["AttachableResponse"]!.AsArray();

        files[0]!["Fault"]!["Error"]![0]!["Detail"]!.GetValue<string>().Should().Contain("The entity Estimate 75 that you are trying to link does not exist");
        files[1]!["Attachable"]!["FileName"]!.GetValue<string>().Should().Be("file-02.txt");
        files[2]!["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("6041");
        (await company.RefusalAsync("upload", "{}")).Should().Be("1050");
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public async Task S7_6_A_form_written_by_hand_with_content_in_base64_is_read(string line)
    {
        var company = await simulator.CompanyAsync();
        var body = string.Join(line, "", "--b", "Content-Disposition: form-data; name=\"file_metadata_01\"", "Content-Type: application/json", "", """{"FileName":"scan.txt","ContentType":"text/plain"}""",
            "", "--b", "Content-Disposition: form-data; name=\"file_content_01\"", "Content-Type: text/plain", "Content-Transfer-Encoding: base64", "", Convert.ToBase64String("a receipt"u8), "", "--b--", "");
        using var form = new StringContent(body);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        using var answer = await company.RawAsync(HttpMethod.Post, "upload", form);

        var attachable = (await SimulatorFixture.ReadAsync(answer))["AttachableResponse"]![0]!["Attachable"]!.AsObject();
        (attachable.Text("FileName"), attachable.Money("Size")).Should().Be(("scan.txt", 9m));
        (await simulator.Http.GetStringAsync(attachable.Text("TempDownloadUri"), Cancellation)).Should().Be("a receipt");
    }

    [Fact]
    public async Task S2_1_A_compressed_body_is_read()
    {
        var company = await simulator.CompanyAsync();
        using var buffer = new MemoryStream();
        await using (var zip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zip.WriteAsync(Encoding.UTF8.GetBytes("""{"DisplayName":"Zipped"}"""), Cancellation);
        }
        using var content = new ByteArrayContent(buffer.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        using var answer = await company.RawAsync(HttpMethod.Post, "customer", content);

        (await SimulatorFixture.ReadAsync(answer))["Customer"]!["DisplayName"]!.GetValue<string>().Should().Be("Zipped");
    }

    [Fact]
    public async Task S3_A_statement_comes_as_text_too_and_names_its_entity_in_any_case()
    {
        var company = await simulator.CompanyAsync();
        await company.CustomerAsync();
        using var statement = new StringContent("select * from customer where DisplayName = 'Ada Ltd'", Encoding.UTF8, "application/text");

        using var answer = await company.RawAsync(HttpMethod.Post, "query", statement);

        (await SimulatorFixture.ReadAsync(answer))["QueryResponse"]!["Customer"]!.AsArray().Should().ContainSingle();
    }

    private static ByteArrayContent Octets(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private static MultipartFormDataContent Form(string number, string metadata, string content)
    {
        var form = new MultipartFormDataContent();
        Add(form, number, metadata, content);
        return form;
    }

    private static void Add(MultipartFormDataContent form, string number, string? metadata, string? content)
    {
        if (metadata is not null)
        {
            form.Add(new StringContent(metadata, Encoding.UTF8, "application/json"), $"file_metadata_{number}");
        }
        if (content is not null)
        {
            form.Add(Octets(Encoding.UTF8.GetBytes(content)), $"file_content_{number}", $"file-{number}.txt");
        }
    }
}
