using System.Collections.Frozen;

namespace QboConnect.Simulator.Entities;

/// <summary>Every entity of the API (facts, section 7): its fields, what queries may filter by, and its rules.</summary>
internal static class Catalogue
{
    private const string SalesQuery = "TxnDate,DocNumber,CustomerRef,TotalAmt,Balance,DueDate,SalesTermRef,DepositToAccountRef";
    private const string PersonQuery = "DisplayName,GivenName,MiddleName,FamilyName,CompanyName,PrintOnCheckName,FullyQualifiedName,PrimaryEmailAddr,Active,Balance,Job,ParentRef";

    public static readonly EntityKind CompanyInfo = new(1, "CompanyInfo", Nature.Singleton, "CompanyName",
        "CompanyName s1024, LegalName s1024, CompanyAddr Addr, LegalAddr Addr, CustomerCommunicationAddr Addr, Country ro, Email Email, CustomerCommunicationEmailAddr Email, WebAddr Web, PrimaryPhone Phone, "
        + "FiscalYearStartMonth ro, CompanyStartDate ro, SupportedLanguages ro, EmployerId, NameValue ro, DefaultTimeZone ro");

    public static readonly EntityKind Preferences = new(2, "Preferences", Nature.Singleton, "",
        "AccountingInfoPrefs any, AdvancedInventoryPrefs any, ProductAndServicesPrefs any, SalesFormsPrefs any, EmailMessagesPrefs any, VendorAndPurchasesPrefs any, TimeTrackingPrefs any, TaxPrefs any, CurrencyPrefs any, ReportPrefs any, OtherPrefs any");

    public static readonly EntityKind Account = new(3, "Account", Nature.List,
        "Name,FullyQualifiedName,SubAccount,Classification,AccountType,AccountSubType,Active,CurrentBalance,CurrentBalanceWithSubAccounts",
        "Name s100, AcctNum, SubAccount b, ParentRef ref, Description s100, FullyQualifiedName ro, AccountAlias s100, TxnLocationType, Active b, Classification ro, AccountType, AccountSubType, "
        + "CurrentBalance ro, CurrentBalanceWithSubAccounts ro, CurrencyRef ref, TaxCodeRef ref, OpeningBalance n, OpeningBalanceDate date");

    public static readonly EntityKind TaxCode = new(4, "TaxCode", Nature.List, "Name,Active", "Name s100, Description s100, Active b, Hidden ro, Taxable ro, TaxGroup ro, TaxCodeConfigType ro, SalesTaxRateList Rates, PurchaseTaxRateList Rates");

    public static readonly EntityKind TaxRate = new(5, "TaxRate", Nature.List, "Name,Active", "Name s100, Description s100, Active b, RateValue n, AgencyRef ref, SpecialTaxType, DisplayType, EffectiveTaxRate any, TaxReturnLineRef ref, OriginalTaxRate");

    public static readonly EntityKind TaxAgency = new(6, "TaxAgency", Nature.List, "DisplayName", "DisplayName s100, TaxTrackedOnSales b, TaxTrackedOnPurchases b, TaxRegistrationNumber, LastFileDate date, TaxAgencyConfig ro");

    public static readonly EntityKind Term = new(7, "Term", Nature.List, "Name,Active",
        "Name s31, Active b, Type ro, DiscountPercent n, DueDays n, DiscountDays n, DayOfMonthDue n, DiscountDayOfMonth n, DueNextMonthDays n");

    public static readonly EntityKind PaymentMethod = new(8, "PaymentMethod", Nature.List, "Name,Active", "Name s31, Active b, Type e:CREDIT_CARD|NON_CREDIT_CARD");

    public static readonly EntityKind Class = new(9, "Class", Nature.List, "Name,FullyQualifiedName,Active", "Name s100, SubClass b, ParentRef ref, FullyQualifiedName ro, Active b");

    public static readonly EntityKind Department = new(10, "Department", Nature.List, "Name,FullyQualifiedName,Active", "Name s100, SubDepartment b, ParentRef ref, FullyQualifiedName ro, Active b, Address Addr");

