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
        if (!IsMeant(match.Name, whole))
            return child;
        if (
            child.Find("RDOMAIN") is not { } domains
            || child.Find("IDVAR") is not { } names
            || child.Find("IDVARVAL") is not { } values
        )
            return null;
        var found = new Dictionary<string, Cell[]>();
        var known = new Dictionary<(string, string), HashSet<string>>();
        for (var row = 0; row < child.RowCount; row++)
        {
            var name = names[row].Text;
            if (name.Length == 0)
                continue;
            if (!known.TryGetValue((domains[row].Text, name), out var keys))
                known.Add((domains[row].Text, name), keys = KeysOf(study, domains[row].Text, name));
            if (!found.TryGetValue(name, out var cells))
                found.Add(name, cells = new Cell[child.RowCount]);
            var person = child.Find("USUBJID")?[row].Text ?? "";
            if (keys.Contains(KeyOf(person, values[row])))
                cells[row] = values[row];
        }
        return child.With(found.Select(variable => (variable.Key, new Lazy<Variable>(() => Variable.Of(variable.Value)))));
    }

    static bool IsMeant(string name, WholeDataset whole) =>
        name == whole.Name || (name == "SUPP--" && whole.First.IsSupplement);

    // Relations between whole data sets name no participant: any record will do.
    static HashSet<string> KeysOf(Study study, string domain, string name)
    {
        if (study.Find(domain) is not { } parent || study.FrameOf(parent) is not { } frame || frame.Find(name) is not { } variable)
            return [];
        var persons = frame.Find("USUBJID");
        HashSet<string> keys = [];
        for (var row = 0; row < frame.RowCount; row++)
        {
            keys.Add(KeyOf(persons?[row].Text ?? "", variable[row]));
            keys.Add(KeyOf("", variable[row]));
        }
        return keys;
    }

    static string KeyOf(string person, Cell value) => person + '\u0001' + value.NormalText();
}
