namespace QboConnect.Core.Sales.Import;

/// <summary>What is wrong in a file, where, in the merchant's words.</summary>
/// <param name="Row">Row as a spreadsheet numbers it, the header being 1; 0 for the file as a whole.</param>
/// <param name="Column">The column's header, or empty where it is the whole row.</param>
/// <param name="Order">The order number, or empty.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record SalesCsvError(int Row, string Column, string Order, string Message);

/// <summary>What the merchant decided about a file.</summary>
public sealed record SalesCsvChoices
{
    /// <summary>New customers are created; otherwise their orders are errors.</summary>
    public bool CreateCustomers { get; init; } = true;

    /// <summary>New channels are created; otherwise their orders are errors.</summary>
    public bool CreateChannels { get; init; } = true;

    /// <summary>Unknown SKUs become products; otherwise their orders are errors.</summary>
    public bool CreateProducts { get; init; }

    /// <summary>Orders with an error are left out whole and the others imported; otherwise nothing is.</summary>
    public bool LeaveOutErrors { get; init; }
}
