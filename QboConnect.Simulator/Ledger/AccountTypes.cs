using System.Collections.Frozen;

namespace QboConnect.Simulator.Ledger;

/// <summary>Account types, their classification and their detail types (facts, 7.4).</summary>
internal static class AccountTypes
{
    /// <summary>In chart-of-accounts order, which is the order of reports. The first detail type is the default.</summary>
    public static readonly IReadOnlyList<AccountTypeInfo> All =
    [
        new("Bank", "Asset",
            "CashOnHand, Checking, MoneyMarket, RentsHeldInTrust, Savings, TrustAccounts, CashAndCashEquivalents, OtherEarMarkedBankAccounts"),
        new("Accounts Receivable", "Asset",
            "AccountsReceivable"),
        new("Other Current Asset", "Asset",
            "EmployeeCashAdvances, AllowanceForBadDebts, DevelopmentCosts, OtherCurrentAssets, Inventory, Investment_MortgageRealEstateLoans, Investment_Other, "
            + "Investment_TaxExemptSecurities, Investment_USGovernmentObligations, LoansToOfficers, LoansToOthers, LoansToStockholders, PrepaidExpenses, Retainage, "
            + "UndepositedFunds, AssetsAvailableForSale, BalWithGovtAuthorities, CalledUpShareCapitalNotPaid, ExpenditureAuthorisationsAndLettersOfCredit, "
            + "GlobalTaxDeferred, GlobalTaxRefund, InternalTransfers, OtherConsumables, ProvisionsCurrentAssets, ShortTermInvestmentsInRelatedParties, "
            + "ShortTermLoansAndAdvancesToRelatedParties, TradeAndOtherReceivables"),
        new("Fixed Asset", "Asset",
            "FurnitureAndFixtures, AccumulatedDepletion, AccumulatedDepreciation, DepletableAssets, FixedAssetComputers, FixedAssetCopiers, FixedAssetFurniture, "
            + "FixedAssetPhone, FixedAssetPhotoVideo, FixedAssetSoftware, FixedAssetOtherToolsEquipment, Land, LeaseholdImprovements, OtherFixedAssets, "
            + "AccumulatedAmortization, Buildings, IntangibleAssets, MachineryAndEquipment, Vehicles, AssetsInCourseOfConstruction, CapitalWip, "
            + "CumulativeDepreciationOnIntangibleAssets, IntangibleAssetsUnderDevelopment, LandAsset, NonCurrentAssets, ParticipatingInterests, ProvisionsFixedAssets"),
        new("Other Asset", "Asset",
            "Licenses, LeaseBuyout, OtherLongTermAssets, SecurityDeposits, AccumulatedAmortizationOfOtherAssets, Goodwill, OrganizationalCosts, AssetsHeldForSale, "
            + "AvailableForSaleFinancialAssets, DeferredTax, Investments, LongTermInvestments, LongTermLoansAndAdvancesToRelatedParties, OtherIntangibleAssets, "
            + "OtherLongTermInvestments, OtherLongTermLoansAndAdvances, PrepaymentsAndAccruedIncome, ProvisionsNonCurrentAssets"),
        new("Accounts Payable", "Liability",
            "AccountsPayable, OutstandingDuesMicroSmallEnterprise, OutstandingDuesOtherThanMicroSmallEnterprise"),
        new("Credit Card", "Liability",
            "CreditCard"),
        new("Other Current Liability", "Liability",
            "OtherCurrentLiabilities, DirectDepositPayable, LineOfCredit, LoanPayable, GlobalTaxPayable, GlobalTaxSuspense, PayrollClearing, PayrollTaxPayable, "
            + "PrepaidExpensesPayable, RentsInTrustLiability, TrustAccountsLiabilities, FederalIncomeTaxPayable, InsurancePayable, SalesTaxPayable, "
            + "StateLocalIncomeTaxPayable, AccruedLiabilities, CurrentLiabilities, CurrentPortionEmployeeBenefitsObligations, "
            + "CurrentPortionOfObligationsUnderFinanceLeases, CurrentTaxLiability, DividendsPayable, DutiesAndTaxes, InterestPayables, "
            + "ProvisionForWarrantyObligations, ProvisionsCurrentLiabilities, ShortTermBorrowings, SocialSecurityAgencies, StaffAndRelatedLiabilityAccounts, "
            + "SundryDebtorsAndCreditors, TradeAndOtherPayables, DeferredRevenue"),
        new("Long Term Liability", "Liability",
            "NotesPayable, OtherLongTermLiabilities, ShareholderNotesPayable, AccrualsAndDeferredIncome, AccruedLongLermLiabilities, AccruedVacationPayable, "
            + "BankLoans, DebtsRelatedToParticipatingInterests, DeferredTaxLiabilities, GovernmentAndOtherPublicAuthorities, GroupAndAssociates, "
            + "LiabilitiesRelatedToAssetsHeldForSale, LongTermBorrowings, LongTermDebit, LongTermEmployeeBenefitObligations, ObligationsUnderFinanceLeases, "
            + "OtherLongTermProvisions, ProvisionForLiabilities, ProvisionsNonCurrentLiabilities, StaffAndRelatedLongTermLiabilityAccounts"),
        new("Equity", "Equity",
            "OpeningBalanceEquity, PartnersEquity, RetainedEarnings, AccumulatedAdjustment, OwnersEquity, PaidInCapitalOrSurplus, PartnerContributions, "
            + "PartnerDistributions, PreferredStock, CommonStock, TreasuryStock, EstimatedTaxes, Healthcare, PersonalIncome, PersonalExpense, "
            + "AccumulatedOtherComprehensiveIncome, CalledUpShareCapital, CapitalReserves, DividendDisbursed, EquityInEarningsOfSubsiduaries, InvestmentGrants, "
            + "MoneyReceivedAgainstShareWarrants, OtherFreeReserves, ShareApplicationMoneyPendingAllotment, ShareCapital, Funds"),
        new("Income", "Revenue",
            "OtherPrimaryIncome, NonProfitIncome, SalesOfProductIncome, ServiceFeeIncome, DiscountsRefundsGiven, UnappliedCashPaymentIncome, CashReceiptIncome, "
            + "OperatingGrants, OtherCurrentOperatingIncome, OwnWorkCapitalized, RevenueGeneral, SalesRetail, SalesWholesale, SavingsByTaxScheme"),
        new("Other Income", "Revenue",
            "OtherInvestmentIncome, DividendIncome, InterestEarned, OtherMiscellaneousIncome, TaxExemptInterest, GainLossOnSaleOfFixedAssets, "
            + "GainLossOnSaleOfInvestments, LossOnDisposalOfAssets, OtherOperatingIncome, UnrealisedLossOnSecuritiesNetOfTax"),
        new("Cost of Goods Sold", "Expense",
            "CostOfLaborCos, EquipmentRentalCos, OtherCostsOfServiceCos, ShippingFreightDeliveryCos, SuppliesMaterialsCogs, CostOfSales, FreightAndDeliveryCost"),
        new("Expense", "Expense",
            "Travel, AdvertisingPromotional, BadDebts, BankCharges, CharitableContributions, CommissionsAndFees, Entertainment, EntertainmentMeals, "
            + "EquipmentRental, FinanceCosts, GlobalTaxExpense, Insurance, InterestPaid, LegalProfessionalFees, OfficeExpenses, OfficeGeneralAdministrativeExpenses, "
            + "OtherBusinessExpenses, OtherMiscellaneousServiceCost, PromotionalMeals, RentOrLeaseOfBuildings, RepairMaintenance, ShippingFreightDelivery, "
            + "SuppliesMaterials, TravelMeals, Utilities, Auto, CostOfLabor, DuesSubscriptions, PayrollExpenses, TaxesPaid, UnappliedCashBillPaymentExpense, "
            + "AmortizationExpense, AppropriationsToDepreciation, BorrowingCost, DistributionCosts, ExternalServices, ExtraordinaryCharges, IncomeTaxExpense, "
            + "LossOnDiscontinuedOperationsNetOfTax, ManagementCompensation, OtherCurrentOperatingCharges, OtherExternalServices, OtherRentalCosts, "
            + "OtherSellingExpenses, ProjectStudiesSurveysAssessments, PurchasesRebates, ShippingAndDeliveryExpense, StaffCosts, Sundry, "
            + "TravelExpensesGeneralAndAdminExpenses, TravelExpensesSellingExpense, PayrollTaxExpenses, PayrollWageExpenses, Communications"),
        new("Other Expense", "Expense",
            "Depreciation, ExchangeGainOrLoss, OtherMiscellaneousExpense, PenaltiesSettlements, Amortization, GasAndFuel, HomeOffice, HomeOwnerRentalInsurance, "
            + "OtherHomeOfficeExpenses, MortgageInterest, RentAndLease, RepairsAndMaintenance, ParkingAndTolls, Vehicle, VehicleInsurance, VehicleLease, "
            + "VehicleLoanInterest, VehicleLoan, VehicleRegistration, VehicleRepairs, OtherVehicleExpenses, Utilities, WashAndRoadServices, DeferredTaxExpense, "
            + "Depletion, ExceptionalItems, ExtraordinaryItems, IncomeTaxOtherExpense, MatCredit, PriorPeriodItems, TaxRoundoffGainOrLoss"),
    ];

