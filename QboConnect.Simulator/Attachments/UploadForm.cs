using System.Net.Http.Headers;
using Microsoft.AspNetCore.WebUtilities;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Attachments;

/// <summary>One file of an upload: its metadata, if sent, and its content.</summary>
internal sealed record UploadedFile(byte[]? Metadata, byte[]? Content, string? Name, string? Type);

/// <summary>The form of an upload: parts file_metadata_01 and file_content_01 belong together, and so on (facts, 7.6).</summary>
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
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body));
            // The whole body is in memory, so nothing here waits.
            while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
            {
                Add(files, section);
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw new Fault("6041", "Invalid File", $"The form of the upload cannot be read: {broken.Message}").Thrown();
        }
        return files.Count > 0 ? [.. files.Values] : throw new Fault("6041", "Invalid File", "The upload holds no part file_content_01.").Thrown();
    }

    private static void Add(SortedDictionary<string, UploadedFile> files, MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || disposition.Name?.Trim('"') is not { } name)
        {
            throw new Fault("6041", "Invalid File", "A part of the upload has no name.").Thrown();
        }
        using var buffer = new MemoryStream();
        section.Body.CopyTo(buffer);
        var (isMetadata, number) = name.StartsWith(MetadataPart, StringComparison.Ordinal) ? (true, name[MetadataPart.Length..])
            : name.StartsWith(ContentPart, StringComparison.Ordinal) ? (false, name[ContentPart.Length..])
            : throw new Fault("6041", "Invalid File", $"The part {name} is none of {MetadataPart}nn and {ContentPart}nn.").Thrown();
        var file = files.GetValueOrDefault(number) ?? new UploadedFile(null, null, null, null);
        files[number] = isMetadata
            ? file with { Metadata = buffer.ToArray() }
            : file with { Content = buffer.ToArray(), Name = (disposition.FileNameStar ?? disposition.FileName)?.Trim('"'), Type = section.ContentType };
    }
}
