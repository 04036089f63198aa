using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Inventory;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Tax;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Lines and purchase tax of bills, credits, expenses and orders (facts, 7.12 and 8.3).</summary>
internal sealed class PurchaseDocument
{
    public const string Fields = "DocNumber s21, TxnDate date, VendorRef ref, CurrencyRef ref, ExchangeRate n, PrivateNote s4000, Line [Line], TxnTaxDetail Tax, "
        + "GlobalTaxCalculation e:TaxExcluded|TaxInclusive|NotApplicable, DepartmentRef ref, APAccountRef ref, LinkedTxn [Linked], TotalAmt ro, HomeTotalAmt ro, Balance ro, HomeBalance ro, "
        + "TransactionLocationType, RecurDataRef ro, IncludeInAnnualTPAR b, CustomField [CF]";

    private readonly Document _document;
    private readonly Record? _party;
    private readonly int _sign;
    private readonly List<(JsonObject Line, JsonObject Detail)> _taxed = [];

    private PurchaseDocument(Document document, Record? party, int sign) => (_document, _party, _sign) = (document, party, sign);

    public decimal Total { get; private set; }

    /// <param name="document">Opened header.</param>
    /// <param name="party">Vendor or payee.</param>
    /// <param name="sign">1 when something is bought, −1 for a credit, 0 when the form posts nothing.</param>
    public static PurchaseDocument Apply(Document document, Record? party, int sign)
    {
        var purchase = new PurchaseDocument(document, party, sign);
        purchase.Read();
        return purchase;
    }

    /// <summary>Simple Start has no bills (facts, 7.2).</summary>
    public static void RequireBills(Company company)
    {
        if (!company.Settings.HasBills)
        {
            throw Fault.Entitlement("Bill").Thrown();
        }
    }

    private void Read()
    {
        var lines = _document.Body.Children("Line").Where(l => l.Text("DetailType") != "SubTotalLineDetail").ToList();
        if (lines.Count == 0)
        {
            throw Fault.Missing("Line").Thrown();
        }
        var accounts = lines.Select(ReadLine).ToList();
        Lines.Number(_document.Draft, lines);
        if (_document.Company.Settings.IsUs)
        {
            // Bills and expenses of US companies carry no tax of their own: the gross amount is typed (facts, 7.1).
            _document.Body.Remove("TxnTaxDetail");
        }
        var tax = _document.Company.Settings.IsUs ? [] : GlobalTax.Apply(_document, _taxed, sales: false);
        foreach (var line in tax)
        {
            Debit(TaxCodes.Account(_document.Draft.Work, line.Rate), line.Amount, null, "Tax");
        }
        for (var i = 0; i < lines.Count; i++)
        {
            if (accounts[i] is { } target)
            {
                Debit(target.Account, lines[i].Amount("Amount"), target.Detail, lines[i].Text("Description"));
                Receive(target.Item, target.Detail, lines[i], i);
            }
        }
        _document.Body["Line"]!.AsArray().RemoveAll(l => l!["DetailType"]?.GetValue<string>() == "SubTotalLineDetail");
        Total = Json.Cents(lines.Where((_, i) => accounts[i] is not null).Sum(l => l.Amount("Amount")) + tax.Sum(t => t.Amount));
        if (Total < 0)
        {
            throw Fault.Business("Transaction amount must be 0 or greater.", "Line").Thrown();
        }
        _document.SetTotal(Total);
    }

    private (Record Account, JsonObject Detail, Record? Item)? ReadLine(JsonObject line)
    {
        var type = Lines.RequireDetail(line, out var detail);
        if (type == "DescriptionOnly")
        {
            return null;
        }
        if (type is not ("AccountBasedExpenseLineDetail" or "ItemBasedExpenseLineDetail"))
        {
            throw Fault.Business($"{type} is not valid on this transaction.", "DetailType").Thrown();
        }
        Lines.RequireAmount(line);
        _document.ClassOf(detail);
        var customer = _document.Draft.Follow(detail, "CustomerRef", Catalogue.Customer);
        if (detail.Text("BillableStatus") == "Billable" && customer is null)
        {
            throw new Fault("6310", "Customer Required", "A billable line needs a customer.", "CustomerRef").Thrown();
        }
        detail.SetDefault("BillableStatus", () => JsonValue.Create("NotBillable"));
        if (_document.Company.Settings.IsUs)
        {
            detail.SetDefault("TaxCodeRef", () => Json.Reference("NON", null));
            TaxCodes.IsTaxedUs(detail.Ref("TaxCodeRef"));
        }
        else
        {
            _taxed.Add((line, detail));
        }
        return type == "AccountBasedExpenseLineDetail" ? (Account(detail), detail, null) : ItemLine(line, detail);
    }

    private Record Account(JsonObject detail) => _document.Draft.Require(detail, "AccountRef", Catalogue.Account);

    private (Record, JsonObject, Record?) ItemLine(JsonObject line, JsonObject detail)
    {
        if (!_document.Company.Settings.HasPlus)
        {
            throw Fault.Entitlement("Item lines on purchases").Thrown();
        }
        Lines.CheckProduct(line, detail);
        var item = _document.Draft.Require(detail, "ItemRef", Catalogue.Item);
        var isStock = item.Body.Text("Type") == "Inventory";
        if (isStock)
        {
            Lines.RequireQuantity(detail, item, _document.Date);
        }
        var account = item.Body.RefId(isStock ? "AssetAccountRef" : "ExpenseAccountRef") is { } id
            ? _document.Draft.Work.Find(Catalogue.Account, id)!
            : throw Fault.Business($"The item {item.Name} has no expense account and cannot be bought.", "ItemRef").Thrown();
        return (account, detail, item);
    }

    private void Receive(Record? item, JsonObject detail, JsonObject line, int index)
    {
        if (_sign == 0 || item?.Body.Text("Type") != "Inventory")
        {
            return;
        }
        var quantity = detail.Amount("Qty");
        var cost = Document.Minor(_document.InHome(line.Amount("Amount")));
        var asset = item.Body.RefId("AssetAccountRef")!.Value;
        var counter = item.Body.RefId("ExpenseAccountRef")!.Value;
        if (_sign > 0)
        {
            _document.Draft.Work.Stock.Add(new Movement(item.Id, _document.Date, _document.Draft.Key, index, quantity, cost, true, asset, counter));
            return;
        }
        // What goes back leaves at FIFO cost; the vendor's credit for it has been posted to the asset already, so the difference is cost of sales.
        _document.Draft.Work.Stock.Add(new Movement(item.Id, _document.Date, _document.Draft.Key, index, -quantity, 0, false, asset, counter));
        _document.AddHome(_document.Draft.Work.Find(Catalogue.Account, asset)!, cost / 100m);
        _document.AddHome(_document.Draft.Work.Find(Catalogue.Account, counter)!, -cost / 100m);
    }

    private void Debit(Record account, decimal amount, JsonObject? detail, string? memo)
    {
        if (_sign != 0)
        {
            _document.Debit(account, _sign * amount, _party, detail, memo);
        }
    }
}
