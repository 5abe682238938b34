using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Whether values occur once, several times, or differ where they should agree.</summary>
static class Uniqueness
{
    // Variables that the data set does not have tell no rows apart.
    public static Mask? IsUnique(Asked asked)
    {
        var names = asked.Expanded(asked.Name).Concat(asked.NamesOfValue()).Distinct().Where(asked.Frame.Has).ToArray();
        if (names.Length == 0)
            return asked.Target is null ? null : Mask.All(asked.Rows, false);
        var groups = Groups.By(asked.Rows, names.Select(name => Cut(asked.Frame.Find(name)!, asked.Options.Regex, asked.Rows)));
        var sizes = groups.Sizes();
        return Mask.Of(asked.Rows, row => sizes[groups.Of[row]] == 1);
    }

    /// <summary>The variable with only the part of its values that an expression finds; whole where it finds none.</summary>
    public static Variable Cut(Variable variable, string? regex, int rows)
    {
        if (regex is null)
            return variable;
        var expression = Wording.RegexOf(regex);
        var cut = Array.ConvertAll(
            variable.Values.ToArray(),
            cell => Wording.Captured(expression, cell.Text) is { } part ? Cell.Of(part) : cell
        );
        return Variable.Of(Enumerable.Range(0, rows).Select(row => cut[variable.CodeOf(row)]));
    }

    public static Mask? IsRepeatedWithin(Asked asked)
    {
        if (asked.Target is not { } target)
            return null;
        var within = asked.Options.Within.Select(asked.Resolve).Select(asked.Find).ToArray();
        if (within.Contains(null))
            return null;
        var most = asked.Value is RuleValue.Number number ? number.Amount : 1;
        var groups = Groups.By(asked.Rows, [target, .. within!]);
        var sizes = groups.Sizes();
        return Mask.Of(asked.Rows, row => !target[row].IsMissing && sizes[groups.Of[row]] > most);
    }

    public static Mask? HasDifferentValues(Asked asked) =>
        asked.Target is { } target
            ? Mask.All(asked.Rows, Groups.By(asked.Rows, [target]).Count > 1)
            : null;

    // The rows that differ from the value that most of their group have; all rows of a group where none leads.
    public static Mask? IsInconsistent(Asked asked)
    {
        if (asked.Target is not { } whole)
            return null;
        var target = Cut(whole, asked.Options.Regex, asked.Rows);
        var by = asked.NamesOfValue().Where(asked.Frame.Has).Select(name => asked.Frame.Find(name)!).ToArray();
        var groups = Groups.By(asked.Rows, by);
        // How often each value occurs in its group, and the two largest numbers of each group.
        var pairs = Groups.By(asked.Rows, [.. by, target]);
        var sizes = pairs.Sizes();
        var groupOf = new int[pairs.Count];
        for (var row = 0; row < asked.Rows; row++)
            groupOf[pairs.Of[row]] = groups.Of[row];
        var first = new int[groups.Count];
        var second = new int[groups.Count];
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            ref var most = ref first[groupOf[pair]];
            ref var next = ref second[groupOf[pair]];
            (most, next) = sizes[pair] > most ? (sizes[pair], most) : (most, Math.Max(next, sizes[pair]));
        }
        return Mask.Of(asked.Rows, row => Differs(groups.Of[row], sizes[pairs.Of[row]]));

        bool Differs(int group, int size) => second[group] > 0 && (size < first[group] || first[group] == second[group]);
    }
}
