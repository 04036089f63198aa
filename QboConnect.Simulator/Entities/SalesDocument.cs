using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Inventory;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Tax;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Lines, discount, tax and income of a sales form (facts, 7.10 and 8.3). A sale credits income, a credit debits it.</summary>
internal sealed class SalesDocument
{
    public const string Fields = "DocNumber s21, TxnDate date, CustomerRef ref, CurrencyRef ref, ExchangeRate n, PrivateNote s4000, CustomerMemo Memo, Line [Line], TxnTaxDetail Tax, "
        + "GlobalTaxCalculation e:TaxExcluded|TaxInclusive|NotApplicable, ApplyTaxAfterDiscount b, ClassRef ref, DepartmentRef ref, BillAddr Addr, ShipAddr Addr, ShipFromAddr Addr, "
        + "ShipMethodRef any, ShipDate date, TrackingNum s31, BillEmail Email, BillEmailCc Email, BillEmailBcc Email, EmailStatus e:NotSet|NeedToSend|EmailSent, "
        + "PrintStatus e:NotSet|NeedToPrint|PrintComplete, CustomField [CF], TaxExemptionRef ro, RecurDataRef ro, TotalAmt ro, HomeTotalAmt ro, HomeBalance ro, ProjectRef ref, "
        + "TransactionLocationType, SalesTermRef ref, PaymentMethodRef ref, PaymentRefNum s21, DepositToAccountRef ref, LinkedTxn [Linked], Balance ro, FreeFormAddress b, DeliveryInfo ro, SalesRepRef ref, PONumber s25, FOB s25, Tag any, FreeFormNumber ro";

    private readonly Document _document;
    private readonly Record? _customer;
    private readonly int _sign;
    private readonly List<(JsonObject Line, JsonObject Detail)> _taxed = [];
    private decimal _items;
    private decimal _taxable;
    private decimal _discount;

    private SalesDocument(Document document, Record? customer, int sign) => (_document, _customer, _sign) = (document, customer, sign);

    /// <summary>Total with tax, in the document's currency.</summary>
    public decimal Total { get; private set; }

    /// <param name="document">Opened header.</param>
    /// <param name="customer">Who buys.</param>
    /// <param name="sign">1 for a sale, −1 for a credit, 0 when the form posts nothing.</param>
    public static SalesDocument Apply(Document document, Record? customer, int sign)
    {
        var sale = new SalesDocument(document, customer, sign);
        sale.Read();
        return sale;
    }

    private void Read()
    {
        var body = _document.Body;
        var lines = body.Children("Line").Where(l => l.Text("DetailType") != "SubTotalLineDetail").ToList();
        if (lines.Count == 0)
        {
            throw Fault.Missing("Line").Thrown();
        }
        foreach (var line in lines)
        {
            ReadLine(line);
        }
        Lines.Number(_document.Draft, lines);
        var discountLines = lines.Where(l => l.Text("DetailType") == "DiscountLineDetail").ToList();
        foreach (var line in discountLines)
        {
            ReadDiscount(line);
        }
        var tax = Tax();
        foreach (var line in tax)
        {
            Credit(TaxCodes.Account(_document.Draft.Work, line.Rate), line.Amount, null, "Tax");
        }
        PostLines(lines);
        var net = lines.Where(l => l.Text("DetailType") is "SalesItemLineDetail" or "GroupLineDetail").Sum(l => l.Amount("Amount"));
        var array = body["Line"]!.AsArray();
        array.RemoveAll(l => l!["DetailType"]?.GetValue<string>() == "SubTotalLineDetail");
        array.Add((JsonNode)new JsonObject { ["Amount"] = Json.Cents(net), ["DetailType"] = "SubTotalLineDetail", ["SubTotalLineDetail"] = new JsonObject() });
        Total = Json.Cents(net - _discount + tax.Sum(t => t.Amount));
        if (Total < 0)
        {
            throw Fault.Business("Transaction amount must be 0 or greater.", "Line").Thrown();
        }
        body.SetDefault("ApplyTaxAfterDiscount", () => JsonValue.Create(false));
        body.SetDefault("PrintStatus", () => JsonValue.Create("NotSet"));
        body.SetDefault("EmailStatus", () => JsonValue.Create("NotSet"));
        if (body.Text("EmailStatus") == "NeedToSend" && body.Child("BillEmail")?.Text("Address") is null)
        {
            throw new Fault("6420", "Invalid Email", "An e-mail address is needed to send the document.", "BillEmail").Thrown();
        }
        _document.SetTotal(Total);
    }

