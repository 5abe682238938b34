using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Whether a variable or a value is there.</summary>
static class Presence
{
    public static Mask? Exists(Asked asked) => Mask.All(asked.Rows, asked.Frame.Has(asked.Name));

    public static Mask? NotExists(Asked asked) => Mask.All(asked.Rows, !asked.Frame.Has(asked.Name));

    public static Mask? Empty(Asked asked) =>
        asked.Target is { } target ? Mask.Of(asked.Rows, target, cell => cell.IsMissing) : null;

    // TSVAL, TSVAL1, TSVAL2: a later one is filled and one before it is not.
    public static Mask? GapInEnumeration(Asked asked)
    {
        var enumerated = asked
            .Frame.Names.Where(name => IsEnumerated(name, asked.Name))
            .OrderBy(name => name.Length)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => asked.Frame.Find(name)!)
            .ToArray();
        return Mask.Of(asked.Rows, row => HasGap(enumerated, row));
    }

    static bool IsEnumerated(string name, string first) =>
        name.StartsWith(first, StringComparison.OrdinalIgnoreCase) && name[first.Length..].All(char.IsAsciiDigit);

    static bool HasGap(Variable[] enumerated, int row)
    {
        for (var next = 1; next < enumerated.Length; next++)
            if (enumerated[next - 1][row].IsMissing && !enumerated[next][row].IsMissing)
                return true;
        return false;
    }
}
