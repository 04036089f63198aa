using System.Text;
using CsvHelper;

namespace QboConnect.Core.Sales.Import;

/// <summary>Reads a file order by order, so that memory does not grow with it. Comma, semicolon or tab; UTF-8 with or without a byte order mark.</summary>
internal sealed class SalesCsvReader : IDisposable
{
    private static readonly char[] Separators = [',', ';', '\t'];
    private const int LongestRow = 1 << 20;
    private readonly CsvReader _csv;
    private readonly HashSet<(string Channel, string Number)> _finished = [];
    private readonly int[] _fieldOf;
    private readonly int _headerLength;
    private int _row = 1;
    private SalesCsvRow? _next;

    private SalesCsvReader(CsvReader csv, int[] fieldOf, int headerLength) => (_csv, _fieldOf, _headerLength) = (csv, fieldOf, headerLength);

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The file, which can be rewound; disposed with the reader.</param>
    /// <param name="errors">Gets what is wrong with the header.</param>
    /// <returns>The reader, or null where the header makes reading pointless.</returns>
    public static SalesCsvReader? Open(Stream stream, ICollection<SalesCsvError> errors)
    {
        var text = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            var header = text.ReadLine();
            if (string.IsNullOrWhiteSpace(header))
            {
                errors.Add(new SalesCsvError(0, "", "", "The file is empty. Download the template to see what it should hold."));
                text.Dispose();
                return null;
            }

            var separator = Separators.MaxBy(mark => header.Count(letter => letter == mark));
            stream.Position = 0;
            text.DiscardBufferedData();
            var csv = CsvReader.Create(text, new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = false,
                SkipEmptyLines = false,
                TrimWhitespace = true,
                TrimInsideQuotes = true,
                MaxRecordSize = LongestRow,
            });
            csv.Read();
            var names = Fields(csv);
            var fieldOf = Columns(names, errors);
            if (errors.Count == 0)
            {
                return new SalesCsvReader(csv, fieldOf, names.Length);
            }

            csv.Dispose();
            return null;
        }
        catch (DecoderFallbackException)
        {
            errors.Add(NotUtf8(1));
            text.Dispose();
            return null;
        }
    }

    /// <summary>The rows of the next order, which stand together; null at the end.</summary>
    public SalesCsvOrder? Next(ICollection<SalesCsvError> errors)
    {
        try
        {
            return NextOrder(errors);
        }
        catch (DecoderFallbackException)
        {
            errors.Add(NotUtf8(_row + 1));
            return null;
        }
        catch (CsvFormatException)
        {
            errors.Add(new SalesCsvError(_row + 1, "", "", "The row cannot be read. A quotation mark is probably not closed."));
            return null;
        }
    }

    public void Dispose() => _csv.Dispose();

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static SalesCsvError NotUtf8(int row) =>
        new(row, "", "", "The file is not UTF-8. Save it as \"CSV UTF-8\" and choose it again.");

    private static int[] Columns(string[] header, ICollection<SalesCsvError> errors)
    {
        var fieldOf = Enumerable.Repeat(-1, SalesCsvColumn.All.Count).ToArray();
        for (var field = 0; field < header.Length; field++)
        {
            var column = SalesCsvColumn.At(header[field]);
            if (column < 0)
            {
                errors.Add(new SalesCsvError(1, header[field], "", "The file format has no column of this name. Rename it as in the template or take it out."));
            }
            else if (fieldOf[column] >= 0)
            {
                errors.Add(new SalesCsvError(1, header[field], "", "The column stands twice in the file. Take one out."));
            }
            else
            {
                fieldOf[column] = field;
            }
        }

        foreach (var missing in SalesCsvColumn.All.Where((column, index) => column.IsRequired && fieldOf[index] < 0))
        {
            errors.Add(new SalesCsvError(1, missing.Name, "", $"The column is missing. {missing.Meaning}"));
        }

        return fieldOf;
    }

    private SalesCsvOrder? NextOrder(ICollection<SalesCsvError> errors)
    {
        var first = _next ?? ReadRow(errors);
        _next = null;
        if (first is null)
        {
            return null;
        }

        var rows = new List<SalesCsvRow> { first };
        while ((_next = ReadRow(errors)) is { } row && row.Key == first.Key)
        {
            rows.Add(row);
        }

        var order = new SalesCsvOrder(rows);
        if (!_finished.Add(first.Key))
        {
            order.Report(first, "OrderNumber", "The order stood further up already. Rows of one order stand together, and an order stands once in a file.");
        }

        return order;
    }

    private SalesCsvRow? ReadRow(ICollection<SalesCsvError> errors)
    {
        while (_csv.Read())
        {
            _row++;
            var fields = Fields(_csv);
            if (fields.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            var values = Array.ConvertAll(_fieldOf, field => field >= 0 && field < fields.Length ? fields[field] : "");
            return new SalesCsvRow(_row, values, fields.Skip(_headerLength).Any(field => field.Length > 0));
        }

        return null;
    }
}
