using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Rates;
using Equipoise.Statistics.Regression.CompetingRisks;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests;

/// <summary>Results show themselves in a line, and the curves of all groups come in one call.</summary>
public sealed class ShortTextTests
{
    // R's survival::aml (Miller 1981): 11 maintained, 12 not.
    static readonly int[] time = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45];
    static readonly int[] status = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1];
    static readonly int[] groups = [.. Enumerable.Range(0, 23).Select(row => row < 11 ? 0 : 1)];

    static readonly Observation[] rows =
    [
        .. time.Zip(status, (t, d) => d == 1 ? Observation.Event(t) : Observation.CensoredAt(t)),
    ];

    [Fact]
    public void The_curves_of_groups_are_those_of_each_alone()
    {
        var curves = KaplanMeier.EstimateEach(rows, groups);
        curves.Count.ShouldBe(2);
        for (var group = 0; group < 2; group++)
            curves[group].Steps.ShouldBe(KaplanMeier.Estimate([.. rows.Where((_, row) => groups[row] == group)]).Steps);
        // A group of which there is nobody has a curve without steps; weights go with their rows.
        KaplanMeier.EstimateEach(rows.AsSpan(0, 1), [2]).Select(curve => curve.Count).ShouldBe([0, 0, 1]);
        KaplanMeier.EstimateEach(rows, groups, weights: [.. groups.Select(group => (double)group)])[0].Count.ShouldBe(0);
    }

    [Fact]
    public void Groups_below_0_and_a_weight_too_few_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => KaplanMeier.EstimateEach(rows, [.. groups.Select(group => group - 1)]));
        Should.Throw<ArgumentException>(() => KaplanMeier.EstimateEach(rows, groups, weights: [1]));
    }

    // A member that is a list would print its type, and a record the numbers of whoever is logged in. The cases of a closed set are
    // no results: a name, and numbers that somebody chose. Nor are the mathematics that are outside the promise of versions.
    [Fact]
    public void Every_result_of_the_package_says_itself_what_it_is()
    {
        var results = typeof(KaplanMeier)
            .Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.BaseType == typeof(object))
            .Where(type => type.Namespace != "Equipoise.Statistics.Numerics");
        results
            .Where(type =>
                type.GetMethod("ToString", Type.EmptyTypes)!.GetCustomAttribute<CompilerGeneratedAttribute>() is not null
                || type.GetMethod("ToString", Type.EmptyTypes)!.DeclaringType == typeof(object)
            )
            .Select(type => type.Name)
            .ShouldBeEmpty();
    }

#pragma warning disable RS0030 // To see that nothing depends on the culture, another one has to be set.
    [Fact]
    public void A_line_is_the_same_in_every_language()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = comma;
            new Contrast(0.5, 0.1, 0.25, 0.75, 5).ToString().ShouldBe("0.5 (0.25 to 0.75), p 5.733E-07");
            new Quantile(2.5, null, 3.5).ToString().ShouldBe("2.5 (NE to 3.5)");
            IncidenceRate.Of(12, 340.5).ToString().ShouldStartWith("12 events in 340.5, rate 0.03524 (95% ");
            Proportion.Of(12, 40).ToString().ShouldStartWith("12 of 40, 0.3 (95% ");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

#pragma warning restore RS0030

    [Fact]
    public void Each_result_is_a_line()
    {
        // R: survfit medians 31 (13, NA) and 23 (5, 33) on the log-log scale; survdiff 3.396; coxph 2.498 (0.916 to 6.813).
        KaplanMeier.EstimateEach(rows, groups)[1].ToString().ShouldBe("12 observed, 11 events, median 23 (95% 5 to 33)");
        KaplanMeier.Estimate([]).ToString().ShouldBe("0 observed, 0 events, median NE (95% NE to NE)");
        LogRankTest.Compare(rows, groups).ToString().ShouldBe("log-rank: chi-square 3.396, 1 df, p 0.06534");
        CoxRegression
            .Fit(rows, [.. groups.Select(group => (double)group)], ["x"])
            .ToString()
            .ShouldBe("x 2.498 (95% 0.9159 to 6.813), p 0.07371");
        FineGray
            .Fit(
                [.. rows.Select(row => row.IsEvent ? CompetingObservation.Event(row.Time, 1) : CompetingObservation.CensoredAt(row.Time))],
                [.. groups.Select(group => (double)group)],
                ["x"]
            )
            .ToString()
            .ShouldStartWith("x 2.47 (95% ");
        // R: summary(survfit(Surv(time, status) ~ x, aml), times = 20) 0.7159 and 0.5833; rmean = 30: 24.602 and 19.694; coxph(ties =
        // "breslow") 2.470, as crr without other causes.
        var curves = KaplanMeier.EstimateEach(rows, groups);
        SurvivalDifference.At(curves[0], curves[1], 20).ToString().ShouldStartWith("difference -0.1326 (");
        RestrictedMeanComparison.Of(curves[0], curves[1], 30).ToString().ShouldStartWith("difference -4.908 (");
        RestrictedMeanComparison.Of(curves[0], curves[1], 200).ToString().ShouldBe("BeyondFollowUp up to 200");
        Turnbull.Estimate([IntervalObservation.Between(1, 3), IntervalObservation.RightCensored(4)])
            .ToString()
            .ShouldBe("2 observed, 2 of 2 intervals with a mass, log-likelihood -1.386");
        AalenJohansen.Estimate([CompetingObservation.Event(1, 1), CompetingObservation.Event(2, 2), CompetingObservation.CensoredAt(3)])
            .ToString()
            .ShouldBe("3 observed, incidence at the end 0.3333, 0.3333");
        RestrictedMean.Of(KaplanMeier.EstimateEach(rows, groups)[0], 200).ToString().ShouldBe("BeyondFollowUp up to 200");
    }
}
