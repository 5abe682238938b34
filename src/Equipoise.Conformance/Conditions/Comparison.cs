using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Whether two values are the same, or one is the larger.</summary>
/// <remarks>Two missing values are neither equal nor unequal; a missing one is unequal to any other.</remarks>
static class Comparison
{
    public static Mask? Equal(Asked asked) => Equal(asked, ignoreCase: false);

    public static Mask? NotEqual(Asked asked) => NotEqual(asked, ignoreCase: false);

    public static Mask? Equal(Asked asked, bool ignoreCase) =>
        Of(asked, ignoreCase, (one, other, same) => !(one.IsMissing && other.IsMissing) && same(one, other));

    public static Mask? NotEqual(Asked asked, bool ignoreCase) =>
        Of(asked, ignoreCase, (one, other, same) => !(one.IsMissing && other.IsMissing) && !same(one, other));

    public static Mask? Numbers(Asked asked, Func<double, double, bool> holds)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        if (operand.IsConstant)
        {
            var bound = operand.Values[0].AsNumber();
            return Mask.Of(asked.Rows, target, cell => holds(cell.AsNumber(), bound));
        }
        var one = Numeric(target);
        var other = Numeric(operand);
        return Mask.Of(asked.Rows, row => holds(one[target.CodeOf(row)], other[operand.CodeOf(row)]));
    }

    /// <summary>Whether two values are the same: numbers by size, also where one is written as text.</summary>
    public static bool Same(Cell one, Cell other) =>
        one.IsNumber || other.IsNumber
            ? one.IsMissing == other.IsMissing && one.AsNumber() == other.AsNumber()
            : one.Text == other.Text;

    static Mask? Of(Asked asked, bool ignoreCase, Func<Cell, Cell, Func<Cell, Cell, bool>, bool> holds)
    {
        if (asked.Target is not { } target)
            return null;
        var operand = asked.Operand;
        var same = SameAs(asked, ignoreCase);
        if (asked.Options.ValueIsReference)
            return Mask.Of(asked.Rows, row => holds(target[row], Referenced(asked, operand[row], row), same));
        if (operand.IsConstant)
        {
            var value = operand.Values[0];
            return Mask.Of(asked.Rows, target, cell => holds(cell, value, same));
        }
        return Mask.Of(asked.Rows, row => holds(target[row], operand[row], same));
    }

    static Cell Referenced(Asked asked, Cell name, int row) =>
        asked.Frame.TryFind(name.Text, out var variable) ? variable[row] : Cell.Missing;

    static Func<Cell, Cell, bool> SameAs(Asked asked, bool ignoreCase)
    {
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (asked.Options.RoundValues)
            return (one, other) =>
                double.IsNaN(one.AsNumber()) || double.IsNaN(other.AsNumber())
                    ? string.Equals(one.Text, other.Text, comparison)
                    : Math.Round(one.AsNumber()) == Math.Round(other.AsNumber());
        if (asked.Options.TypeInsensitive)
            return (one, other) => string.Equals(one.NormalText(), other.NormalText(), comparison);
        return ignoreCase ? (one, other) => string.Equals(one.Text, other.Text, comparison) : Same;
    }

    static double[] Numeric(Variable variable)
    {
        var numbers = new double[variable.Values.Length];
        for (var code = 0; code < numbers.Length; code++)
            numbers[code] = variable.Values[code].AsNumber();
        return numbers;
    }
}
