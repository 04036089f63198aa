using QboConnect.Core.Finance;

namespace QboConnect.Core.Ledger;

/// <summary>Why a document cannot be posted, in the merchant's words.</summary>
/// <param name="Code">Names the kind of problem for programs and tests.</param>
/// <param name="Document">The document's number.</param>
/// <param name="Cause">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record DocumentProblem(DocumentProblemCode Code, string Document, string Cause, string Remedy)
{
    /// <summary>An account the document needs is not mapped.</summary>
    internal static DocumentProblem NotMapped(string document, AccountRole role) => new(
        DocumentProblemCode.AccountNotMapped, document, $"No account is mapped to {RoleFit.Name(role)}.",
        "Choose one in Settings → Reference books → Account mapping.");

    /// <inheritdoc />
    public override string ToString() => $"{Document}: {Cause} {Remedy}";
}

/// <summary>The kinds of problem a document can have.</summary>
public enum DocumentProblemCode
{
    /// <summary>The total is not the sum of lines and tax.</summary>
    TotalIsNotItsLines,

    /// <summary>The exchange rate is not above zero, or not 1 for the base currency.</summary>
    RateIsWrong,

    /// <summary>A line has tax but no tax rule that exists.</summary>
    TaxRuleMissing,

    /// <summary>A payment or refund is not above zero.</summary>
    AmountNotPositive,

    /// <summary>What a payment, refund or cost movement settles is not a document of the sale.</summary>
    SettlesNothing,

    /// <summary>More is settled than is open.</summary>
    MoreThanIsOpen,

    /// <summary>A customer credit is of another currency than the sale.</summary>
    CreditOfAnotherCurrency,

    /// <summary>An account that is needed is not mapped.</summary>
    AccountNotMapped,

    /// <summary>A payment or refund is in QuickBooks and has to be removed there by hand first.</summary>
    RemoveInQuickBooksFirst,

    /// <summary>The document is not authorised, so there is nothing to undo or void.</summary>
    NotAuthorised,
}
