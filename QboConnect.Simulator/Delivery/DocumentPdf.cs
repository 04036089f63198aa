using System.Globalization;
using System.Text;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Delivery;

/// <summary>A document on one page: who, what, when and how much. Not QuickBooks' layout, but a PDF that opens.</summary>
internal static class DocumentPdf
{
    private const int FirstLine = 780;
    private const int LineHeight = 18;

    public static byte[] Of(Company company, Record record)
    {
        var body = record.Body;
        var currency = body.Ref("CurrencyRef") ?? company.Home;
        string?[] lines =
        [
            company.Settings.Name,
            $"{record.Kind.Name} {body.Text("DocNumber") ?? body.Text("PaymentRefNum")}",
            body.Text("TxnDate"),
            (body.Child("CustomerRef") ?? body.Child("VendorRef"))?.Text("name"),
            .. body.Children("Line").Where(l => l.Text("DetailType") is not (null or "SubTotalLineDetail"))
                .Select(l => $"{l.Text("Description") ?? l.Text("DetailType")}  {Amount(l.Amount("Amount"))}"),
            $"Total {currency} {Amount(body.Amount("TotalAmt"))}",
        ];
        var content = new StringBuilder("BT /F1 12 Tf 50 ").Append(FirstLine).Append(" Td ").Append(LineHeight).Append(" TL\n");
        foreach (var line in lines.Where(l => l is not null))
        {
            content.Append('(').Append(Escaped(line!)).Append(") Tj T*\n");
        }
        return File(content.Append("ET").ToString());
    }

    private static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Helvetica has Latin characters only; others show as a question mark.</summary>
    private static string Escaped(string text) => new string([.. text.Select(c => c is < ' ' or > 'ÿ' ? '?' : c)])
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);

    private static byte[] File(string content)
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