    public static readonly EntityKind Customer = new(11, "Customer", Nature.Name, PersonQuery, PersonRules.Fields,
        "ShipAddr Addr, Job b, ParentRef ref, Level ro, BillWithParent b, IsProject ro, Taxable b, DefaultTaxCodeRef ref, ResaleNum s16, TaxExemptionReasonId, PrimaryTaxIdentifier, SecondaryTaxIdentifier, SalesTermRef ref, "
        + "PaymentMethodRef ref, PreferredDeliveryMethod e:Print|Email|None, ARAccountRef ref, CustomerTypeRef ref, BalanceWithJobs ro, ContactName, ClientEntityId ro");

    public static readonly EntityKind Vendor = new(12, "Vendor", Nature.Name, PersonQuery, PersonRules.Fields,
        "AcctNum s100, TermRef ref, APAccountRef ref, Vendor1099 b, BillRate n, CostRate n, VendorPaymentBankDetail any, HasTPAR b, T4AEligible b, T5018Eligible b, TaxReportingBasis, ShipAddr Addr");

    public static readonly EntityKind Employee = new(13, "Employee", Nature.Name, PersonQuery, PersonRules.Fields,
        "PrimaryAddr Addr, SSN, EmployeeNumber s100, HiredDate date, ReleasedDate date, BirthDate date, Gender, BillableTime b, BillRate n, CostRate n");

    public static readonly EntityKind Item = new(14, "Item", Nature.List, "Name,FullyQualifiedName,Type,Sku,Active",
        "Name s100, FullyQualifiedName ro, Type e:Inventory|NonInventory|Service|Category|Group|Bundle, Sku s100, Description s4000, PurchaseDesc s1000, Active b, UnitPrice n, PurchaseCost n, TrackQtyOnHand b, QtyOnHand n, InvStartDate date, "
        + "ReorderPoint n, IncomeAccountRef ref, ExpenseAccountRef ref, AssetAccountRef ref, Taxable b, SalesTaxCodeRef ref, PurchaseTaxCodeRef ref, SalesTaxIncluded b, PurchaseTaxIncluded b, PrefVendorRef ref, ClassRef ref, SubItem b, "
        + "ParentRef ref, Level ro, TaxClassificationRef ref, Source, AbatementRate n, ReverseChargeRate n, ServiceType, UQCId, UQCDisplayText, ItemCategoryType, PrintGroupedItems b, ItemGroupDetail ro, RatePercent n");

    public static readonly EntityKind CompanyCurrency = new(15, "CompanyCurrency", Nature.List, "Code,Name,Active", "Code s3, Name ro, Active b");

    public static readonly EntityKind Invoice = new(32, "Invoice", Nature.Transaction, SalesQuery, SalesDocument.Fields,
        "DueDate date, Deposit n, AllowIPNPayment b, AllowOnlinePayment b, AllowOnlineCreditCardPayment b, AllowOnlineACHPayment b, InvoiceLink ro, EInvoiceStatus ro, TxnSource");

    public static readonly EntityKind Payment = new(33, "Payment", Nature.Transaction, "TxnDate,CustomerRef,TotalAmt,PaymentRefNum,ProjectRef",
        "CustomerRef ref, TotalAmt n, CurrencyRef ref, ExchangeRate n, TxnDate date, PaymentRefNum s21, PaymentMethodRef ref, DepositToAccountRef ref, ARAccountRef ref, PrivateNote s4000, CreditCardPayment any, UnappliedAmt ro, ProjectRef ref, "
        + "Line [Line], LinkedTxn ro, ProcessPayment b, TxnStatus ro, TaxExemptionRef ro, TransactionLocationType, TxnSource, HomeTotalAmt ro, DeliveryInfo ro");

    public static readonly EntityKind CreditMemo = new(34, "CreditMemo", Nature.Transaction, SalesQuery, SalesDocument.Fields, "RemainingCredit ro, InvoiceRef ref");

    public static readonly EntityKind RefundReceipt = new(35, "RefundReceipt", Nature.Transaction, SalesQuery, SalesDocument.Fields, "PaymentType e:Cash|Check|CreditCard|Other, CheckPayment any, CreditCardPayment any, TxnSource");

    public static readonly EntityKind SalesReceipt = new(36, "SalesReceipt", Nature.Transaction, SalesQuery, SalesDocument.Fields, "CreditCardPayment any, PaymentType e:Cash|Check|CreditCard|Other, TxnSource");

