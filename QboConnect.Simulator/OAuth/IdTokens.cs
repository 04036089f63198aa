using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.OAuth;

/// <summary>Signs who the user is (facts, 1.4). The key is made when it is first needed and kept, so that a restart honours what was signed before.</summary>
internal sealed class IdTokens(Database database, Clock clock) : IDisposable
{
    /// <summary>Intuit's issuer, which its own client libraries compare with.</summary>
    public const string Issuer = "https://oauth.platform.intuit.com/op/v1";

    private const string KeyId = "simulator-1";
    private readonly Lock _gate = new();
    private RSA? _key;

    public string For(Token grant)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject { ["kid"] = KeyId, ["alg"] = "RS256" };
        var claims = new JsonObject
        {
            ["sub"] = SimulatedUser.Subject,
            ["aud"] = new JsonArray(grant.Client),
            ["realmid"] = grant.Realm,
            ["auth_time"] = now,
            ["iss"] = Issuer,
            ["exp"] = now + 3600,
            ["iat"] = now,
        };
        var signed = $"{Base64Url.EncodeToString(header.Bytes())}.{Base64Url.EncodeToString(claims.Bytes())}";
        return $"{signed}.{Base64Url.EncodeToString(Key().SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>The public key, as a JSON Web Key Set.</summary>
    public JsonObject KeySet()
    {
        var key = Key().ExportParameters(false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = KeyId,
                ["e"] = Base64Url.EncodeToString(key.Exponent),
                ["n"] = Base64Url.EncodeToString(key.Modulus),
            }),
        };
    }

    public void Dispose() => _key?.Dispose();

    private RSA Key()
    {
        lock (_gate)
        {
            if (_key is not null)
            {
                return _key;
            }
            _key = RSA.Create(2048);
            if (Settings.Read(database, "id-token-key") is { } stored)
            {
                _key.ImportPkcs8PrivateKey(stored, out _);
            }
            else
            {
                Settings.Write(database, "id-token-key", _key.ExportPkcs8PrivateKey());
            }
            return _key;
        }
    }
}
