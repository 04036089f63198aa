using Microsoft.AspNetCore.Http;
using QboConnect.App.Shared;
using QboConnect.Core.Ledger;

namespace QboConnect.Tests.Shared;

public sealed class ListStateTests
{
    [Fact]
    public void Page_sort_and_filters_are_read_from_the_address()
    {
        var state = Of("?page=3&sort=-date&q=acme&state=Synced&from=2026-01-31&channel=42");

        state.Slice.Should().Be(new QboConnect.Core.Persistence.Slice(50, 25));
        (state.Sort, state.Descending, state["q"]).Should().Be(("date", true, "acme"));
        (state.Choice<PostingState>("state"), state.Day("from"), state.Id("channel")).Should().Be((PostingState.Synced, new DateOnly(2026, 1, 31), 42L));
    }

    [Fact]
    public void Nonsense_in_the_address_is_as_if_it_were_not_there()
    {
        var state = Of("?page=-1&state=99&from=yesterday&channel=x");

        state.Page.Should().Be(1);
        (state.Choice<PostingState>("state"), state.Day("from"), state.Id("channel")).Should().Be((null, null, null));
    }

    [Fact]
    public void A_changed_filter_or_sort_starts_at_the_first_page()
    {
        var state = Of("?page=3&q=acme");

        state.With("q", "b&b").Should().Be("/sale?q=b%26b");
        state.SortedBy("date").Should().Be("/sale?q=acme&sort=date");
        state.AtPage(4).Should().Be("/sale?q=acme&page=4");
        state.At("/sale/sales.csv").Should().Be("/sale/sales.csv?q=acme");
    }

    [Fact]
    public void The_same_column_again_sorts_the_other_way_round() => Of("?sort=date").SortedBy("date").Should().Be("/sale?sort=-date");

    private static ListState Of(string query)
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.QueryString) = ("/sale", new QueryString(query));
        return ListState.Of(request);
    }
}
