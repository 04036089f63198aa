using System.Collections.Frozen;

namespace QboConnect.Core.QuickBooks;

/// <summary>What a fault code means, in the merchant's words.</summary>
internal sealed record QboFaultMeaning(QboFaultClass Class, string Cause, string Remedy);

/// <summary>
/// QuickBooks' fault codes. Source: Intuit, "Error codes" and "Handling common errors". A code that is not listed counts
/// as a validation error, because QuickBooks answers everything but outages with one.
/// </summary>
internal static class QboFaultCatalogue
{
    private const string Report = "This is a fault of QboConnect. Please report it with the trace id.";
    private const string TryLater = "Try again later. If it stays, ask Intuit's support and give them the trace id.";
    private const string Correct = "Correct the document, then sync again.";
    private const string Reconnect = "Connect again under Integration → QuickBooks Online. Nothing that was synced is lost.";

    private static readonly QboFaultMeaning Unlisted = Validation("QuickBooks refused it; its own words are given.");

    private static readonly FrozenDictionary<string, QboFaultMeaning> Meanings = new Dictionary<string, QboFaultMeaning>(StringComparer.Ordinal)
    {
        ["100"] = Ended("QuickBooks did not accept the sign-in."),
        ["110"] = Ended("QuickBooks did not accept the sign-in."),
        ["120"] = new(QboFaultClass.Reconnect, "The QuickBooks user who connected this company no longer has access to it.", "Let a user with access connect again, or give the user access in QuickBooks."),
        ["130"] = Outage("QuickBooks is moving this company to another server."),
        ["140"] = Outage("This company is locked in QuickBooks at the moment."),
        ["150"] = Outage("QuickBooks is under maintenance."),
        ["3001"] = new(QboFaultClass.Throttled, "QuickBooks' limit of requests is used up, by this or another app.", "Wait a minute. If it stays, see which other apps work on this company."),
        ["3100"] = new(QboFaultClass.Reconnect, "This connection is not for this company, or the app has no access to it.", Reconnect),
        ["3200"] = Ended("QuickBooks no longer accepts this connection."),

        ["500"] = new(QboFaultClass.Unsupported, "QuickBooks cannot do this with this kind of document.", "Delete the document in QuickBooks, or enter one that reverses it."),
        ["600"] = new(QboFaultClass.System, "QuickBooks has seen this request number before.", "Look in QuickBooks whether the document is there, then sync again."),
        ["610"] = new(QboFaultClass.Inactive, "Something the document uses was deleted or made inactive in QuickBooks: an account, a customer, a supplier or an item.", "Make it active again in QuickBooks, or map to another one, then sync again."),
        ["2500"] = new(QboFaultClass.Inactive, "Something the document uses is not in QuickBooks any more, or is inactive.", "Make it active again in QuickBooks, or map to another one, then sync again."),
        ["5010"] = new(QboFaultClass.Stale, "Someone changed it in QuickBooks in the meantime.", "Sync again: it is read anew first."),

        ["1000"] = Outage("QuickBooks could not carry out the operation.", QboFaultClass.System),
        ["1010"] = Outage("QuickBooks could not create it.", QboFaultClass.System),
        ["1020"] = Outage("QuickBooks could not change it.", QboFaultClass.System),
        ["4002"] = Outage("QuickBooks could not work out the query.", QboFaultClass.System),
        ["10000"] = Outage("QuickBooks had an internal error.", QboFaultClass.System),
        ["10100"] = Ours("Too much was asked for at once."),
        ["10200"] = new(QboFaultClass.Validation, "The company was reset in QuickBooks, so nothing that was synced is there any more.", "Connect the company anew and run the migration again."),

        ["5020"] = new(QboFaultClass.Plan, "The QuickBooks plan, or the role of the user who connected, does not allow this.", "Upgrade the plan in QuickBooks, or let a company administrator connect again."),
        ["5030"] = new(QboFaultClass.Plan, "This feature is not in the QuickBooks plan, or is switched off.", "Switch it on in QuickBooks under Account and settings, or upgrade the plan."),
        ["6190"] = new(QboFaultClass.SubscriptionEnded, "The company's QuickBooks subscription ended or has a billing problem.", "Put the subscription in order in QuickBooks; nothing can be written until then."),

        ["6140"] = new(QboFaultClass.DuplicateNumber, "This document number is already used in QuickBooks.", "Give one of the two documents another number, then sync again."),
        ["6240"] = new(QboFaultClass.DuplicateName, "This name is already used in QuickBooks. Customers, suppliers and employees share one list of names.", "Rename one of the two, then sync again."),
        ["630"] = new(QboFaultClass.DuplicateName, "QuickBooks already has one like it.", "Rename one of the two, then sync again."),

        ["6200"] = Closed(),
        ["6210"] = Closed(),

        ["620"] = Validation("The documents cannot be linked: another customer, supplier or currency, or already settled."),
        ["700"] = Validation("The parent it names is not valid."),
        ["800"] = Validation("It cannot be deleted, because something else depends on it."),
        ["900"] = Validation("It cannot be its own parent."),
        ["2020"] = Validation("QuickBooks needs something that the document does not say."),
        ["2040"] = Validation("It contains characters that QuickBooks does not accept."),
        ["2050"] = Validation("A text is longer or shorter than QuickBooks accepts."),
        ["2060"] = Validation("A date is not valid."),
        ["2070"] = Validation("A date is not valid."),
        ["2140"] = Validation("An amount is not valid."),
        ["2150"] = Validation("A percentage is not valid."),
        ["2160"] = Validation("A quantity is not valid."),
        ["2210"] = Validation("An e-mail address is not valid."),
        ["2220"] = Validation("A currency is not valid."),
        ["2250"] = Validation("The document has no lines."),
        ["2290"] = Validation("A line has a negative amount."),
        ["2300"] = Validation("The debits and credits of the journal are not equal."),
        ["2410"] = Validation("The document is in a foreign currency and has no exchange rate."),
        ["3000"] = Validation("A custom field is not valid."),
        ["6000"] = Validation("QuickBooks refused it."),
        ["6010"] = Validation("The account's type and detail type do not belong together."),
        ["6060"] = Validation("An opening balance needs its date."),
        ["6070"] = Validation("A line's amount is not its price times its quantity."),
        ["6080"] = Validation("It has no name."),
        ["6090"] = Validation("A discount has no amount and no percentage."),
        ["6100"] = Validation("QuickBooks in the US wants TAX or NON as the tax code of a line."),
        ["6160"] = Validation("The tax code CustomSalesTax cannot be used."),
        ["6170"] = Validation("The document has tax although it is marked as without tax."),
        ["6180"] = Validation("It is deeper than five levels."),
        ["6220"] = Validation("It still has a balance."),
        ["6230"] = Validation("The tax code CustomSalesTax cannot be used."),
        ["6250"] = Validation("The customer of the document is missing or inactive."),
        ["6270"] = Validation("The document is dated before QuickBooks began to keep stock of the item."),
        ["6430"] = Validation("An account is of the wrong type for this use.", "Map another account, then sync again."),
        ["6440"] = Validation("A line has no item and no account."),
        ["6450"] = Validation("It is already settled and cannot be voided."),
        ["6470"] = Validation("The document may not have tax, or its tax rate is missing."),
        ["6480"] = Validation("It is matched with the bank feed in QuickBooks.", "Undo the match in QuickBooks, then sync again."),
        ["6520"] = Validation("A line with a stock item has no quantity."),
        ["6540"] = Validation("The payment is part of a bank deposit in QuickBooks and cannot be changed.", "Take it out of the deposit in QuickBooks, then sync again."),

        ["1040"] = Ours("A batch was too large."),
        ["1050"] = Ours("The content type was wrong."),
        ["2000"] = Ours("The kind of object was wrong."),
        ["2010"] = Ours("QuickBooks does not know a property that was sent."),
        ["2030"] = Ours("An id was not a number."),
        ["2130"] = Ours("The request number was not valid."),
        ["3202"] = Ours("A sign-in field was empty."),
        ["4000"] = Ours("A query was not valid."),
        ["4001"] = Ours("A query was not valid."),
        ["5000"] = Ours("A property is no longer supported."),
        ["6530"] = Ours("A card number was sent."),
        ["HTTP404"] = Ours("QuickBooks has no such address."),
        ["HTTP415"] = Ours("The content type was wrong."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The meaning of a code.</summary>
    public static QboFaultMeaning Of(string code) => Meanings.GetValueOrDefault(code, Unlisted);

    private static QboFaultMeaning Ended(string cause) => new(QboFaultClass.Reconnect, cause, Reconnect);

    private static QboFaultMeaning Outage(string cause, QboFaultClass kind = QboFaultClass.Connection) => new(kind, cause, TryLater);

    private static QboFaultMeaning Ours(string cause) => new(QboFaultClass.Malformed, cause, Report);

    private static QboFaultMeaning Validation(string cause, string remedy = Correct) => new(QboFaultClass.Validation, cause, remedy);

    private static QboFaultMeaning Closed() => new(
        QboFaultClass.PeriodClosed,
        "The books are closed in QuickBooks for the date of this document.",
        "Date the document after the closing date, or move the closing date in QuickBooks, then sync again.");
}
