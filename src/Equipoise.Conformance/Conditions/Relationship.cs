namespace Equipoise.Conformance.Conditions;

/// <summary>Whether two variables stand one to one.</summary>
static class Relationship
{
    // A value in either that meets several values of the other, or one and none, marks all its rows.
    public static Mask? IsNotUnique(Asked asked)
    {
        if (asked.Target is not { } target)
            return null;
        var others = asked.NamesOfValue().Select(asked.Find).ToArray();
        if (others.Contains(null))
            return null;
        var one = Groups.By(asked.Rows, [target]);
        var other = Groups.By(asked.Rows, others!);
        var oneIsMissing = Mask.Of(asked.Rows, target, cell => cell.IsMissing);
        var otherIsMissing = new Mask(asked.Rows);
        foreach (var variable in others)
            otherIsMissing |= Mask.Of(asked.Rows, variable!, cell => cell.IsMissing);
        return Broken(one, oneIsMissing, other, otherIsMissing) | Broken(other, otherIsMissing, one, oneIsMissing);
    }

    static Mask Broken(Groups keys, Mask keyIsMissing, Groups values, Mask valueIsMissing)
    {
        // Of each key the value that it met first; every missing value is the same.
        const int NotMet = -2;
        const int Missing = -1;
        var first = new int[keys.Count];
        Array.Fill(first, NotMet);
        var broken = new bool[keys.Count];
        for (var row = 0; row < keys.Of.Length; row++)
        {
            var value = valueIsMissing[row] ? Missing : values.Of[row];
            ref var met = ref first[keys.Of[row]];
            if (met == NotMet)
                met = value;
            else if (met != value)
                broken[keys.Of[row]] = true;
        }
        return Mask.Of(keys.Of.Length, row => broken[keys.Of[row]] && !keyIsMissing[row]);
    }
}
