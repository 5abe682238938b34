using System.Text;
using Equipoise.Statistics;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The library example of the README: the same lines, compiled and run.</summary>
static class ReadmeExample
{
    /// <summary>Runs the example and returns what it prints.</summary>
    public static string Run()
    {
        Console.Printed.Clear();
        // <example>
        // Weeks in remission from acute leukemia (Freireich and others 1963); + marks a time that was censored.
        var placebo = Weeks("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");
        var mercaptopurine = Weeks("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");

        var curve = KaplanMeier.Estimate(mercaptopurine, confidence: 0.95, IntervalTransformation.LogLog);
        Console.WriteLine($"{curve.At(10).Survival:F4}"); // 0.7529
        Console.WriteLine($"{curve.Median.Estimate} {curve.Median.Lower}"); // 23 13

        Observation[] everyone = [.. placebo, .. mercaptopurine];
        int[] arm = [.. placebo.Select(_ => 0), .. mercaptopurine.Select(_ => 1)];
        var logRank = LogRankTest.Compare(everyone, arm);
        Console.WriteLine($"{logRank.ChiSquare:F4} {logRank.PValue:E1}"); // 16.7929 4.2E-005

        double[] treated = [.. arm.Select(a => (double)a)];
        var cox = CoxRegression.Fit(everyone, treated, ["mercaptopurine"], ties: TieMethod.Efron);
        var effect = cox.Coefficients[0];
        Console.WriteLine($"{effect.HazardRatio:F3} ({effect.Lower:F3} to {effect.Upper:F3})"); // 0.208 (0.093 to 0.466)

        static Observation[] Weeks(string times) =>
            [
                .. times
                    .Split(' ')
                    .Select(t =>
                        t[^1] == '+' ? Observation.CensoredAt(double.Parse(t[..^1])) : Observation.Event(double.Parse(t))
                    ),
            ];
        // </example>
        return Console.Printed.ToString();
    }

    // Stands in for System.Console, which tests share.
    static class Console
    {
        public static readonly StringBuilder Printed = new();

        public static void WriteLine(string line) => Printed.AppendLine(line);
    }
}
