using Microsoft.Playwright;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Tests.Simulator;
using QboConnect.Tests.Support;
using Books = QboConnect.Tests.Simulator.Books;

namespace QboConnect.Tests.E2E;

/// <summary>The Connect Wizard for four kinds of company, with something wrong at every step that the merchant then mends.</summary>
[Collection(nameof(InBrowser))]
public sealed class FourCompaniesTests(Browser browser)
{
    // Outside the US every line needs a tax code, unless the document says that none applies.
    private const string Untaxed = """,  "GlobalTaxCalculation":"NotApplicable" """;

    [Fact]
    public async Task A_US_company_on_Plus_that_tracks_inventory()
    {
        await using var walk = await WizardWalk.BeginAsync(
            browser, "us", 1280, new CompanySetup("Quay Goods", "USD", "America/New_York", 1, "Quay tax", 6.5m), "US", new { plan = "Plus", inventoryTracking = true });
        await AddTermAsync(walk, "net 30", 30);
        var soap = await walk.Company.StockItemAsync("Soap", 12, 2.50m);
        await walk.Company.SellAsync(await walk.Company.CustomerAsync(), 80m);

        await walk.ShouldBeHeldByAsync("Choose a mode");
        await walk.ChooseModeAsync("Both ways");
        await walk.ContinueAsync("Test data");
        // Discarded by mistake, seen in the counts, taken back.
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Discard all data" }).CheckAsync();
        await Assertions.Expect(walk.Page.GetByRole(AriaRole.Link, new() { Name = "Download a backup" })).ToBeVisibleAsync();
        await walk.LookAsync("discard");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Keep it" }).CheckAsync();
        await walk.ContinueAsync("Authorise");
        await walk.ShouldBeHeldByAsync("Allow access at QuickBooks first");
        await walk.AuthoriseAsync("Sandbox Company US", allow: false);
        await Assertions.Expect(walk.Page.GetByRole(AriaRole.Heading, new() { Name = "Access was not allowed" })).ToBeVisibleAsync();
        await walk.LookAsync("refused");
        await walk.AuthoriseAsync("Sandbox Company US", link: "Connect again");

        await walk.ShouldShowAsync("Accounts");
        await walk.CreateWhatIsMissingAsync();
        await walk.MapTheRestAsync();
        await walk.ContinueAsync("Tax rules");
        await walk.ShouldBeHeldByAsync("1 tax rule still to map");
        await AddTaxCodeAsync(walk, "Quay tax", "6.5");
        await walk.ReloadFromQuickBooksAsync();
        await Assertions.Expect(walk.Page.GetByText("New in QuickBooks since the last look: Quay tax.")).ToBeVisibleAsync();
        await walk.ContinueAsync("Payment terms");
        await walk.ShouldBeHeldByAsync("1 payment term still to map");
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Spell it Net 30 here" }).ClickAsync();
        await walk.ContinueAsync("Opening balances");
        await walk.ShouldBeHeldByAsync("Choose whether to take them over");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Take over 1 document" }).CheckAsync();
        await walk.ContinueAsync("Stock on hand");
        // A product without SKU would stay behind: it gets one in QuickBooks.
        await Assertions.Expect(walk.Page.GetByText("left out: no SKU")).ToBeVisibleAsync();
        await walk.ShouldBeHeldByAsync("Choose whether to take it over");
        await walk.Company.SaveAsync("item", $$"""{"Id":"{{soap}}","SyncToken":"0","sparse":true,"Sku":"SOAP"}""");
        await walk.ComeBackAsync("Stock on hand");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Take over 1 product worth 30.00" }).CheckAsync();
        await walk.ContinueAsync("Confirm");
        await walk.ConfirmAsync();

        await Assertions.Expect(walk.Page.GetByText("Nothing syncs while QuickBooks tracks inventory.")).ToBeVisibleAsync();
        await walk.ShouldAgreeAsync();
    }

