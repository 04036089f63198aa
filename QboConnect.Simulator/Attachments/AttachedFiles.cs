using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Attachments;

/// <summary>Files on documents: uploaded in the parts of a form, downloaded from an address that works for fifteen minutes without a
/// token (facts, 7.6).</summary>
internal sealed class AttachedFiles(Operations operations, Clock clock)
{
    private static readonly TimeSpan AddressLife = TimeSpan.FromMinutes(15);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>The AttachableResponse: each file stands for itself, with its attachable or its fault (facts, 6.1 D).</summary>
    public JsonArray Upload(Company company, string? contentType, byte[] body, string origin)
    {
        var answers = new JsonArray();
        foreach (var file in UploadForm.Read(contentType, body))
        {
            JsonObject answer;
            try
            {
                answer = new JsonObject { ["Attachable"] = WithAddress(company, Keep(company, file), origin) };
            }
            catch (RefusedException refused)
            {
                answer = new JsonObject { ["Fault"] = Envelope.FaultObject(refused.Fault) };
            }
            answers.Add((JsonNode)answer);
        }
        return answers;
    }

    /// <summary>An attachable as it is read: with the address its file can be had from just now.</summary>
    public JsonObject WithAddress(Company company, JsonObject attachable, string origin)
    {
        if (attachable.Decimal("Size") is not null)
        {
            attachable["TempDownloadUri"] = Address(company, attachable.Id(), origin);
        }
        return attachable;
    }

    /// <exception cref="RefusedException">There is no such attachable, or it is only a note.</exception>
    public string Address(Company company, string id, string origin) =>
        company.Find(Catalogue.Attachable, Operations.ReadId(id)) is { State: ObjectState.Live } found && found.Body.Decimal("Size") is not null
            ? Address(company, found.Id, origin)
            : throw Fault.NotFound().Thrown();

    /// <summary>The bytes behind an address that was given out; null when it has run out or was never given.</summary>
    public (byte[] Content, string Type)? Download(Company company, long id, long expires, string signature)
    {
        if (clock.GetUtcNow().ToUnixTimeSeconds() > expires
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(company, id, expires)), Encoding.ASCII.GetBytes(signature)))
        {
            return null;
        }
        var content = company.Database.Read(c => c.Bytes("SELECT content FROM file WHERE key = ?1", company.Key(Catalogue.Attachable, id)));
        return content is null ? null : (content, company.Find(Catalogue.Attachable, id)?.Body.Text("ContentType") ?? "application/octet-stream");
    }

    private JsonObject Keep(Company company, UploadedFile file)
    {
        if (file.Content is null)
        {
            throw new Fault("6041", "Invalid File", "The part with the file's content is missing.").Thrown();
        }
        using var metadata = file.Metadata is not { } sent ? JsonDocument.Parse("{}") : RequestXml.Is(file.MetadataType) ? RequestXml.Parse(sent) : RequestJson.Parse(sent);
        var prepared = operations.Prepare(company, new WriteRequest(Catalogue.Attachable, metadata.RootElement) { File = new AttachedFile(file.Content, file.Name, file.Type) });
        prepared.Work.Commit();
        return prepared.Answer();
    }

    private string Address(Company company, long id, string origin)
    {
        var expires = (clock.GetUtcNow() + AddressLife).ToUnixTimeSeconds();
        return $"{origin}/files/{company.Realm}/{id}?expires={expires.ToString(CultureInfo.InvariantCulture)}&signature={Signature(company, id, expires)}";
    }

    private string Signature(Company company, long id, long expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{company.Realm}/{id}/{expires}"))));
}
