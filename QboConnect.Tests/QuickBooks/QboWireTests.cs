using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Tests.QuickBooks;

public sealed class QboWireTests
{
    [Fact]
    public void Decimals_keep_their_digits_and_nulls_are_left_out() =>
        QboJson.Write(new QboLine { Amount = 10.50m, Description = "Zoë's <b> & \"co\"" })
            .Should().Be("""{"Description":"Zoë's <b> & \"co\"","Amount":10.50}""");

    [Fact]
    public void An_amount_too_long_for_a_double_arrives_to_the_cent() =>
        QboJson.Read<QboInvoice>("""{"TotalAmt":123456789012345.67}""").TotalAmt.Should().Be(123456789012345.67m);

    [Fact]
    public void A_journal_is_written_as_QuickBooks_reads_it()
    {
        var journal = new QboJournalEntry
        {
            TxnDate = new DateOnly(2026, 1, 31),
            CurrencyRef = new QboRef("EUR"),
            ExchangeRate = 1.1m,
            Line =
            [
                Side("Debit", "84", 11.00m) with { JournalEntryLineDetail = new() { PostingType = "Debit", AccountRef = new("84"), Entity = new() { Type = "Customer", EntityRef = new("5") } } },
                Side("Credit", "79", 11.00m),
            ],
        };

        QboJson.Write(journal).Should().Be("""{"TxnDate":"2026-01-31","CurrencyRef":{"value":"EUR"},"ExchangeRate":1.1,"Line":[{"Amount":11.00,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Debit","AccountRef":{"value":"84"},"Entity":{"Type":"Customer","EntityRef":{"value":"5"}}}},{"Amount":11.00,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"Credit","AccountRef":{"value":"79"}}}]}""");
    }

    [Fact]
    public void A_tax_rate_written_as_text_is_a_number_and_a_pseudo_code_has_no_version()
    {
        QboJson.Read<QboTaxRate>("""{"Id":"3","Name":"VAT","RateValue":"20","SpecialTaxType":"NONE"}""").RateValue.Should().Be(20m);
        QboJson.Read<QboTaxCode>("""{"Id":"TAX","Name":"TAX","Taxable":true}""").Should().Match<QboTaxCode>(c => c.Id == "TAX" && c.SyncToken == null);
    }

    [Theory]
    [InlineData("\"12\"", "12")]
    [InlineData("true", "true")]
    [InlineData("null", null)]
    public void The_shipping_account_is_an_id_in_some_companies_and_a_truth_value_in_others(string json, string? expected) =>
        QboJson.Read<QboPreferences>($"{{\"SalesFormsPrefs\":{{\"DefaultShippingAccount\":{json}}}}}").SalesFormsPrefs!.DefaultShippingAccount.Should().Be(expected);

    [Fact]
    public void The_plan_is_found_among_the_companys_facts() =>
        QboJson.Read<QboCompanyInfo>("""{"NameValue":[{"Name":"NeoEnabled","Value":"true"},{"Name":"OfferingSku","Value":"QuickBooks Online Plus"}]}""").Plan.Should().Be("QuickBooks Online Plus");

    [Fact]
    public void Every_kind_is_found_again_by_its_stored_name()
    {
        QboEntity.All.Should().OnlyHaveUniqueItems().And.HaveCount(19);
        QboEntity.All.Should().AllSatisfy(e => QboEntity.Named(e.Name).Should().BeSameAs(e));
        FluentActions.Invoking(() => QboEntity.Named("Custmoer")).Should().Throw<ArgumentException>();
    }

    private static QboLine Side(string posting, string account, decimal amount) => new()
    {
        Amount = amount,
        DetailType = QboLineKind.Journal,
        JournalEntryLineDetail = new() { PostingType = posting, AccountRef = new(account) },
    };
}
