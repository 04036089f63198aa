namespace QboConnect.Simulator.Faults;

/// <summary>One error of QuickBooks Online's catalogue (facts, section 6.2), as it appears in a response.</summary>
internal sealed record Fault(string Code, string Message, string Detail, string? Element = null, string Type = "ValidationFault", int Status = 400)
{
    public static Fault Unsupported(string detail) => new("500", "Unsupported Operation", detail);

    public static Fault NotFound() => new("610", "Object Not Found",
        "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.");

    public static Fault Deleted() => new("610", "Object Not Found", "Object Not Found: Another user has deleted this transaction.");

    public static Fault CannotLink(string detail) => new("620", "Transaction Number Cannot be Linked", detail);

    public static Fault InvalidProperty(string detail) => new("2010", "Request has invalid or unsupported property", detail);

    public static Fault Missing(string parameter, string? element = null) => new("2020",
        "Required param missing, need to supply the required value for the API",
        $"Required parameter {parameter} is missing in the request", element ?? parameter);

    public static Fault InvalidId(string value) => new("2030", "Invalid ID", $"Id should be a valid number. Supplied value:{value}", "Id");

    public static Fault Length(string element, int max, int supplied) => new("2050", "Invalid String Length",
        $"String length is either shorter or longer than supported by specification. Min:0 Max:{max} supported. Supplied length:{supplied}", element);

    public static Fault Number(string element, string value) => new("2090", "Invalid Number", $"{element} should be a valid number. Supplied value:{value}", element);

    public static Fault NumberRange() => new("2180", "Number Out Of Range", "A number, or an amount worked out from it, is outside of the supported range.");

    public static Fault Characters() => new("2040", "Invalid String", "The request holds characters that are not valid text.");

    public static Fault DateFormat(string element, string value) => new("2060", "Invalid Date Format", $"Invalid date format for {element}. Supplied value:{value}", element);

    public static Fault DateValue(string element, string value) => new("2070", "Invalid Date", $"{element} is outside of the supported range. Supplied value:{value}", element);

    public static Fault Enumeration(string element, string value, IEnumerable<string> allowed) => new("2170", "Invalid Enumeration",
        $"Invalid Enumeration : {element} must be one of {string.Join(", ", allowed)}. Supplied value:{value}", element);

    public static Fault Boolean(string element, string value) => new("2230", "Invalid Boolean", $"{element} should be true or false. Supplied value:{value}", element);

    public static Fault InvalidReference(string what, string id) => new("2500", "Invalid Reference Id",
        $"Invalid Reference Id : {what} element id {id} not found", null);

    public static Fault InactiveReference(string what, string id) => new("2500", "Invalid Reference Id",
        $"Invalid Reference Id : {what} element id {id} has been made inactive");

    public static Fault Query(string detail) => new("4001", "Invalid query", $"QueryValidationError: {detail}");

    public static Fault QuerySyntax(string detail) => new("4000", "Error parsing query", $"QueryParserError: {detail}");

    public static Fault Stale() => new("5010", "Stale Object Error",
        "Stale Object Error : You and another user were working on this at the same time. The other user finished before you did, so your work was not saved.");

    public static Fault Entitlement(string feature) => new("5030", "Feature Not Supported Error",
        $"Feature Not Supported Error : {feature} is not supported by this company's subscription or is switched off in its settings.");

    public static Fault Business(string text, string? element = null) => new("6000", "A business validation error has occurred while processing your request",
        $"Business Validation Error: {text}", element);

    public static Fault AmountMismatch(decimal supplied) => new("6070", "Amount calculation incorrect in the request",
        $"Amount is not equal to UnitPrice * Qty. Supplied value:{supplied}", "Line.Amount");

    public static Fault Throttled() => new("3001", "message=ThrottleExceeded; errorCode=003001; statusCode=429",
        "The request limit was reached.  Try again later", null, "SERVICE", 429);

    public static Fault DuplicateNumber(string number, string type, long id) => new("6140", "Duplicate Document Number Error",
        $"Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber={number} is assigned to TxnType={type} with TxnId={id}");

    public static Fault Closed() => new("6210", "Account Period Closed",
        "The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.");

    public static Fault DuplicateName(string who) => new("6240", "Duplicate Name Exists Error",
        $"The name supplied already exists. : Another {who} is already using this \nname. Please use a different name.");

    public static Fault AccountType(string detail, string? element = null) => new("6430", "Invalid account type", detail, element);

    public static Fault System(string detail, int status = 500) => new("10000",
        "An application error has occurred while processing your request", $"System Failure Error: {detail}", null, "SystemFault", status);

    public RefusedException Thrown() => new(this);
}

/// <summary>Carries a refusal from the rule that found it to the edge that writes it. Nothing has been changed when it is thrown.</summary>
internal sealed class RefusedException(Fault fault) : Exception($"{fault.Code} {fault.Detail}")
{
    public Fault Fault { get; } = fault;
}