    private static readonly FrozenDictionary<string, AccountTypeInfo> ByName = All.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    public static AccountTypeInfo? Find(string type) => ByName.GetValueOrDefault(type);

    /// <summary>The type a detail type belongs to; a few belong to two, and the first wins.</summary>
    public static AccountTypeInfo? OfSubType(string subType) => All.FirstOrDefault(t => t.SubTypes.Contains(subType));

    public static string Classification(string type) => ByName[type].Classification;

    public static int Order(string type) => ByName[type].Position;

    public static bool IsBalanceSheet(string type) => Classification(type) is "Asset" or "Liability" or "Equity";

    /// <summary>Accounts that carry a currency of their own (facts, 8.2).</summary>
    public static bool CarriesCurrency(string type) => type is "Bank" or "Credit Card" or "Accounts Receivable" or "Accounts Payable";

    /// <summary>Whether a debit makes the balance of such an account greater.</summary>
    public static bool IsDebitNatured(string type) => Classification(type) is "Asset" or "Expense";
}

/// <summary>One account type.</summary>
internal sealed class AccountTypeInfo(string name, string classification, string subTypes)
{
    private static int _count;

    public string Name { get; } = name;

    public string Classification { get; } = classification;

    public IReadOnlyList<string> SubTypes { get; } = subTypes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public int Position { get; } = _count++;
}
