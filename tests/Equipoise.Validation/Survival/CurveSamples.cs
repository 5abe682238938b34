using System.Globalization;
using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Validation.Survival;

/// <summary>A small sample of <c>R/curves.R</c>, typed as there: "6+" is censored at 6.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Observations">The rows.</param>
/// <param name="Weights">Their weights; empty for none.</param>
/// <param name="From">R's start.time.</param>
sealed record CurveSample(string Name, Observation[] Observations, double[] Weights, double? From = null)
{
    /// <summary>Freireich et al. (1963), Blood 21:699: weeks of remission.</summary>
    public static Observation[] Mercaptopurine => Parse("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");

    public static Observation[] Placebo => Parse("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

    /// <summary>Miller (1981), Survival Analysis, p. 49: weeks of remission; R: <c>aml</c>.</summary>
    public static Observation[] Maintained => Parse("9 13 13+ 18 23 28+ 31 34 45+ 48 161+");

    public static Observation[] Nonmaintained => Parse("5 5 8 8 12 16+ 23 27 30 33 43 45");

    static Observation[] Early =>
        [Observation.Event(1, 0), Observation.Event(4, 2), Observation.Event(5, 2), Observation.CensoredAt(6, 3)];

    static Observation[] Late =>
        [
            Observation.Event(7, 0),
            Observation.Event(9, 3),
            Observation.Event(3, 1),
            Observation.CensoredAt(3, 0),
            Observation.Event(8, 5),
            Observation.CensoredAt(12, 4),
            Observation.Event(10, 2),
            Observation.Event(14, 9),
        ];

    public static IReadOnlyList<CurveSample> All =>
        [
            new("6-MP", Mercaptopurine, []),
            new("placebo", Placebo, []),
            new("maintained", Maintained, []),
            new("nonmaintained", Nonmaintained, []),
            new("camis", Parse("54 75 77 84 87 92+ 103+ 105+ 112+ 118+"), []),
            new("camis with a last event", Parse("54 75 77 84 87 92+ 103+ 105+ 112+ 118"), []),
            new("time 0", Parse("0 1+ 2+ 3 3 5+"), []),
            new("all censored", Parse("3+ 4+ 5+"), []),
            new("R quantile", Parse("9 1 1+ 6 6 8+ 10+"), []),
            new("weights 1 2 3", Nonmaintained, [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]),
            new("fractional weights", Maintained, [.5, 1.25, .3, 2, .7, 1.1, .2, .9, 1.6, .4, 3]),
            new("early risk set of one", Early, []),
            new("early risk set of one from 2", Early, [], 2),
            new("early risk set of one from 4", Early, [], 4),
            new("late", Late, []),
            new("late and weighted", Late, [1, .5, 2, 1.5, .25, 1, 3, .125]),
        ];

    public KaplanMeier Curve(
        IntervalTransformation transformation = IntervalTransformation.LogLog,
        QuantileRule rule = QuantileRule.R
    ) => KaplanMeier.Estimate(Observations, 0.95, transformation, rule, Weights, From);

    static Observation[] Parse(string text) =>
        [
            .. text.Split(' ')
                .Select(word => (IsEvent: word[^1] != '+', Time: double.Parse(word.TrimEnd('+'), CultureInfo.InvariantCulture)))
                .Select(one => one.IsEvent ? Observation.Event(one.Time) : Observation.CensoredAt(one.Time)),
        ];
}
