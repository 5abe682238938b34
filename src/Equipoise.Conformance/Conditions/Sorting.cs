using System.Globalization;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Whether a variable ascends when the records are put in the order of others.</summary>
static class Sorting
{
    // Two neighbours in that order fail when their values fall, and a date fails that is part of its neighbour's, so that nobody
    // can say which of them comes first. A row without a value of its own is passed over.
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
            foreach (var rows in groups.Rows(RowOrder.By(asked.Rows, by, key.Descending, key.MissingFirst)))
                Look([.. rows.Where(row => !target[row].IsMissing)], target, by, right);
        }
        return right;
    }

    static void Look(int[] rows, Variable target, Variable by, Mask right)
    {
        for (var at = 1; at < rows.Length; at++)
        {
            var (one, next) = (rows[at - 1], rows[at]);
            if (RowOrder.Compare(target[one], target[next]) > 0)
                right[one] = right[next] = false;
            if (IsPartOf(by[one], by[next]))
                right[one] = false;
            else if (IsPartOf(by[next], by[one]))
                right[next] = false;
        }
    }

    static bool IsPartOf(Cell date, Cell other) =>
        !date.IsMissing
        && !date.IsNumber
        && other.Text.Length > date.Text.Length
        && other.Text.StartsWith(date.Text, StringComparison.Ordinal);

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
