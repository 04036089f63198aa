namespace QboConnect.Core.Sales;

/// <summary>A sale with all its documents: what authorising looks at as a whole, since a payment's exchange difference depends on its invoice.</summary>
/// <param name="Sale">The sale.</param>
public sealed record CompleteSale(Sale Sale)
{
    /// <summary>Its invoices.</summary>
    public List<Invoice> Invoices { get; init; } = [];

    /// <summary>Payments of its invoices.</summary>
    public List<Payment> Payments { get; init; } = [];

    /// <summary>Its credit notes.</summary>
    public List<CreditNote> CreditNotes { get; init; } = [];

    /// <summary>Refunds of its credit notes.</summary>
    public List<Refund> Refunds { get; init; } = [];

    /// <summary>Its shipments, restocks and cost changes.</summary>
    public List<CostMovement> CostMovements { get; init; } = [];
}