    private void ReadLine(JsonObject line)
    {
        switch (Lines.RequireDetail(line, out var detail))
        {
            case "SalesItemLineDetail":
                Lines.RequireAmount(line);
                Lines.CheckProduct(line, detail);
                var item = Item(detail);
                _document.ClassOf(detail);
                if (_document.Company.Settings.IsUs)
                {
                    detail.SetDefault("TaxCodeRef", () => Json.Reference("NON", null));
                    _taxable += TaxCodes.IsTaxedUs(detail.Ref("TaxCodeRef")) ? line.Amount("Amount") : 0;
                }
                else
                {
                    _taxed.Add((line, detail));
                }
                _items += line.Amount("Amount");
                if (item is not null)
                {
                    detail["ItemRef"] = item.AsReference();
                }
                break;
            case "DescriptionOnly" or "DiscountLineDetail":
                break;
            case var other:
                throw Fault.Business($"{other} is not valid on this transaction.", "DetailType").Thrown();
        }
    }

    private void ReadDiscount(JsonObject line)
    {
        var detail = line.Child("DiscountLineDetail")!;
        var percent = detail.IsTrue("PercentBased") ? detail.Decimal("DiscountPercent") : null;
        if (percent is null && line.Decimal("Amount") is null)
        {
            throw new Fault("6090", "Discount Required", "A discount line needs an amount or a percentage.", "DiscountLineDetail").Thrown();
        }
        var amount = percent is { } p ? Json.Cents(_items * p / 100m) : Json.Cents(line.Amount("Amount"));
        line["Amount"] = amount;
        detail.SetDefault("PercentBased", () => JsonValue.Create(false));
        _discount += amount;
        var account = _document.Draft.Account(detail, "DiscountAccountRef", "Income", "Expense", "Other Income", "Other Expense", "Cost of Goods Sold") ?? SystemAccounts.Discounts(_document.Draft.Work);
        detail["DiscountAccountRef"] = account.AsReference();
        Credit(account, -amount, detail, line.Text("Description"));
    }

    private IReadOnlyList<TaxLine> Tax()
    {
        if (!_document.Company.Settings.IsUs)
        {
            return GlobalTax.Apply(_document, _taxed, sales: true);
        }
        var taxable = _taxable;
        if (_document.Body.IsTrue("ApplyTaxAfterDiscount") && _items != 0)
        {
            taxable -= Json.Cents(_discount * _taxable / _items);
        }
        return UsSalesTax.Apply(_document, taxable);
    }

    private void PostLines(List<JsonObject> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Child("SalesItemLineDetail") is not { } detail)
            {
                continue;
            }
            var item = detail.RefId("ItemRef") is { } id ? _document.Draft.Work.Find(Catalogue.Item, id) : null;
            Credit(IncomeAccount(detail, item), lines[i].Amount("Amount"), detail, lines[i].Text("Description"));
            if (_sign != 0 && item?.Body.Text("Type") == "Inventory")
            {
                Move(item, detail, i);
            }
        }
    }

    private void Move(Record item, JsonObject detail, int line)
    {
        var quantity = Lines.RequireQuantity(detail, item, _document.Date);
        if (quantity != 0)
        {
            _document.Draft.Work.Stock.Add(new Movement(item.Id, _document.Date, _document.Draft.Key, line, -_sign * quantity, 0, false,
                item.Body.RefId("AssetAccountRef")!.Value, item.Body.RefId("ExpenseAccountRef")!.Value));
        }
    }

    private Record? Item(JsonObject detail)
    {
        if (detail.Ref("ItemRef") is "SHIPPING_ITEM_ID" or "GRATUITY_ITEM_ID")
        {
            return null;
        }
        var work = _document.Draft.Work;
        var item = _document.Draft.Follow(detail, "ItemRef", Catalogue.Item)
            ?? work.List(Catalogue.Item).FirstOrDefault(i => i is { IsLive: true } && i.Body.Text("Type") == "Service" && i.Body.RefId("IncomeAccountRef") is not null)
            ?? throw Fault.Missing("Line.SalesItemLineDetail.ItemRef").Thrown();
        return item.Body.Text("Type") == "Category"
            ? throw Fault.InvalidReference("Items", Json.Digits(item.Id)).Thrown()
            : item;
    }

    private Record IncomeAccount(JsonObject detail, Record? item)
    {
        var work = _document.Draft.Work;
        if (detail.Child("ItemAccountRef") is not null && item is null)
        {
            return _document.Draft.Account(detail, "ItemAccountRef")!;
        }
        var income = item?.Body.RefId("IncomeAccountRef") is { } id ? work.Find(Catalogue.Account, id) : null;
        if (income is null && item is not null)
        {
            throw Fault.Business($"The item {item.Name} has no income account and cannot be sold.", "ItemRef").Thrown();
        }
        income ??= SystemAccounts.Shipping(work);
        detail["ItemAccountRef"] = income.AsReference();
        return income;
    }

    private void Credit(Record account, decimal amount, JsonObject? detail, string? memo)
    {
        if (_sign != 0)
        {
            _document.Credit(account, _sign * amount, _customer, detail, memo);
        }
    }
}
