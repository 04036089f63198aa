using System.Collections.Concurrent;
using System.Security.Cryptography;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Storage;

namespace QboConnect.Simulator.OAuth;

/// <summary>An authorisation code, access token or refresh token. One grant (app, company) ties a pair together.</summary>
internal sealed record Token(string Value, string Kind, string Grant, string Realm, string Client, string Scope, string? Redirect, DateTimeOffset Expires, DateTimeOffset GrantEnds);

/// <summary>The tokens this simulator has given out and still honours (facts, 1.3 and 1.4). They survive a restart.</summary>
internal sealed class TokenStore
{
    public const string Access = "access";
    public const string Refresh = "refresh";
    public const string Code = "code";

    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);
    public static readonly TimeSpan RefreshLife = TimeSpan.FromSeconds(8_726_400);
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan GrantLife = TimeSpan.FromDays(365 * 5);

    private readonly Database _database;
    private readonly Clock _clock;
    private readonly ConcurrentDictionary<string, Token> _tokens;

    public TokenStore(Database database, Clock clock)
    {
        (_database, _clock) = (database, clock);
        _tokens = new(database.Read(c => c.Rows("SELECT value, kind, grant_id, realm, client, scope, redirect, expires, ends FROM token", r => new Token(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6),
            DateTimeOffset.FromUnixTimeSeconds(r.GetInt64(7)), DateTimeOffset.FromUnixTimeSeconds(r.GetInt64(8)))))
            .Select(t => KeyValuePair.Create(t.Value, t)), StringComparer.Ordinal);
    }

    /// <summary>The token, if it is known and has not expired.</summary>
    public Token? Find(string value, string kind) =>
        _tokens.TryGetValue(value, out var token) && token.Kind == kind && token.Expires > _clock.GetUtcNow() ? token : null;

    public Token NewCode(string realm, string client, string scope, string redirect)
    {
        var now = _clock.GetUtcNow();
        var code = new Token("XAB" + Random(40), Code, Random(16), realm, client, scope, redirect, now + CodeLife, now + GrantLife);
        Save([code], []);
        return code;
    }

    /// <summary>A new pair of the grant. What the grant had before dies: the code or refresh value is used up, old access tokens run out at once.</summary>
    public (Token Access, Token Refresh) NewPair(Token grant)
    {
        var now = _clock.GetUtcNow();
        var refreshEnds = now + RefreshLife < grant.GrantEnds ? now + RefreshLife : grant.GrantEnds;
        var access = grant with { Value = "eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0.." + Random(120), Kind = Access, Redirect = null, Expires = now + AccessLife };
        var refresh = grant with { Value = "AB11" + Random(46), Kind = Refresh, Redirect = null, Expires = refreshEnds };
        Save([access, refresh], [.. _tokens.Values.Where(t => t.Grant == grant.Grant && (t.Kind != Access || t.Expires <= now))]);
        return (access, refresh);
    }

    public (Token Access, Token Refresh) NewGrant(string realm, string client, string scope)
    {
        var now = _clock.GetUtcNow();
        return NewPair(new Token("", Code, Random(16), realm, client, scope, null, now, now + GrantLife));
    }

    /// <summary>Ends the whole grant a token belongs to; false when the token is not known.</summary>
    public bool Revoke(string value)
    {
        if (!_tokens.TryGetValue(value, out var token))
        {
            return false;
        }
        Save([], [.. _tokens.Values.Where(t => t.Grant == token.Grant)]);
        return true;
    }

    private void Save(IReadOnlyList<Token> added, IReadOnlyList<Token> removed)
    {
        _database.Write(c =>
        {
            foreach (var token in removed)
            {
                c.Run("DELETE FROM token WHERE value = ?1", token.Value);
            }
            foreach (var t in added)
            {
                c.Run("INSERT INTO token(value, kind, grant_id, realm, client, scope, redirect, expires, ends) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
                    t.Value, t.Kind, t.Grant, t.Realm, t.Client, t.Scope, t.Redirect, t.Expires.ToUnixTimeSeconds(), t.GrantEnds.ToUnixTimeSeconds());
            }
        });
        foreach (var token in removed)
        {
            _tokens.TryRemove(token.Value, out _);
        }
        foreach (var token in added)
        {
            _tokens[token.Value] = token;
        }
    }

    private static string Random(int length) => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length);
}
