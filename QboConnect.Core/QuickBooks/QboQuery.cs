using System.Globalization;

namespace QboConnect.Core.QuickBooks;

/// <summary>Literals for QuickBooks' query language.</summary>
public static class QboQuery
{
    /// <summary>Inactive entries of lists as well, which QuickBooks leaves out otherwise.</summary>
    public const string ActiveOrNot = "Active IN (true,false)";

    /// <summary>A text in quotation marks, safe against what it contains.</summary>
    public static string Text(string value) =>
        "'" + value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal) + "'";

    /// <summary>A date.</summary>
    public static string Date(DateOnly value) => "'" + value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "'";

    /// <summary>A moment.</summary>
    public static string Instant(DateTimeOffset value) => "'" + value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "+00:00'";
}
