namespace QboConnect.Core.Finance;

/// <summary>A tax rule: the rate charged and where the tax is owed. Created in QuickBooks once connected (seed: Tax Rules).</summary>
public sealed class TaxRule
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Name, unique.</summary>
    public required string Name { get; set; }

    /// <summary>Total rate in percent: 8.25 is 8.25 %.</summary>
    public required decimal Percent { get; set; }

    /// <summary>The rates it is made of, in percent, where it is made of several (state and city); empty where it is one rate. They add up to <see cref="Percent"/>.</summary>
    public List<decimal> ComponentPercents { get; init; } = [];

    /// <summary>The liability account the tax posts to.</summary>
    public required long AccountId { get; set; }

    /// <summary>Disabled rules are not offered and need no mapping.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Usable on sales.</summary>
    public bool ForSales { get; set; } = true;

    /// <summary>Usable on purchases.</summary>
    public bool ForPurchases { get; set; } = true;

    /// <summary>QBO TaxCode id; null until mapped.</summary>
    public string? QboId { get; set; }
}

/// <summary>A payment term, for example Net 30. Read-only once connected.</summary>
public sealed class PaymentTerm
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Name; must equal QBO's to the letter and the case (seed: Map payment terms).</summary>
    public required string Name { get; set; }

    /// <summary>Days from the document's date to its due date.</summary>
    public int DueDays { get; set; }

    /// <summary>Offered for new documents.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>QBO Term id; null until mapped.</summary>
    public string? QboId { get; set; }
}

/// <summary>Units of the base currency for one unit of a currency on a day.</summary>
public sealed class DailyRate
{
    /// <summary>ISO code of the foreign currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The day the rate holds from, until a later one.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Base units for one foreign unit.</summary>
    public required decimal Rate { get; set; }
}
