using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Joins;

/// <summary>The records that RELREC relates to those of a data set.</summary>
/// <remarks>
/// The variables of the related records come as "RELREC." and their name, with the rule's wildcard in place of their domain:
/// CMTRT is RELREC.**TRT. Source: SDTMIG 8.2 and 8.3.
/// </remarks>
sealed class RelatedRecords
{
    readonly Frame relrec;
    readonly Indexed left;
    readonly Dictionary<string, (WholeDataset Whole, Indexed Rows, List<(int Left, int Right)> Pairs)> others = [];
    readonly Study study;

    RelatedRecords(Study study, Frame relrec, Frame left)
    {
        this.study = study;
        this.relrec = relrec;
        this.left = new(left);
    }

    public static Frame? Join(Study study, WholeDataset whole, Frame left, MatchDataset match)
    {
        if (study.Find("RELREC") is not { } relations || whole.First.Domain is not { } domain)
            return null;
        var records = study.FrameOf(relations);
        if (!records.Has("RDOMAIN") || !records.Has("RELID") || !records.Has("IDVAR"))
            return null;
        var related = new RelatedRecords(study, records, left);
        related.Pair(domain);
        return related.Together(match.Wildcard);
    }

    void Pair(string domain)
    {
        var person = relrec.Find("USUBJID") ?? Variable.Constant(Cell.Missing);
        var relationOf = RowKeys.Of([person, relrec.Find("RELID")!]);
        foreach (var relation in RowKeys.RowsBy(relrec.RowCount, relationOf).Values)
            foreach (var here in relation.Where(row => TextOf("RDOMAIN", row) == domain))
                foreach (var there in relation.Where(row => TextOf("RDOMAIN", row) != domain))
                    Pair(here, there);
    }

    void Pair(int here, int there)
    {
        var name = TextOf("RDOMAIN", there);
        if (!others.TryGetValue(name, out var other))
        {
            if (study.Find(name) is not { } whole)
                return;
            others.Add(name, other = (whole, new(study.FrameOf(whole)), []));
        }
        var person = TextOf("USUBJID", here);
        var (mine, its) = (ValueOf(here), ValueOf(there));
        // Without a value RELREC relates whole data sets: records of a participant meet where the two variables agree.
        if (mine.IsMissing && its.IsMissing && left.Frame.Find(TextOf("IDVAR", here)) is { } by)
        {
            for (var row = 0; row < left.Frame.RowCount; row++)
                if (!by[row].IsMissing)
                    foreach (var partner in other.Rows.Rows(left.PersonOf(row), TextOf("IDVAR", there), by[row]))
                        other.Pairs.Add((row, partner));
            return;
        }
        foreach (var row in left.Rows(person, TextOf("IDVAR", here), mine))
            foreach (var partner in other.Rows.Rows(person, TextOf("IDVAR", there), its))
                if (left.PersonOf(row) == other.Rows.PersonOf(partner))
                    other.Pairs.Add((row, partner));
    }

    Frame Together(string wildcard)
    {
        var parts = others
            .Values.Select(other =>
                (
                    Left: left.Frame.Take([.. other.Pairs.Select(pair => pair.Left)]),
                    Right: Named(other.Rows.Frame.Take([.. other.Pairs.Select(pair => pair.Right)]), other.Whole, wildcard)
                )
            )
            .ToArray();
        var places = parts.SelectMany(part => Enumerable.Range(0, part.Left.RowCount).Select(part.Left.PlaceOf)).ToArray();
        var names = left.Frame.Names.Concat(parts.SelectMany(part => part.Right.Names)).Distinct().ToArray();
        return new Frame(places.Length, row => places[row]).With(
            names.Select(name => (name, new Lazy<Variable>(() => Of(name))))
        );

        Variable Of(string name) => Variable.Of(parts.SelectMany(part => Cells(part.Left, part.Right, name)));
    }

    static IEnumerable<Cell> Cells(Frame left, Frame right, string name) =>
        (left.Find(name) ?? right.Find(name)) is { } variable
            ? Enumerable.Range(0, left.RowCount).Select(row => variable[row])
            : Enumerable.Repeat(Cell.Missing, left.RowCount);

    static Frame Named(Frame right, WholeDataset whole, string wildcard)
    {
        var prefix = whole.First.Prefix ?? "";
        return new Frame(right.RowCount, right.PlaceOf).With(
            right.Lazily().Select(variable => (NameOf(variable.Name, prefix, wildcard), variable.Variable))
        );
    }

    static string NameOf(string name, string prefix, string wildcard) =>
        "RELREC."
        + (prefix.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal) ? wildcard + name[prefix.Length..] : name);

    string TextOf(string name, int relation) => relrec.Find(name)?[relation].Text ?? "";

    Cell ValueOf(int relation) => relrec.Find("IDVARVAL")?[relation] ?? Cell.Missing;
}
