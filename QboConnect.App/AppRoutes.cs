using System.Globalization;
using QboConnect.Core.Connect;

namespace QboConnect.App;

/// <summary>Every address of the app, in one place.</summary>
internal static class AppRoutes
{
    public const string Dashboard = "/";
    public const string Sales = "/sale";
    public const string SalesExport = "/sale/sales.csv";
    public const string Sale = "/sale/{SaleId:long}";
    public const string ConsolidatedTransactions = "/sale/consolidated";
    public const string ConsolidatedExport = "/sale/consolidated/consolidated-transactions.csv";
    public const string ConsolidatedTransaction = "/sale/consolidated/{TransactionId:long}";
    public const string SyncOptions = "/integration/quickbooks/sync-options";
    public const string QuickBooks = "/integration/quickbooks";
    public const string ConnectWizard = "/integration/quickbooks/connect";
    public const string Rehearsal = "/integration/quickbooks/rehearse";
    public const string RehearsalExport = "/integration/quickbooks/rehearse/rehearsal.csv";
    public const string ConnectProblem = "/integration/quickbooks/not-connected";
    public const string Backup = "/integration/quickbooks/backup";
    public const string Authorise = "/integration/quickbooks/authorise";
    public const string AuthoriseAllTheSame = Authorise + "?takeOver=true";
    public const string AuthoriseCallback = "/integration/quickbooks/callback";
    public const string EndedAtQuickBooks = "/integration/quickbooks/disconnected";
    public const string ExportHistory = MigrationMessages.ExportHistoryPath;
    public const string Notifications = "/notifications";
    public const string Mail = "/settings/e-mail";
    public const string Api = "/api";
    public const string Reconciliation = "/reports/reconciliation";
    public const string ChartOfAccounts = "/settings/accounts";
    public const string AccountRoles = "/settings/account-mapping";
    public const string TaxRules = "/settings/tax-rules";
    public const string PaymentTerms = "/settings/payment-terms";
    public const string SalesImport = "/sale/import";
    public const string SalesImportTemplate = "/sale/import/template.csv";
    public const string Preflight = "/integration/quickbooks/pre-flight";
    public const string RequiredAccounts = "/integration/quickbooks/required-accounts";
    public const string PreflightExport = "/integration/quickbooks/pre-flight/records.csv";
    public const string DryRun = "/integration/quickbooks/dry-run";
    public const string SyncRuns = "/integration/quickbooks/runs";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string FirstStart = "/first-start";
    public const string AccessDenied = "/access-denied";
    public const string NotFound = "/not-found";
    public const string Error = "/error";

    /// <summary>The page that explains why an attempt to connect came to nothing.</summary>
    public static string OfConnectProblem(long id) => string.Create(CultureInfo.InvariantCulture, $"{ConnectProblem}?problem={id}");

    /// <summary>A sync run's page.</summary>
    public static string SyncRun(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{SyncRuns}/{id}");

    /// <summary>The records a finding of the pre-flight check touches.</summary>
    public static string PreflightRecords(string finding) => $"{PreflightExport}?finding={Uri.EscapeDataString(finding)}";

    /// <summary>A sale's page.</summary>
    public static string OfSale(long saleId) => string.Create(CultureInfo.InvariantCulture, $"/sale/{saleId}");

    /// <summary>A consolidated transaction's page.</summary>
    public static string OfConsolidated(long id) => string.Create(CultureInfo.InvariantCulture, $"/sale/consolidated/{id}");
}
