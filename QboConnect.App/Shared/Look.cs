using MudBlazor;

namespace QboConnect.App.Shared;

/// <summary>Colours and type. Every text colour has a contrast of at least 4.5 to 1 on the surfaces it stands on, in both themes (WCAG 2.2 AA).</summary>
internal static class Look
{
    private static readonly string[] SystemFont = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b6e5f",
            PrimaryContrastText = "#ffffff",
            Secondary = "#475467",
            Background = "#f6f7f9",
            BackgroundGray = "#eef0f3",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1d2733",
            DrawerBackground = "#ffffff",
            DrawerText = "#344054",
            DrawerIcon = "#5b6675",
            TextPrimary = "#1d2733",
            TextSecondary = "#566171",
            TextDisabled = "#6b7583",
            ActionDefault = "#4b5666",
            Divider = "#e2e6eb",
            LinesDefault = "#e2e6eb",
            LinesInputs = "#8b95a3",
            TableLines = "#e8ebef",
            TableHover = "#f2f5f7",
            Success = "#176b3a",
            Warning = "#8a5200",
            Error = "#b3261e",
            Info = "#175a9c",
            SuccessContrastText = "#ffffff",
            WarningContrastText = "#ffffff",
            ErrorContrastText = "#ffffff",
            InfoContrastText = "#ffffff",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5ed3b8",
            PrimaryContrastText = "#04231d",
            Secondary = "#b4bfcc",
            Black = "#0b0f14",
            Background = "#11161d",
            BackgroundGray = "#0d1218",
            Surface = "#19202a",
            AppbarBackground = "#19202a",
            AppbarText = "#e7ecf2",
            DrawerBackground = "#161d26",
            DrawerText = "#c9d2dc",
            DrawerIcon = "#9fabb9",
            TextPrimary = "#e7ecf2",
            TextSecondary = "#aab5c2",
            TextDisabled = "#93a0af",
            ActionDefault = "#aab5c2",
            Divider = "#2b3542",
            LinesDefault = "#2b3542",
            LinesInputs = "#66727f",
            TableLines = "#28323e",
            TableHover = "#202a35",
            Success = "#6fd39a",
            Warning = "#f0b760",
            Error = "#ff9a91",
            Info = "#84bdff",
            SuccessContrastText = "#06220f",
            WarningContrastText = "#2b1a00",
            ErrorContrastText = "#3a0905",
            InfoContrastText = "#051d38",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", DrawerWidthLeft = "224px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFont, FontSize = "0.9rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = "0.875rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
