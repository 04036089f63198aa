using System.Globalization;

namespace QboConnect.Core.Amounts;

/// <summary>
/// An exact amount of one currency, held as a count of minor units (cents), so that sums lose nothing. It may be negative; a rule such as
/// "not below zero" belongs to the document that has it.
/// </summary>
/// <param name="Minor">Minor units: 1250 is 12.50 USD, and 1250 JPY.</param>
/// <param name="Currency">The currency the minor units are of.</param>
public readonly record struct Money(long Minor, Currency Currency)
{
    /// <summary>The amount in major units, exact.</summary>
    public decimal Amount => Minor / Scale(Currency.MinorDigits);

    /// <summary>Nothing of a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Rounds major units half away from zero to the currency's minor unit (accounting-examples 0.2).</summary>
    /// <exception cref="OverflowException">The amount has no 64-bit count of minor units.</exception>
    public static Money Of(decimal amount, Currency currency) =>
        new((long)Math.Round(amount * Scale(currency.MinorDigits), MidpointRounding.AwayFromZero), currency);

    /// <summary>This amount at a rate, rounded to the target's minor unit.</summary>
    /// <param name="rate">Units of <paramref name="target"/> for one unit of this currency.</param>
    /// <param name="target">The currency to convert to.</param>
    public Money At(decimal rate, Currency target) => target == Currency && rate == 1m ? this : Of(Amount * rate, target);

    /// <summary>Sum of two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Minor + Same(left, right).Minor), left.Currency);

    /// <summary>Difference of two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.Minor - Same(left, right).Minor), left.Currency);

    /// <summary>The same amount with the opposite sign.</summary>
    public static Money operator -(Money value) => new(-value.Minor, value.Currency);

    /// <summary>Fixed digits, invariant culture, without the currency: <c>1250.00</c>.</summary>
    public string ToFixed() => Amount.ToString("F" + Currency.MinorDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Amount and code: <c>1250.00 EUR</c>.</summary>
    public override string ToString() => $"{ToFixed()} {Currency.Code}";

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency ? right : throw new InvalidOperationException($"{left} and {right} are of different currencies.");

    private static decimal Scale(int digits) => digits switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => (decimal)Math.Pow(10, digits) };
}
