using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QboConnect.Core.Consolidation;

/// <summary>Numbers of journals: <c>INV-240318-EUR</c>, <c>PAY-240318-EUR-1012</c>, with <c>/2</c> and so on for the further parts of a long one.</summary>
public static class JournalNumber
{
    /// <summary>Characters QuickBooks takes in a DocNumber.</summary>
    public const int MaxLength = 21;

    // No vowels and no lookalikes: a number must not spell anything or be misread on the phone.
    private const string Letters = "23456789BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>The number of a journal.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="paymentAccountCode">Code of the payment account of a payment journal. One too long for the number is replaced by a digest.</param>
    /// <param name="part">Which part of a long journal, from 1.</param>
    public static string Of(JournalKey key, string? paymentAccountCode, int part = 1)
    {
        ArgumentNullException.ThrowIfNull(key);
        var start = $"{JournalKey.Code(key.Type)}-{key.Date.ToString("yyMMdd", CultureInfo.InvariantCulture)}-{key.Currency}";
        var end = part > 1 ? string.Create(CultureInfo.InvariantCulture, $"/{part}") : "";
        return paymentAccountCode is null ? start + end : $"{start}-{Fitted(paymentAccountCode, MaxLength - start.Length - 1 - end.Length)}{end}";
    }

    private static string Fitted(string code, int room) => code.Length <= room
        ? code
        : string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(code)).Take(room).Select(octet => Letters[octet % Letters.Length]));
}
