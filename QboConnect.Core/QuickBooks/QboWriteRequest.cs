using System.Globalization;
using RestSharp;

namespace QboConnect.Core.QuickBooks;

/// <summary>How a write looks in HTTP.</summary>
internal static class QboWriteRequest
{
    public static readonly KeyValuePair<string, string> MinorVersion = new("minorversion", QboLimits.MinorVersion.ToString(CultureInfo.InvariantCulture));

    public static QboRequest Of(Uri company, QboWrite write) =>
        new(Method.Post, new Uri(company, write.Entity.Path), write.Operation.ToString().ToLowerInvariant() + " " + write.Entity)
        {
            Query = [.. Parameters(write), MinorVersion, new("requestid", write.RequestId)],
            Body = write.Json,
            IsWrite = true,
        };

    private static IEnumerable<KeyValuePair<string, string>> Parameters(QboWrite write)
    {
        switch (write.Operation)
        {
            case QboOperation.Delete:
                yield return new("operation", "delete");
                break;
            case QboOperation.Void when write.Entity.VoidWay == QboVoidWay.Include:
                yield return new("operation", "update");
                yield return new("include", "void");
                break;
            case QboOperation.Void:
                yield return new("operation", "void");
                break;
        }
        if (write.AllowDuplicateNumber)
        {
            yield return new("include", "allowduplicatedocnum");
        }
    }
}
