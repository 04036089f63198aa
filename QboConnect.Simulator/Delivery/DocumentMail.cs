using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Delivery;

/// <summary>Documents that can be printed and e-mailed (facts, 2.6). Nothing is sent: the document says that it was.</summary>
internal static class DocumentMail
{
    private static readonly EntityKind[] Printed =
        [Catalogue.CreditMemo, Catalogue.Estimate, Catalogue.Invoice, Catalogue.Payment, Catalogue.PurchaseOrder, Catalogue.RefundReceipt, Catalogue.SalesReceipt];

    /// <summary>The document to be printed.</summary>
    /// <exception cref="RefusedException">The entity has no form to print, or the document is not there.</exception>
    public static Record Find(Company company, EntityKind kind, string id)
    {
        if (!Printed.Contains(kind))
        {
            throw Fault.Unsupported("Operation is not supported.").Thrown();
        }
        return company.Find(kind, Operations.ReadId(id)) switch
        {
            null => throw Fault.NotFound().Thrown(),
            { State: ObjectState.Deleted } => throw Fault.Deleted().Thrown(),
            var found => found,
        };
    }

    /// <summary>Marks a document as e-mailed to <paramref name="sendTo"/>, else to the document's own address, else to its name's.</summary>
    public static Prepared Send(Company company, EntityKind kind, string id, string? sendTo, Clock clock)
    {
        var document = Find(company, kind, id);
        var body = document.Copy();
        var property = kind == Catalogue.PurchaseOrder ? "POEmail" : "BillEmail";
        var address = sendTo ?? body.Child(property)?.Text("Address") ?? Party(company, body)?.Body.Child("PrimaryEmailAddr")?.Text("Address")
            ?? throw new Fault("6420", "Invalid Email", "An e-mail address is needed to send the document.", property).Thrown();
        if (address.IndexOf('@', StringComparison.Ordinal) is <= 0 or > 100)
        {
            throw new Fault("2210", "Invalid Email Address", $"Email Address does not conform to email address standard (RFC 822). Supplied value:{address}", property).Thrown();
        }
        if (kind.Shape.Knows(property))
        {
            body[property] = new JsonObject { ["Address"] = address };
        }
        if (kind.Shape.Knows("EmailStatus"))
        {
            body["EmailStatus"] = "EmailSent";
        }
        var work = new Work(company, clock.Now);
        body["DeliveryInfo"] = new JsonObject { ["DeliveryType"] = "Email", ["DeliveryTime"] = work.Now.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) };
        work.Put(kind, document.Id, body);
        return new Prepared(work, kind, document.Id);
    }

    private static Record? Party(Company company, JsonObject body) =>
        body.RefId("CustomerRef") is { } customer ? company.Find(Catalogue.Customer, customer)
        : body.RefId("VendorRef") is { } vendor ? company.Find(Catalogue.Vendor, vendor)
        : null;
}
