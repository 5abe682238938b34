using System.Runtime.CompilerServices;

namespace Equipoise.Validation;

/// <summary>
/// Compares a group of numbers with answers from outside and keeps every disagreement, so that one run shows them all. Each group is a
/// row of VALIDATION.md.
/// </summary>
/// <param name="group">What is compared, as VALIDATION.md names it.</param>
/// <param name="source">Where the expected values come from.</param>
sealed class Agreement(string group, Source source)
{
    readonly List<string> disagreements = [];
    double largest;

    public int Compared { get; private set; }

    /// <summary>The numbers are the same to the last bit; null (or NaN) means not estimable in both.</summary>
    public void Exactly(string what, double? actual, double? expected)
    {
        Compared++;
        var (a, e) = (actual ?? double.NaN, expected ?? double.NaN);
        if (!(a == e || (double.IsNaN(a) && double.IsNaN(e))))
            disagreements.Add($"{what}: {a:R}, expected {e:R}");
    }

    /// <summary>The numbers differ by no more than this part of the expected one; null (or NaN) means not estimable in both.</summary>
    public void Within(double relative, string what, double? actual, double? expected) =>
        Compare(relative, what, actual ?? double.NaN, expected ?? double.NaN, double.Abs(expected ?? double.NaN));

    /// <summary>The numbers differ by no more than this part of a scale: for values near 0 that are sums of larger ones.</summary>
    public void Within(double relative, string what, double? actual, double? expected, double scale) =>
        Compare(relative, what, actual ?? double.NaN, expected ?? double.NaN, scale);

    /// <summary>Fails with every disagreement, or records the row of VALIDATION.md.</summary>
    public void ShouldBeComplete(int atLeast, [CallerFilePath] string file = "")
    {
        disagreements.ShouldBeEmpty();
        Compared.ShouldBeGreaterThanOrEqualTo(atLeast);
        ValidationPage.Record(new(group, source, Compared, largest, Path.GetFileName(file)));
    }

    void Compare(double relative, string what, double actual, double expected, double scale)
    {
        Compared++;
        if (actual == expected || (double.IsNaN(actual) && double.IsNaN(expected)))
            return;
        var difference = double.Abs(actual - expected) / scale;
        if (difference <= relative)
            largest = double.Max(largest, difference);
        else
            disagreements.Add($"{what}: {actual:R}, expected {expected:R} (off by {difference:E1})");
    }
}
