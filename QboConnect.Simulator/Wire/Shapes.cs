namespace QboConnect.Simulator.Wire;

/// <summary>Shapes that several entities share (facts, 7.0).</summary>
internal static class Shapes
{
    public static readonly Shape Ref = new("ReferenceType", "value, name ro, type");

    private const string Item = "ItemRef ref, Qty n, UnitPrice n, RatePercent n, TaxCodeRef ref, ClassRef ref, PriceLevelRef ref, MarkupInfo any";
    private const string Expense = "CustomerRef ref, ClassRef ref, BillableStatus e:Billable|NotBillable|HasBeenBilled, TaxCodeRef ref, TaxAmount n, TaxInclusiveAmt n, MarkupInfo any";

    private static readonly Dictionary<string, Shape> ByName = new(StringComparer.Ordinal)
    {
        ["Addr"] = new("PhysicalAddress", "Id ro, Line1 s500, Line2 s500, Line3 s500, Line4 s500, Line5 s500, City s255, Country s255, CountryCode s255, CountrySubDivisionCode s255, PostalCode s30, PostalCodeSuffix, Lat, Long, Tag, Note"),
        ["Email"] = new("EmailAddress", "Address s100, Id ro, Default b, Tag"),
        ["Phone"] = new("TelephoneNumber", "FreeFormNumber s30, Id ro, Default b, Tag, DeviceType, CountryCode, AreaCode, ExchangeCode, Extension"),
        ["Web"] = new("WebSiteAddress", "URI s1000, Id ro, Default b, Tag"),
        ["Memo"] = new("MemoRef", "value s1000, id ro"),
        ["CF"] = new("CustomField", "DefinitionId, Name ro, Type, StringValue s31, BooleanValue b, DateValue date, NumberValue n"),
        ["NV"] = new("NameValue", "Name, Value"),
        ["Linked"] = new("LinkedTxn", "TxnId, TxnType, TxnLineId"),
        ["Tax"] = new("TxnTaxDetail", "DefaultTaxCodeRef ref, TxnTaxCodeRef ref, TotalTax n, TaxLine [TaxLine]"),
        ["TaxLine"] = new("Line", "Id ro, LineNum ro, Description ro, Amount n, DetailType e:TaxLineDetail, TaxLineDetail TaxLineDetail"),
        ["TaxLineDetail"] = new("TaxLineDetail", "TaxRateRef ref, PercentBased b, TaxPercent n, NetAmountTaxable n, TaxInclusiveAmount n, OverrideDeltaAmount n, ServiceDate date"),
        ["Line"] = new("Line", "Id s, LineNum n, Description s4000, Amount n, Received n, LinkedTxn [Linked], LineEx ro, CustomField [CF], ProjectRef ref, "
            + "DetailType e:SalesItemLineDetail|GroupLineDetail|DescriptionOnly|DiscountLineDetail|SubTotalLineDetail|AccountBasedExpenseLineDetail|ItemBasedExpenseLineDetail|DepositLineDetail|JournalEntryLineDetail|PaymentLineDetail|TaxLineDetail|PurchaseOrderItemLineDetail|ItemAdjustmentLineDetail|ReimburseLineDetail|TDSLineDetail, "
            + "SalesItemLineDetail SalesItem, GroupLineDetail Group, DescriptionLineDetail Description, DiscountLineDetail Discount, SubTotalLineDetail SubTotal, SubtotalLineDetail ro, "
            + "AccountBasedExpenseLineDetail AccountExpense, ItemBasedExpenseLineDetail ItemExpense, DepositLineDetail Deposit, JournalEntryLineDetail Journal, ItemAdjustmentLineDetail Adjustment"),
        ["SalesItem"] = new("SalesItemLineDetail", Item, "ServiceDate date, TaxInclusiveAmt n, DiscountRate n, DiscountAmt n, ItemAccountRef ref, TaxClassificationRef ro, DeferredRevenue b"),
        ["Group"] = new("GroupLineDetail", "GroupItemRef ref, Quantity n, UOMRef ref, ServiceDate date, Line [Line]"),
        ["Description"] = new("DescriptionLineDetail", "ServiceDate date, TaxCodeRef ref"),
        ["Discount"] = new("DiscountLineDetail", "PercentBased b, DiscountPercent n, DiscountAccountRef ref, ClassRef ref, TaxCodeRef ref, ServiceDate date"),
        ["SubTotal"] = new("SubTotalLineDetail", "ItemRef ref, ServiceDate date"),
        ["AccountExpense"] = new("AccountBasedExpenseLineDetail", "AccountRef ref", Expense),
        ["ItemExpense"] = new("ItemBasedExpenseLineDetail", Item, "CustomerRef ref, BillableStatus e:Billable|NotBillable|HasBeenBilled, TaxInclusiveAmt n"),
        ["Deposit"] = new("DepositLineDetail", "Entity any, AccountRef ref, ClassRef ref, PaymentMethodRef ref, CheckNum s21, TxnType ro, TaxCodeRef ref, TaxApplicableOn"),
        ["Journal"] = new("JournalEntryLineDetail", "PostingType e:Debit|Credit, AccountRef ref, Entity Entity, ClassRef ref, DepartmentRef ref, TaxCodeRef ref, TaxRateRef ref, TaxApplicableOn e:Sales|Purchase, TaxAmount n, TaxInclusiveAmt n, BillableStatus ro, JournalCodeRef ref"),
        ["Entity"] = new("EntityTypeRef", "Type e:Customer|Vendor|Employee, EntityRef ref"),
        ["Adjustment"] = new("ItemAdjustmentLineDetail", "ItemRef ref, QtyDiff n, NewQty n, SalesPrice n, ClassRef ref"),
        ["CheckPayment"] = new("BillPaymentCheck", "BankAccountRef ref, PrintStatus e:NotSet|NeedToPrint|PrintComplete, CheckDetail any, PayeeAddr Addr"),
        ["CardPayment"] = new("BillPaymentCreditCard", "CCAccountRef ref, CCDetail any"),
        ["CashBack"] = new("CashBackInfo", "AccountRef ref, Amount n, Memo s4000"),
        ["RateDetail"] = new("TaxRateDetails", "TaxRateName s, TaxRateId s, RateValue n, TaxAgencyId s, TaxApplicableOn e:Sales|Purchase|Other"),
        ["Rates"] = new("TaxRateList", "TaxRateDetail any, originatingGroupId s"),
        ["AttachableRef"] = new("AttachableRef", "EntityRef ref, IncludeOnSend b, LineInfo s, NoRefOnly b, CustomField [CF], Inactive b"),
    };

    public static Shape Named(string name) => ByName[name];
}
