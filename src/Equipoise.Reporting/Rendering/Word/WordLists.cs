using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>The lists of a document: bullets, and numbers that begin anew in each list.</summary>
sealed class WordLists
{
    const int Bullets = 1;
    int last = Bullets;

    /// <summary>What makes a paragraph an entry of the list with bullets.</summary>
    public static W.NumberingProperties Bullet => Entry(Bullets);

    /// <summary>Begins a list of numbers.</summary>
    public int Begin() => ++last;

    /// <summary>What makes a paragraph an entry of the list.</summary>
    public static W.NumberingProperties Entry(int list) =>
        new(new W.NumberingLevelReference { Val = 0 }, new W.NumberingId { Val = list });

    /// <summary>How the lists look, when all have begun.</summary>
    public W.Numbering Part() =>
        new([
            Kind(0, W.NumberFormatValues.Bullet, "•", 360),
            Kind(1, W.NumberFormatValues.Decimal, "%1.", 482),
            new W.NumberingInstance(new W.AbstractNumId { Val = 0 }) { NumberID = Bullets },
            .. Enumerable
                .Range(Bullets + 1, last - Bullets)
                .Select(list => new W.NumberingInstance(
                    new W.AbstractNumId { Val = 1 },
                    new W.LevelOverride(new W.StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 }
                )
                {
                    NumberID = list,
                }),
        ]);

    static W.AbstractNum Kind(int id, W.NumberFormatValues format, string sign, int indent) =>
        new(
            new W.MultiLevelType { Val = W.MultiLevelValues.SingleLevel },
            new W.Level(
                new W.StartNumberingValue { Val = 1 },
                new W.NumberingFormat { Val = format },
                new W.LevelText { Val = sign },
                new W.LevelJustification { Val = W.LevelJustificationValues.Left },
                new W.PreviousParagraphProperties(new W.Indentation { Left = $"{indent}", Hanging = $"{indent}" })
            )
            {
                LevelIndex = 0,
            }
        )
        {
            AbstractNumberId = id,
        };
}
