using System.Text;
using Microsoft.Playwright;
using QboConnect.Core.Sales.Import;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

[Collection(nameof(InBrowser))]
public sealed class SalesImportTests(Browser browser)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task A_merchant_loads_the_demo_company_and_imports_a_file_leaving_out_what_is_wrong(int width, bool dark)
    {
        await using var app = new AppFactory();
        await using var visitor = await browser.VisitAsync(app, width, dark);
        var page = visitor.Page;
        await visitor.SignInAsync(app);

        await visitor.PhotographAsync($"demo-offer-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Load the demo company" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Look around with the demo company")).ToBeHiddenAsync(new() { Timeout = 60_000 });

        await visitor.OpenAsync("/sale/import");
        await visitor.PhotographAsync($"sales-import-{width}");
        await visitor.ShouldBeCleanAsync();
        await ChooseAsync(page, SalesCsvText.Template() + ",,10.03.2026,Newcomer\r\n");

        await Assertions.Expect(page.GetByTestId("bad-orders")).ToHaveTextAsync("1");
        await Assertions.Expect(page.GetByText("'10.03.2026' is not a date. Write year, month and day: 2026-03-31.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Import 1 order" })).ToBeDisabledAsync();
        await visitor.PhotographAsync($"sales-import-errors-{width}");
        await visitor.ShouldBeCleanAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export the list" }).ClickAsync());
        download.SuggestedFilename.Should().Be("errors.csv");

        await page.GetByLabel("Leave out the 1 order with errors and import the others").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 order" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Imported" })).ToBeVisibleAsync();
        await visitor.PhotographAsync($"sales-import-done-{width}");
        await visitor.ShouldBeCleanAsync();

        await ChooseAsync(page, SalesCsvText.Template());
        await Assertions.Expect(page.GetByTestId("already-there")).ToHaveTextAsync("1");
        await Assertions.Expect(page.GetByText("There is nothing new in the file.")).ToBeVisibleAsync();
    }

    private static Task ChooseAsync(IPage page, string csv) =>
        page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "orders.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
}
