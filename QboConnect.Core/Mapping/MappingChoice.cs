namespace QboConnect.Core.Mapping;

/// <summary>What is mapped.</summary>
public enum MappingKind
{
    /// <summary>Account to account.</summary>
    Account,

    /// <summary>Tax rule to tax code.</summary>
    TaxRule,

    /// <summary>Payment term to term.</summary>
    PaymentTerm,
}

/// <summary>
/// One row of a mapping step: ours to QuickBooks', and why. A draft until the migration writes the QuickBooks ids into the reference books. Accounts
/// are one to one: neither side appears twice.
/// </summary>
public sealed class MappingChoice
{
    /// <summary>What is mapped.</summary>
    public required MappingKind Kind { get; init; }

    /// <summary>Our account, tax rule or term.</summary>
    public required long LocalId { get; init; }

    /// <summary>QuickBooks' id.</summary>
    public required string QboId { get; set; }

    /// <summary>QuickBooks' name when it was chosen.</summary>
    public required string QboName { get; set; }

    /// <summary>Why it was matched, in words: "same number", "same name", "only one of its type", "chosen by you".</summary>
    public required string Reason { get; set; }
}
