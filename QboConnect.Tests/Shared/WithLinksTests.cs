using Bunit;
using QboConnect.App.Shared;

namespace QboConnect.Tests.Shared;

public sealed class WithLinksTests : BunitContext
{
    [Fact]
    public void An_error_links_to_the_place_it_names()
    {
        var rendered = Render<WithLinks>(parameters => parameters.Add(part => part.Text, "No account is mapped to Payment clearing. Map it under Settings → Reference books → Account mapping. Then sync."));

        rendered.Markup.Should().Be("""No account is mapped to Payment clearing. Map it under <a href="/settings/account-mapping">Settings → Reference books → Account mapping</a>. Then sync.""");
    }

    [Fact]
    public void Other_sentences_stay_as_they_are() =>
        Render<WithLinks>(parameters => parameters.Add(part => part.Text, "Try again in a minute.")).Markup.Trim().Should().Be("Try again in a minute.");
}
