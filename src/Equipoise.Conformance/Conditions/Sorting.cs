using System.Globalization;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Whether a variable ascends when the records are put in the order of others.</summary>
static class Sorting
{
    // A row fails when its own value or the one it is sorted by is missing, when a neighbour in that order has a value on the
    // wrong side, or when its date is part of the neighbour's, so that nobody can say which comes first.
    public static Mask? IsSorted(Asked asked)
    {
        if (asked.Target is not { } whole || asked.Value is not RuleValue.Order order)
            return null;
        var within = asked.Options.Within.Select(asked.Resolve).Select(asked.Find).ToArray();
        if (within.Contains(null))
            return null;
        var target = Numbered(whole, asked);
        var groups = Groups.By(asked.Rows, within!);
        var right = Mask.All(asked.Rows, true);
        foreach (var key in order.Keys)
        {
            if (asked.Find(asked.Resolve(key.Name)) is not { } by)
                return null;
            var sorted = RowOrder.By(asked.Rows, by);
            if (key.Descending)
                Array.Reverse(sorted);
            foreach (var rows in groups.Rows(sorted))
                Look(rows, target, by, right);
        }
        return right;
    }

    static void Look(int[] rows, Variable target, Variable by, Mask right)
    {
        var last = -1;
        foreach (var row in rows)
        {
            if (target[row].IsMissing || by[row].IsMissing)
            {
                right[row] = false;
                continue;
            }
            if (last >= 0 && RowOrder.Compare(target[last], target[row]) > 0)
                right[last] = right[row] = false;
            if (last >= 0 && by[last].Text != by[row].Text)
            {
                if (by[row].Text.StartsWith(by[last].Text, StringComparison.Ordinal) && !by[row].IsNumber)
                    right[last] = false;
                else if (by[last].Text.StartsWith(by[row].Text, StringComparison.Ordinal) && !by[row].IsNumber)
                    right[row] = false;
            }
            last = row;
        }
    }

    static Variable Numbered(Variable variable, Asked asked)
    {
        if (asked.Options.Regex is not { } pattern)
            return variable;
        var regex = Wording.RegexOf(pattern);
        var numbered = Array.ConvertAll(variable.Values.ToArray(), cell => NumberOf(Wording.Captured(regex, cell.Text)) ?? cell);
        return Variable.Of(Enumerable.Range(0, asked.Rows).Select(row => numbered[variable.CodeOf(row)]));
    }

    static Cell? NumberOf(string? part) =>
        part is null ? null
        : double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Cell.Of(number)
        : Cell.Of(part);
}
