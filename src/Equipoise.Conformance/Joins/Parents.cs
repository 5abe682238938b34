using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Joins;

/// <summary>The records that supplemental qualifiers, comments and relations point at.</summary>
/// <remarks>
/// Each record names its parent by RDOMAIN, and the record within it by IDVAR and IDVARVAL: it gets, under the name that IDVAR
/// says, the value of that variable in the parent's record. Where there is no such record it gets none.
/// </remarks>
static class Parents
{
    public static Frame? Join(Study study, WholeDataset whole, Frame child, MatchDataset match)
    {
        if (match.Name != whole.Name && !(match.Name == "SUPP--" && whole.First.IsSupplement))
            return child;
        if (
            child.Find("RDOMAIN") is not { } domains
            || child.Find("IDVAR") is not { } names
            || child.Find("IDVARVAL") is not { } values
        )
            return null;
        var found = new Dictionary<string, Cell[]>();
        var parents = new Dictionary<string, Indexed?>();
        for (var row = 0; row < child.RowCount; row++)
        {
            var (domain, name) = (domains[row].Text, names[row].Text);
            if (name.Length == 0)
                continue;
            if (!parents.TryGetValue(domain, out var parent))
                parents.Add(domain, parent = study.Find(domain) is { } other ? new(study.FrameOf(other)) : null);
            if (!found.TryGetValue(name, out var cells))
                found.Add(name, cells = new Cell[child.RowCount]);
            // Relations between whole data sets name no participant: any record will do.
            if (parent?.Rows(child.Find("USUBJID")?[row].Text ?? "", name, values[row]).Count > 0)
                cells[row] = values[row];
        }
        return child.With(found.Select(variable => (variable.Key, new Lazy<Variable>(() => Variable.Of(variable.Value)))));
    }
}
