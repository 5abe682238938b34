using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>The numbers that an answer stands on, side by side, each under a line in the color of its arm.</summary>
sealed class WordKeyNumbers(WordText text)
{
    const uint LineWidth = 24;
    const int Gap = 170;

    public W.Table Of(KeyNumbers numbers)
    {
        var width = Sheet.Upright.TextWidth / numbers.Columns;
        var table = new W.Table(
            new W.TableProperties
            {
                TableStyle = new() { Val = "Unruled" },
                TableWidth = new() { Width = $"{width * numbers.Columns}", Type = W.TableWidthUnitValues.Dxa },
                TableLayout = new() { Type = W.TableLayoutValues.Fixed },
            },
            new W.TableGrid(Enumerable.Range(0, numbers.Columns).Select(_ => new W.GridColumn { Width = $"{width}" }))
        );
        foreach (var row in Rows(numbers))
            table.AppendChild(
                new W.TableRow([
                    new W.TableRowProperties(new W.CantSplit()),
                    .. row.Select(number => CellOf(number, width)),
                ])
            );
        return table;
    }

    /// <summary>One after the other; one that must stand under a column leaves those before it empty.</summary>
    static IEnumerable<KeyNumber?[]> Rows(KeyNumbers numbers)
    {
        var row = new List<KeyNumber?>();
        foreach (var number in numbers.OfArms.Concat(numbers.Comparisons))
        {
            if (row.Count == numbers.Columns || (number.Column is { } column && column <= row.Count))
            {
                yield return Filled(row, numbers.Columns);
                row = [];
            }
            while (row.Count < number.Column - 1)
                row.Add(null);
            row.Add(number);
        }
        if (row.Count > 0)
            yield return Filled(row, numbers.Columns);
    }

    static KeyNumber?[] Filled(List<KeyNumber?> row, int columns) =>
        [.. row, .. Enumerable.Repeat<KeyNumber?>(null, columns - row.Count)];

    W.TableCell CellOf(KeyNumber? number, int width)
    {
        var properties = WordTable.Measured(width);
        if (number is null)
            return new(properties, Styled.Paragraph("KeyWhat", []));
        // A line under the words of the paragraph leaves a gap between neighbors, which a border of the cell does not.
        return new(
            properties,
            Styled.Paragraph(
                "KeyWhat",
                text.Of(number.What),
                look =>
                {
                    look.ParagraphBorders = new(
                        new W.TopBorder
                        {
                            Val = W.BorderValues.Single,
                            Size = LineWidth,
                            Space = 4,
                            Color = number.Arm is { } arm ? ArmStyle.Of(arm).Stroke[1..] : "1C2126",
                        }
                    );
                    look.Indentation = new() { Right = $"{Gap}" };
                }
            ),
            Styled.Paragraph("KeyValue", text.Of(number.Value)),
            Styled.Paragraph("KeyDetail", text.Of(number.Detail), look => look.Indentation = new() { Right = $"{Gap}" })
        );
    }
}
