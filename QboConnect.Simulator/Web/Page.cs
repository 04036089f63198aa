using System.Reflection;

namespace QboConnect.Simulator.Web;

/// <summary>The frame of every page. Styles come with the page: nothing else is loaded.</summary>
internal static class Page
{
    private static readonly string Style = Read("simulator.css");

    /// <param name="title">Name of the page, its only h1.</param>
    /// <param name="trail">Links above the title.</param>
    /// <param name="narrow">A form to decide on rather than a table to read.</param>
    public static IResult Of(string title, Markup content, Markup trail = default, bool narrow = false, int status = StatusCodes.Status200OK) => Results.Content(Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} – QuickBooks Online simulator</title>
        <link rel="icon" href="data:,">
        <style>{new Markup(Style)}</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to content</a>
        <header><a href="/">QuickBooks Online simulator</a><span>Not Intuit’s: nothing here is real money</span></header>
        <main id="main"{(narrow ? new Markup(" class=\"narrow\"") : Markup.None)}>
        {trail}
        <h1>{title}</h1>
        {content}
        </main>
        </body>
        </html>
        """).Html, "text/html; charset=utf-8", statusCode: status);

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"QboConnect.Simulator.Web.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
