using System.Net;

namespace QboConnect.Tests.Simulator.Front;

public sealed class PagesTests
{
    [Fact]
    public async Task Every_page_linked_from_the_front_page_opens()
    {
        await using var rig = await FrontRig.StartAsync(template: "Demo");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/"]);
        while (waiting.TryDequeue(out var path))
        {
            using var response = await rig.Http.GetAsync(path, TestContext.Current.CancellationToken);
            response.StatusCode.Should().Be(HttpStatusCode.OK, path);
            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            foreach (var link in html.Split("href=\"").Skip(1).Select(part => WebUtility.HtmlDecode(part.Split('"')[0])).Where(l => l.StartsWith('/') && seen.Add(l)))
            {
                waiting.Enqueue(link);
            }
        }
        seen.Should().Contain($"/companies/{rig.Realm}/trial-balance");
        // The Demo company has five bills.
        seen.Where(link => link.StartsWith($"/companies/{rig.Realm}/bill/", StringComparison.Ordinal)).Should().HaveCount(5);
    }

    [Fact]
    public async Task Names_are_shown_as_text_never_as_markup()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Post, "companies", new { template = "US", name = "<script>alert(1)</script>" });

        var html = await rig.Http.GetStringAsync("/", TestContext.Current.CancellationToken);

        html.Should().NotContain("<script>").And.Contain("&lt;script&gt;");
    }
}
