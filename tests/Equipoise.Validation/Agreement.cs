namespace Equipoise.Validation;

/// <summary>Compares answers with those of other software and keeps every disagreement, so that one run shows them all.</summary>
sealed class Agreement
{
    readonly List<string> disagreements = [];

    public int Compared { get; private set; }

    public void Exactly(string what, double actual, double expected)
    {
        Compared++;
        if (!(actual == expected || (double.IsNaN(actual) && double.IsNaN(expected))))
            disagreements.Add($"{what}: {actual:R}, expected {expected:R}");
    }

    public void Within(double relative, string what, double actual, double expected)
    {
        Compared++;
        if (
            !(
                double.Abs(actual - expected) <= relative * double.Abs(expected)
                || (double.IsNaN(actual) && double.IsNaN(expected))
            )
        )
            disagreements.Add($"{what}: {actual:R}, expected {expected:R} (off by {double.Abs(actual / expected - 1):E1})");
    }

    public void ShouldBeComplete(int atLeast)
    {
        disagreements.ShouldBeEmpty();
        Compared.ShouldBeGreaterThanOrEqualTo(atLeast);
    }
}
