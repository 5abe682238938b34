using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Joins;

/// <summary>The records that RELREC relates to those of a data set.</summary>
/// <remarks>
/// The variables of the related records come as "RELREC." and their name, with the rule's wildcard in place of their domain:
/// CMTRT is RELREC.**TRT.
/// </remarks>
static class RelatedRecords
{
    public static Frame? Join(Study study, WholeDataset whole, Frame left, MatchDataset match)
    {
        if (study.Find("RELREC") is not { } relations || whole.First.Domain is not { } domain)
            return null;
        var relrec = study.FrameOf(relations);
        var needed = new[] { "RDOMAIN", "RELID", "IDVAR" };
        if (!needed.All(relrec.Has))
            return null;
        List<(Frame Left, Frame Right)> pairs = [];
        for (var here = 0; here < relrec.RowCount; here++)
        {
            if (TextOf(relrec, "RDOMAIN", here) != domain)
                continue;
            for (var there = 0; there < relrec.RowCount; there++)
                if (
                    TextOf(relrec, "RDOMAIN", there) != domain
                    && TextOf(relrec, "RELID", there) == TextOf(relrec, "RELID", here)
                    && TextOf(relrec, "USUBJID", there) == TextOf(relrec, "USUBJID", here)
                    && study.Find(TextOf(relrec, "RDOMAIN", there)) is { } other
                )
                    pairs.Add(Pair(relrec, left, here, study.FrameOf(other), there, other.First.Prefix ?? "", match.Wildcard));
        }
        return pairs.Count == 0 ? left.Take([]) : Together(pairs);
    }

    static (Frame Left, Frame Right) Pair(
        Frame relrec,
        Frame left,
        int here,
        Frame right,
        int there,
        string prefix,
        string wildcard
    )
    {
        var one = RowsOf(relrec, here, left).ToArray();
        var other = RowsOf(relrec, there, right).ToArray();
        // Where RELREC names no values it relates the data sets: records meet where the two variables have the same value.
        var byValue = TextOf(relrec, "IDVARVAL", here).Length == 0 && TextOf(relrec, "IDVARVAL", there).Length == 0;
        var oneBy = left.Find(TextOf(relrec, "IDVAR", here));
        var otherBy = right.Find(TextOf(relrec, "IDVAR", there));
        var pairs = (
            from a in one
            from b in other
            where left.Find("USUBJID")?[a].Text == right.Find("USUBJID")?[b].Text
            where !byValue || (oneBy is not null && otherBy is not null && oneBy[a].NormalText() == otherBy[b].NormalText())
            select (a, b)
        ).ToArray();
        var related = right.Take([.. pairs.Select(pair => pair.b)]);
        return (
            left.Take([.. pairs.Select(pair => pair.a)]),
            new Frame(related.RowCount, related.PlaceOf).With(
                related.Lazily().Select(variable => (NameOf(variable.Name, prefix, wildcard), variable.Variable))
            )
        );
    }

    static string NameOf(string name, string prefix, string wildcard) =>
        "RELREC."
        + (prefix.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal) ? wildcard + name[prefix.Length..] : name);

    static IEnumerable<int> RowsOf(Frame relrec, int relation, Frame frame)
    {
        var person = TextOf(relrec, "USUBJID", relation);
        var value = relrec.Find("IDVARVAL")?[relation] ?? Cell.Missing;
        var by = frame.Find(TextOf(relrec, "IDVAR", relation));
        return Enumerable
            .Range(0, frame.RowCount)
            .Where(row => person.Length == 0 || frame.Find("USUBJID")?[row].Text == person)
            .Where(row => value.IsMissing || by?[row].NormalText() == value.NormalText());
    }

    static string TextOf(Frame relrec, string name, int row) => relrec.Find(name)?[row].Text ?? "";

    static Frame Together(List<(Frame Left, Frame Right)> pairs)
    {
        var places = pairs.SelectMany(pair => Enumerable.Range(0, pair.Left.RowCount).Select(pair.Left.PlaceOf)).ToArray();
        var names = pairs.SelectMany(pair => pair.Left.Names.Concat(pair.Right.Names)).Distinct().ToArray();
        return new Frame(places.Length, row => places[row]).With(
            names.Select(name =>
                (
                    name,
                    new Lazy<Variable>(() =>
                        Variable.Of(
                            pairs.SelectMany(pair =>
                                (pair.Left.Find(name) ?? pair.Right.Find(name)) is { } variable
                                    ? Enumerable.Range(0, pair.Left.RowCount).Select(row => variable[row])
                                    : Enumerable.Repeat(Cell.Missing, pair.Left.RowCount)
                            )
                        )
                    )
                )
            )
        );
    }
}
