using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace QboConnect.Core.Persistence;

/// <summary>
/// Stores an instant as UTC microseconds since 1970: it sorts and compares on both providers, where SQLite has no instant of its own and
/// PostgreSQL takes only UTC.
/// </summary>
internal sealed class UtcInstantConverter() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    stored => new DateTimeOffset((stored * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero));
