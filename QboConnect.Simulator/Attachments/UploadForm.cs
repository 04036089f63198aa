using System.Net.Http.Headers;
using System.Text;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Attachments;

/// <summary>One file of an upload: its metadata, if sent, and its content.</summary>
internal sealed record UploadedFile(byte[]? Metadata, string? MetadataType, byte[]? Content, string? Name, string? Type);

/// <summary>The form of an upload: parts file_metadata_01 and file_content_01 belong together, and so on (facts, 7.6). Lines may end with a bare line feed
/// and content may come in base64: python-quickbooks writes both by hand, and QuickBooks takes them.</summary>
internal static class UploadForm
{
    private const string MetadataPart = "file_metadata_";
    private const string ContentPart = "file_content_";

    /// <exception cref="RefusedException">The body is no form, or a part of it is none of the two kinds.</exception>
    public static IReadOnlyList<UploadedFile> Read(string? contentType, byte[] body)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || type.MediaType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true
            || type.Parameters.FirstOrDefault(p => p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"') is not { Length: > 0 } boundary)
        {
            throw new Fault("1050", "Unsupported Media Type", $"Content type {contentType} is not supported: an upload is multipart/form-data.", null, "ValidationFault", 415).Thrown();
        }
        var files = new SortedDictionary<string, UploadedFile>(StringComparer.Ordinal);
        foreach (var part in Parts(body, Encoding.UTF8.GetBytes("--" + boundary)))
        {
            Add(files, body.AsSpan(part));
        }
        return files.Count > 0 ? [.. files.Values] : throw Broken("The upload holds no part file_content_01.").Thrown();
    }

    /// <summary>What lies between two boundaries.</summary>
    private static List<Range> Parts(byte[] body, byte[] boundary)
    {
        var parts = new List<Range>();
        var start = body.AsSpan().IndexOf(boundary);
        while (start >= 0)
        {
            start += boundary.Length;
            if (body.AsSpan(start).StartsWith("--"u8))
            {
                return parts;
            }
            var length = body.AsSpan(start).IndexOf(boundary);
            if (length < 0)
            {
                break;
            }
            parts.Add(start..(start + length));
            start += length;
        }
        throw Broken("The form of the upload does not end with its boundary.").Thrown();
    }

    private static void Add(SortedDictionary<string, UploadedFile> files, ReadOnlySpan<byte> part)
    {
        var headers = Headers(ref part);
        if (!ContentDispositionHeaderValue.TryParse(headers.GetValueOrDefault("Content-Disposition"), out var disposition) || disposition.Name?.Trim('"') is not { } name)
        {
            throw Broken("A part of the upload has no name.").Thrown();
        }
        var content = Content(WithoutLineEnd(part), headers.GetValueOrDefault("Content-Transfer-Encoding"));
        var (isMetadata, number) = name.StartsWith(MetadataPart, StringComparison.Ordinal) ? (true, name[MetadataPart.Length..])
            : name.StartsWith(ContentPart, StringComparison.Ordinal) ? (false, name[ContentPart.Length..])
            : throw Broken($"The part {name} is none of {MetadataPart}nn and {ContentPart}nn.").Thrown();
        var file = files.GetValueOrDefault(number) ?? new UploadedFile(null, null, null, null, null);
        var type = headers.GetValueOrDefault("Content-Type");
        files[number] = isMetadata
            ? file with { Metadata = content, MetadataType = type }
            : file with { Content = content, Name = (disposition.FileNameStar ?? disposition.FileName)?.Trim('"'), Type = type };
    }

    /// <summary>Takes the headers off a part, up to the empty line.</summary>
    private static Dictionary<string, string> Headers(ref ReadOnlySpan<byte> part)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // The first line is what is left of the boundary's own.
        for (var isFirst = true; ; isFirst = false)
        {
            var end = part.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw Broken("A part of the upload has no empty line after its headers.").Thrown();
            }
            var line = Encoding.UTF8.GetString(part[..end]).Trim();
            part = part[(end + 1)..];
            if (line.Length == 0 && !isFirst)
            {
                return headers;
            }
            if (line.Split(':', 2) is [var name, var value])
            {
                headers[name.Trim()] = value.Trim();
            }
        }
    }

    private static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> content) =>
        content.EndsWith("\r\n"u8) ? content[..^2] : content.EndsWith("\n"u8) ? content[..^1] : content;

    private static byte[] Content(ReadOnlySpan<byte> content, string? encoding)
    {
        if (!string.Equals(encoding, "base64", StringComparison.OrdinalIgnoreCase))
        {
            return content.ToArray();
        }
        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(content));
        }
        catch (FormatException)
        {
            throw Broken("A part of the upload says base64 and is not.").Thrown();
        }
    }

    private static Fault Broken(string why) => new("6041", "Invalid File", why);
}