    [Fact]
    public async Task A_UK_company_on_Advanced_with_opening_balances_in_three_currencies()
    {
        await using var walk = await WizardWalk.BeginAsync(
            browser, "uk", 1280, new CompanySetup("Wharf Trading", "GBP", "Europe/London", 4, "20.0% S", 20m), "UK", new { plan = "Advanced", multiCurrency = true });
        await AddTermAsync(walk, "Quarterly", 90);
        var company = walk.Company;
        var home = await company.CustomerAsync("Bristol Books");
        await company.SaveAsync("preferences", """{"Id":"1","SyncToken":"0","sparse":true,"SalesFormsPrefs":{"AutoApplyPayments":false}}""");
        var payment = await company.SaveAsync("payment", Books.Pay(home, 40m));
        await company.SellAsync(home, 100m, Untaxed);
        await company.SellAsync(await company.CustomerAsync("Dieppe SARL", "EUR"), 200m, """ ,"CurrencyRef":{"value":"EUR"},"ExchangeRate":0.85 """ + Untaxed);
        await company.SellAsync(await company.CustomerAsync("Boston Inc", "USD"), 300m, """ ,"CurrencyRef":{"value":"USD"},"ExchangeRate":0.79 """ + Untaxed);
        await company.BillAsync(await company.VendorAsync("Calais Papier", "EUR"), 50m, """ ,"CurrencyRef":{"value":"EUR"},"ExchangeRate":0.86 """ + Untaxed);

        await walk.ShouldBeHeldByAsync("Choose a mode");
        await walk.ChooseModeAsync("From QuickBooks only");
        await walk.LookAsync("read-only");
        await walk.ChooseModeAsync("Both ways");
        await walk.ContinueAsync("Test data");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Discard transactions" }).CheckAsync();
        await walk.LookAsync("discard");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Keep it" }).CheckAsync();
        await walk.ContinueAsync("Authorise");
        // The demo company keeps its books in dollars.
        await walk.AuthoriseAsync("Harbour Goods Ltd");
        await Assertions.Expect(walk.Page.GetByRole(AriaRole.Heading, new() { Name = "The base currencies differ" })).ToBeVisibleAsync();
        await walk.LookAsync("other-currency");
        await walk.AuthoriseAsync("Sandbox Company UK", link: "Connect again");

        await walk.ShouldShowAsync("Accounts");
        await walk.CreateWhatIsMissingAsync();
        await walk.MapTheRestAsync();
        await walk.ContinueAsync("Tax rules");
        // Three codes of QuickBooks' have no tax: the merchant says which is meant.
        await walk.ShouldBeHeldByAsync("1 tax rule still to map");
        await walk.Page.GetByLabel("QuickBooks tax code for No tax").SelectOptionAsync(new SelectOptionValue { Label = "No VAT (0 %)" });
        await walk.ContinueAsync("Payment terms");
        await walk.ShouldBeHeldByAsync("1 payment term still to map");
        await walk.CreateWhatIsMissingAsync();
        await walk.ContinueAsync("Opening balances");
        // 40.00 of the ageing report is a payment that belongs to no invoice yet: it is applied in QuickBooks.
        await Assertions.Expect(walk.Page.GetByRole(AriaRole.Row, new() { Name = "Invoices (A/R) 507.00 467.00 40.00" })).ToBeVisibleAsync();
        await walk.ShouldBeHeldByAsync("Choose whether to take them over");
        var invoice = (await company.QueryAsync("select * from Invoice where TotalAmt = '100.00'"))[0]!.AsObject();
        await company.SaveAsync("payment", $$"""{"Id":"{{payment.Id()}}","SyncToken":"{{payment.Sync()}}","CustomerRef":{"value":"{{home}}"},"TotalAmt":40,"Line":[{{Books.Linked(40m, invoice.Id())}}]}""");
        await walk.ComeBackAsync("Opening balances");
        await Assertions.Expect(walk.Page.GetByRole(AriaRole.Row, new() { Name = "Invoices (A/R) 467.00 467.00 0.00" })).ToBeVisibleAsync();
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Take over 4 documents" }).CheckAsync();
        await walk.ContinueAsync("Stock on hand");
        await walk.ShouldBeHeldByAsync("Choose whether to take it over");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Leave it out" }).CheckAsync();
        await walk.ContinueAsync("Confirm");
        await walk.ConfirmAsync();
        await walk.ShouldAgreeAsync();
    }