    public static readonly EntityKind Estimate = new(37, "Estimate", Nature.Transaction, SalesQuery, SalesDocument.Fields,
        "TxnStatus e:Pending|Accepted|Closed|Rejected|Converted, AcceptedBy s100, AcceptedDate date, ExpirationDate date, DueDate date");

    public static readonly EntityKind Bill = new(38, "Bill", Nature.Transaction, "TxnDate,DocNumber,VendorRef,APAccountRef,SalesTermRef,DueDate,TotalAmt,Balance", PurchaseDocument.Fields, "SalesTermRef ref, DueDate date, VendorAddr Addr");

    public static readonly EntityKind VendorCredit = new(39, "VendorCredit", Nature.Transaction, "TxnDate,DocNumber,VendorRef,TotalAmt,Balance", PurchaseDocument.Fields, "VendorAddr Addr");

    public static readonly EntityKind BillPayment = new(40, "BillPayment", Nature.Transaction, "TxnDate,DocNumber,VendorRef,TotalAmt,APAccountRef",
        "VendorRef ref, PayType e:Check|CreditCard, TotalAmt n, CurrencyRef ref, ExchangeRate n, TxnDate date, DocNumber s21, PrivateNote s4000, CheckPayment CheckPayment, CreditCardPayment CardPayment, APAccountRef ref, DepartmentRef ref, "
        + "Line [Line], ProcessBillPayment b, TransactionLocationType, LinkedTxn ro, HomeTotalAmt ro");

    public static readonly EntityKind Purchase = new(41, "Purchase", Nature.Transaction, "TxnDate,DocNumber,PaymentType,TotalAmt", PurchaseDocument.Fields,
        "PaymentType e:Cash|Check|CreditCard, AccountRef ref, EntityRef ref, Credit b, PaymentMethodRef ref, PaymentRefNum s21, PrintStatus e:NotSet|NeedToPrint|PrintComplete, RemitToAddr ro, PurchaseEx ro, TxnSource");

    public static readonly EntityKind PurchaseOrder = new(42, "PurchaseOrder", Nature.Transaction, "TxnDate,DocNumber,VendorRef,TotalAmt", PurchaseDocument.Fields,
        "POStatus e:Open|Closed, ShipAddr Addr, ShipTo ref, VendorAddr Addr, POEmail Email, EmailStatus e:NotSet|NeedToSend|EmailSent, Memo s4000, DueDate date, ClassRef ref, SalesTermRef ref, ShipMethodRef any, DeliveryInfo ro");

    public static readonly EntityKind JournalEntry = new(43, "JournalEntry", Nature.Transaction, "TxnDate,DocNumber",
        "DocNumber s21, TxnDate date, PrivateNote s4000, CurrencyRef ref, ExchangeRate n, Adjustment b, Line [Line], TxnTaxDetail Tax, GlobalTaxCalculation e:TaxExcluded|TaxInclusive|NotApplicable, TaxRateRef ref, TotalAmt ro, HomeTotalAmt ro, "
        + "TransactionLocationType, RecurDataRef ro, JournalCodeRef ref");

    public static readonly EntityKind InventoryAdjustment = new(44, "InventoryAdjustment", Nature.Transaction, "TxnDate,DocNumber",
        "DocNumber s21, TxnDate date, PrivateNote s4000, AdjustAccountRef ref, DepartmentRef ref, CustomerRef ref, ShipMethodRef any, Line [Line], CurrencyRef ro, ExchangeRate ro");

    public static readonly EntityKind Deposit = new(45, "Deposit", Nature.Transaction, "TxnDate,DocNumber,TotalAmt,DepositToAccountRef",
        "DepositToAccountRef ref, TxnDate date, DocNumber s21, PrivateNote s4000, CurrencyRef ref, ExchangeRate n, DepartmentRef ref, Line [Line], CashBack CashBack, TxnTaxDetail Tax, "
        + "GlobalTaxCalculation e:TaxExcluded|TaxInclusive|NotApplicable, TotalAmt ro, HomeTotalAmt ro, TransactionLocationType, RecurDataRef ro, TxnSource, LinkedTxn ro");

