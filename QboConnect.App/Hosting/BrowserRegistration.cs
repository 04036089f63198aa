using System.Globalization;

namespace QboConnect.App.Hosting;

/// <summary>What every answer to a browser has.</summary>
internal static class BrowserRegistration
{
    /// <summary>Headers that keep pages from being framed, and from loading anything from elsewhere.</summary>
    public static void UseBrowserSafety(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        // MudBlazor writes its theme and its popovers' places as inline styles.
        headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";
        return next(context);
    });

    /// <summary>Dates and numbers are written as the browser's locale writes them.</summary>
    public static void UseBrowserCulture(this WebApplication app)
    {
        var cultures = CultureInfo.GetCultures(CultureTypes.NeutralCultures | CultureTypes.SpecificCultures)
            .Where(culture => culture.Name.Length > 0 && culture.Calendar is GregorianCalendar)
            .ToList();
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new("en-GB"),
            SupportedCultures = cultures,
            SupportedUICultures = [CultureInfo.GetCultureInfo("en")],
            RequestCultureProviders = [new Microsoft.AspNetCore.Localization.AcceptLanguageHeaderRequestCultureProvider()],
        });
    }
}
