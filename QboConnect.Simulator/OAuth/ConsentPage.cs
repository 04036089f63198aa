using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Web;

namespace QboConnect.Simulator.OAuth;

/// <summary>Where a person allows an app to use one company, or refuses.</summary>
internal static class ConsentPage
{
    private static readonly string[] Decided = ["realmId", "consent"];

    public static IResult Of(HttpRequest request, SimulatorClient client, Uri redirect, IReadOnlyList<(string Realm, CompanySettings Settings)> companies)
    {
        var asked = Markup.Join(request.Query.Where(q => !Decided.Contains(q.Key)).SelectMany(q => q.Value, (q, value) => Markup.Of($"<input type=\"hidden\" name=\"{q.Key}\" value=\"{value}\">")));
        var choices = Markup.Join(companies.Select((c, i) => Markup.Of($"""
            <label><input type="radio" name="realmId" value="{c.Realm}" required{(i == 0 ? new Markup(" checked") : Markup.None)}><span>{c.Settings.Name}<span class="soft">{c.Settings.Country}, {c.Settings.Plan.ToString()}, {c.Settings.HomeCurrency}, company {c.Realm}</span></span></label>

            """)));
        var list = companies.Count > 0
            ? Markup.Of($"<fieldset><legend>Company</legend>{choices}</fieldset>")
            : new Markup("<p>There is no company yet. Make one with <code>POST /simulator/companies</code>, then load this page again.</p>");
        var allow = companies.Count > 0 ? new Markup("<button class=\"primary\" name=\"consent\" value=\"allow\">Allow</button>") : Markup.None;
        return Page.Of($"Connect {client.Name}?", Markup.Of($"""
            <p><strong>{client.Name}</strong> asks to read and change the books of one company. It will get its answer at {redirect.GetLeftPart(UriPartial.Authority)}.</p>
            <form method="get" action="/connect/oauth2">
            {asked}
            {list}
            <div class="buttons">{allow}<button name="consent" value="deny" formnovalidate>Refuse</button></div>
            </form>
            <p class="soft">Asked for: {request.Query["scope"].ToString()}</p>
            """), narrow: true);
    }

    public static IResult Refusal(string problem) => Page.Of("This app cannot be connected", Markup.Of($"<p>{problem}</p>"), narrow: true, status: StatusCodes.Status400BadRequest);
}
