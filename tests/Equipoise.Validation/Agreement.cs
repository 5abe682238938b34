using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Equipoise.Validation;

/// <summary>
/// Compares a group of numbers with answers from outside and keeps every disagreement, so that one run shows them all. Each group is a
/// row of VALIDATION.md.
/// </summary>
/// <param name="group">What is compared, as VALIDATION.md names it.</param>
/// <param name="source">Where the expected values come from.</param>
sealed partial class Agreement(string group, Source source)
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

    /// <summary>A number rounds to the one that was published with so many decimals, a half either way; null means not estimable in both.</summary>
    public void Rounded(int decimals, string what, double? actual, double? published)
    {
        Compared++;
        var (a, e) = (actual ?? double.NaN, published ?? double.NaN);
        // The last digits of the half are lost in binary.
        var isSame = double.Abs(a - e) <= 0.5 * double.Pow(10, -decimals) * (1 + 1e-9);
        if (!isSame && !(double.IsNaN(a) && double.IsNaN(e)))
            disagreements.Add($"{what}: {a:R}, published {e:R}");
    }

    /// <summary>A word is the same, such as a category; it counts as one number.</summary>
    public void Word(string what, string actual, string expected)
    {
        Compared++;
        if (actual != expected)
            disagreements.Add($"{what}: '{actual}', expected '{expected}'");
    }

    /// <summary>A cell is printed as it was published, letter by letter; each number in it was compared.</summary>
    public void Printed(string what, string actual, string published)
    {
        Compared += int.Max(1, Number().Count(published));
        if (actual != published)
            disagreements.Add($"{what}: prints '{actual}', published '{published}'");
    }

    /// <summary>The cells of a row are printed as they were published.</summary>
    public void Printed(string what, IEnumerable<string> actual, IEnumerable<string> published)
    {
        var (here, there) = (actual.ToList(), published.ToList());
        if (here.Count != there.Count)
            disagreements.Add($"{what}: {here.Count} cells, published {there.Count}");
        foreach (var (cell, index) in here.Zip(there).Select((pair, index) => (pair, index)))
            Printed($"{what}, cell {index + 1}", cell.First, cell.Second);
    }

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

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