    public static readonly EntityKind Transfer = new(46, "Transfer", Nature.Transaction, "TxnDate,DocNumber",
        "FromAccountRef ref, ToAccountRef ref, Amount n, TxnDate date, PrivateNote s4000, CurrencyRef ref, ExchangeRate n, TransactionLocationType, RecurDataRef ro, LinkedTxn ro");

    public static readonly EntityKind CreditCardPayment = new(47, "CreditCardPaymentTxn", Nature.Transaction, "TxnDate",
        "CreditCardAccountRef ref, BankAccountRef ref, Amount n, TxnDate date, PrivateNote s4000, Memo s4000, CurrencyRef ref, ExchangeRate n, PrintStatus e:NotSet|NeedToPrint|PrintComplete, CheckNum s21, VendorRef ref")
    { Path = "creditcardpayment" };

    public static readonly EntityKind TimeActivity = new(48, "TimeActivity", Nature.Transaction, "TxnDate",
        "NameOf e:Employee|Vendor|Other, EmployeeRef ref, VendorRef ref, TxnDate date, Hours n, Minutes n, BreakHours n, BreakMinutes n, StartTime s, EndTime s, CustomerRef ref, ItemRef ref, BillableStatus e:Billable|NotBillable|HasBeenBilled, "
        + "Taxable b, HourlyRate n, CostRate n, Description s4000, ClassRef ref, DepartmentRef ref, PayrollItemRef ref, ProjectRef ref, TransactionLocationType");

    public static readonly EntityKind ExchangeRate = new(16, "ExchangeRate", Nature.List, "SourceCurrencyCode,AsOfDate", "SourceCurrencyCode s3, TargetCurrencyCode s3, Rate n, AsOfDate date");

    public static readonly EntityKind Attachable = new(17, "Attachable", Nature.Attachment, "FileName,Note,Category,ContentType,PlaceName,Size,AttachableRef.EntityRef.Type,AttachableRef.EntityRef.value",
        "FileName s1000, Note s2000, Category s100, ContentType s100, AttachableRef [AttachableRef], Size ro, FileAccessUri ro, TempDownloadUri ro, ThumbnailFileAccessUri ro, ThumbnailTempDownloadUri ro, Tag s2000, Lat s100, Long s100, PlaceName s2000");

    private static readonly EntityRules[] Rules =
    [
        new CompanyInfoRules(), new PreferencesRules(), new AccountRules(), new ReadOnlyRules(TaxCode), new ReadOnlyRules(TaxRate), new TaxAgencyRules(), new TermRules(),
        new PaymentMethodRules(), new ClassRules(), new DepartmentRules(), new CustomerRules(), new VendorRules(), new EmployeeRules(), new ItemRules(),
        new InvoiceRules(), new PaymentRules(), new CreditMemoRules(), new RefundReceiptRules(), new SalesReceiptRules(), new EstimateRules(),
        new BillRules(), new VendorCreditRules(), new BillPaymentRules(), new PurchaseRules(), new PurchaseOrderRules(), new JournalEntryRules(), new InventoryAdjustmentRules(),
        new DepositRules(), new TransferRules(), new CreditCardPaymentRules(), new TimeActivityRules(), new CompanyCurrencyRules(), new ExchangeRateRules(), new AttachableRules(),
    ];

    private static readonly FrozenDictionary<EntityKind, EntityRules> RulesByKind = Rules.ToFrozenDictionary(r => r.Kind);
    private static readonly FrozenDictionary<string, EntityKind> KindsByPath = Rules.ToFrozenDictionary(r => r.Kind.Path, r => r.Kind, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, EntityKind> KindsByName = Rules.ToFrozenDictionary(r => r.Kind.Name, r => r.Kind, StringComparer.Ordinal);
    private static readonly FrozenDictionary<int, EntityKind> KindsByNumber = Rules.ToFrozenDictionary(r => r.Kind.Number, r => r.Kind);

    public static IEnumerable<EntityKind> Kinds => RulesByKind.Keys;

    public static EntityRules RulesOf(EntityKind kind) => RulesByKind[kind];

    public static EntityKind? ByPath(string path) => KindsByPath.GetValueOrDefault(path);

    public static EntityKind? ByName(string name) => KindsByName.GetValueOrDefault(name);

    public static EntityKind ByNumber(int number) => KindsByNumber[number];
}