    [Fact]
    public async Task An_Australian_company_without_rates_of_its_own()
    {
        await using var walk = await WizardWalk.BeginAsync(
            browser, "au", 360, new CompanySetup("Jetty Supplies", "AUD", "Australia/Perth", 7, "Luxury tax", 33m), "AU", new { plan = "Plus" });
        await AddTermAsync(walk, "NET 60", 60);
        await walk.Company.BillAsync(await walk.Company.VendorAsync("Fremantle Rope"), 66m, Untaxed);

        await walk.ShouldBeHeldByAsync("Choose a mode");
        await walk.ChooseModeAsync("Both ways");
        await walk.ContinueAsync("Test data");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Discard all data" }).CheckAsync();
        await walk.LookAsync("discard");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Keep it" }).CheckAsync();
        await walk.ContinueAsync("Authorise");
        await walk.AuthoriseAsync("Sandbox Company AU", allow: false);
        await walk.AuthoriseAsync("Sandbox Company AU", link: "Connect again");

        await walk.ShouldShowAsync("Accounts");
        // One account that Core does not need, archived; the others are made.
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Archive here Production Overhead Absorbed" }).ClickAsync();
        await walk.CreateWhatIsMissingAsync();
        await walk.MapTheRestAsync();
        await walk.ContinueAsync("Tax rules");
        await Assertions.Expect(walk.Page.GetByText("QuickBooks Online Australia takes no tax codes besides its own")).ToBeVisibleAsync();
        await walk.LookAsync("no-custom-rates");
        await walk.ShouldBeHeldByAsync("1 tax rule still to map");
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Disable here Luxury tax" }).ClickAsync();
        await walk.ContinueAsync("Payment terms");
        // The browser's own buttons go from step to step as well.
        await walk.Page.GoBackAsync();
        await walk.ShouldShowAsync("Tax rules");
        await walk.Page.GoForwardAsync();
        await walk.ShouldShowAsync("Payment terms");
        await Assertions.Expect(walk.Page.Locator("#step-title")).ToBeFocusedAsync();
        await walk.ShouldBeHeldByAsync("1 payment term still to map");
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Spell it Net 60 here" }).ClickAsync();
        await walk.ContinueAsync("Opening balances");
        await walk.ShouldBeHeldByAsync("Choose whether to take them over");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Take over 1 document" }).CheckAsync();
        await walk.ContinueAsync("Stock on hand");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Leave it out" }).CheckAsync();
        await walk.ContinueAsync("Confirm");
        await walk.ConfirmAsync();
    }

    [Fact]
    public async Task A_company_on_Essentials()
    {
        await using var walk = await WizardWalk.BeginAsync(
            browser, "essentials", 360, new CompanySetup("Pier Crafts", "USD", "America/Chicago", 1, "", 0m), "US", new { plan = "Essentials" });
        await AddTermAsync(walk, "45 days net", 45);

        await walk.ShouldBeHeldByAsync("Choose a mode");
        await walk.ChooseModeAsync("Both ways");
        await walk.ContinueAsync("Test data");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Discard transactions" }).CheckAsync();
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Keep it" }).CheckAsync();
        await walk.ContinueAsync("Authorise");
        // The wrong company, seen at the next step and changed.
        await walk.AuthoriseAsync("Harbour Goods Ltd");
        await walk.ShouldShowAsync("Accounts");
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Authorise" }).ClickAsync();
        await walk.AuthoriseAsync("Sandbox Company US", link: "Choose another company");
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Authorise" }).ClickAsync();
        await Assertions.Expect(walk.Page.GetByText("QuickBooks Online Essentials works in part")).ToBeVisibleAsync();
        await walk.ContinueAsync("Accounts");
        await walk.CreateWhatIsMissingAsync();
        await walk.MapTheRestAsync();
        await walk.ContinueAsync("Tax rules");
        await walk.ContinueAsync("Payment terms");
        await walk.ShouldBeHeldByAsync("1 payment term still to map");
        await walk.CreateWhatIsMissingAsync();
        await walk.ContinueAsync("Opening balances");
        await walk.ShouldBeHeldByAsync("Choose whether to take them over");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Leave them out" }).CheckAsync();
        await walk.ContinueAsync("Stock on hand");
        await walk.ShouldBeHeldByAsync("Choose whether to take it over");
        await walk.Page.GetByRole(AriaRole.Radio, new() { Name = "Leave it out" }).CheckAsync();
        await walk.ContinueAsync("Confirm");
        await walk.ConfirmAsync();
    }

    private static Task AddTermAsync(WizardWalk walk, string name, int days) => walk.InCoreAsync((db, next) =>
    {
        var term = new PaymentTerm { Id = next(), Name = name, DueDays = days };
        db.Add(term);
        db.Add(new Contact { Id = next(), Kind = ContactKind.Customer, Name = "Regular", Currency = db.Organisations.Single().BaseCurrency, PaymentTermId = term.Id });
        return Task.CompletedTask;
    });

    // What a person does under Taxes in QuickBooks.
    private static async Task AddTaxCodeAsync(WizardWalk walk, string name, string percent)
    {
        var agency = (await walk.Company.QueryAsync("select * from TaxAgency"))[0]!["Id"]!.GetValue<string>();
        var (status, answer) = await walk.Company.SendAsync(
            HttpMethod.Post, "taxservice/taxcode", $$"""{"TaxCode":"{{name}}","TaxRateDetails":[{"TaxRateName":"{{name}}","RateValue":"{{percent}}","TaxAgencyId":"{{agency}}","TaxApplicableOn":"Sales"}]}""");
        status.Should().Be(200, answer.ToJsonString());
    }
}
