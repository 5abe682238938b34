using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>
/// What changes with time, as a list of pieces: <c>[ { from: 0 months, median: 12 months }, { from: 12 months, hazard: 0.02 }
/// ]</c>.
/// </summary>
static class ReadPieces
{
    /// <summary>A hazard, each piece as a median or per month. A piece may be 0, the last too (then some never have the event),
    /// but not all.</summary>
    public static PiecewiseHazard Hazard(this YamlCursor at)
    {
        var pieces = at.Pieces(
            (fields, _) =>
            {
                var (median, hazard) = (fields.Optional("median"), fields.Optional("hazard"));
                if (median.IsPresent == hazard.IsPresent)
                    fields.Here.Report(
                        "needs either a median or a hazard",
                        "write median: 29 months, or hazard: 0.0141 per month without the unit"
                    );
                return median.IsPresent
                    ? Math.Log(2) / (median.Duration("29 months")?.Months ?? 1)
                    : hazard.Number("a hazard per month, 0 or more", value => value >= 0) ?? 1;
            }
        );
        if (pieces.Count > 0 && pieces.All(piece => piece.Value == 0))
            at.Report("is 0 at all times, so nothing ever happens", "let one piece at least have a hazard above 0");
        return new(pieces);
    }

    /// <summary>The pieces of a list: where each starts, in months, and what the reader makes of the rest.</summary>
    public static List<(double From, double Value)> Pieces(this YamlCursor at, Func<YamlFields, int, double> read)
    {
        var pieces = new List<(double From, double Value)>();
        foreach (var item in at.Items())
            item.Fields<YamlFields>(fields =>
            {
                var from = fields.Required("from", "0 months").DurationOrNone("0 months")?.Months ?? 0;
                var value = read(fields, pieces.Count);
                if (pieces.Count == 0 ? from != 0 : from <= pieces[^1].From)
                    item.Report(
                        $"starts at {from:0.##} months",
                        "let the first piece start at 0 months and each later one after the one before"
                    );
                pieces.Add((from, value));
                return fields;
            });
        return pieces;
    }
}
