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

    // All rows of a group whose values differ. The documents of the language speak of the minority only; the records that the
    // published cases expect are all.
    public static Mask? IsInconsistent(Asked asked)
    {
        if (asked.Target is not { } whole)
            return null;
        var target = Cut(whole, asked.Options.Regex, asked.Rows);
        var by = asked.NamesOfValue().Where(asked.Frame.Has).Select(name => asked.Frame.Find(name)!);
        var groups = Groups.By(asked.Rows, by);
        var first = new int[groups.Count];
        Array.Fill(first, -1);
        var differs = new bool[groups.Count];
        for (var row = 0; row < asked.Rows; row++)
        {
            ref var code = ref first[groups.Of[row]];
            if (code < 0)
                code = target.CodeOf(row);
            differs[groups.Of[row]] |= code != target.CodeOf(row);
        }
        return Mask.Of(asked.Rows, row => differs[groups.Of[row]]);
    }
}
