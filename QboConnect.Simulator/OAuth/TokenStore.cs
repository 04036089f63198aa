using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Storage;

namespace QboConnect.Simulator.OAuth;

/// <summary>An authorisation code, access token or refresh token. One grant (app, company) ties a pair together.</summary>
internal sealed record Token(string Value, string Kind, string Grant, string Realm, string Client, string Scope, string? Redirect, DateTimeOffset Expires, DateTimeOffset GrantEnds)
{
    /// <summary>Whether the user allowed this scope.</summary>
    public bool Allows(string scope) => Scope.Split(' ').Contains(scope, StringComparer.Ordinal);
}

/// <summary>When a refresh gives a new refresh value.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefreshRotation>))]
internal enum RefreshRotation
{
    /// <summary>Every time: what shows soonest that a client does not store the value it was given.</summary>
    EveryRefresh,

    /// <summary>When the value is 24 hours old.</summary>
    Daily,
}

/// <summary>Rules of tokens that sources leave open (facts, 1.3).</summary>
internal sealed record TokenRules(RefreshRotation RefreshRotation = RefreshRotation.EveryRefresh);

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
    private readonly Lock _gate = new();

    public TokenStore(Database database, Clock clock)
    {
        (_database, _clock) = (database, clock);
        _tokens = new(database.Read(c => c.Rows("SELECT value, kind, grant_id, realm, client, scope, redirect, expires, ends FROM token", r => new Token(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6),
            DateTimeOffset.FromUnixTimeSeconds(r.GetInt64(7)), DateTimeOffset.FromUnixTimeSeconds(r.GetInt64(8)))))
            .Select(t => KeyValuePair.Create(t.Value, t)), StringComparer.Ordinal);
    }

    public TokenRules Rules { get; set; } = new();

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

    /// <summary>A new pair for a code or a refresh value, which is used up, unless a young refresh value lives on by the rules. An older access
    /// token lives to its own end. Null when another call has used the value up meanwhile.</summary>
    public (Token Access, Token Refresh)? Exchange(Token grant)
    {
        lock (_gate)
        {
            return _tokens.ContainsKey(grant.Value) ? NewPair(grant) : null;
        }
    }

    public (Token Access, Token Refresh) NewGrant(string realm, string client, string scope)
    {
        var now = _clock.GetUtcNow();
        return NewPair(new Token("", Code, Random(16), realm, client, scope, null, now, now + GrantLife));
    }

    private (Token Access, Token Refresh) NewPair(Token grant)
    {
        var now = _clock.GetUtcNow();
        var access = grant with { Value = "eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0.." + Random(120), Kind = Access, Redirect = null, Expires = now + AccessLife };
        if (Rules.RefreshRotation == RefreshRotation.Daily && grant.Kind == Refresh && now < grant.Expires - RefreshLife + TimeSpan.FromDays(1))
        {
            Save([access], []);
            return (access, grant);
        }
        var ends = now + RefreshLife < grant.GrantEnds ? now + RefreshLife : grant.GrantEnds;
        var refresh = grant with { Value = "AB11" + Random(46), Kind = Refresh, Redirect = null, Expires = ends };
        Save([access, refresh], [.. _tokens.Values.Where(t => t.Grant == grant.Grant && (t.Kind != Access || t.Expires <= now))]);
        return (access, refresh);
    }

    /// <summary>Ends one token before its time; the rest of its grant lives on.</summary>
    public void Expire(string value)
    {
        if (_tokens.TryGetValue(value, out var token))
        {
            Save([], [token]);
        }
    }

    /// <summary>Ends every grant of a company that is no more.</summary>
    public void Forget(string realm) => Save([], [.. _tokens.Values.Where(t => t.Realm == realm)]);

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
