using Equipoise.Statistics.Regression.Parametric;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Statistics.Tests.Regression.Parametric;

/// <summary>What must hold for every small trial, however degenerate.</summary>
public sealed class ParametricProperties
{
    sealed record Row(int Time, bool IsEvent, int Entry, int Group, int X);

    static readonly string[] names = ["group", "x"];

    static readonly Config fixedSeed = Config
        .QuickThrowOnFailure.WithMaxTest(300)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_260_101, 7_919), FSharpOption<int>.None)));

    [Fact]
    public void Without_entries_every_model_ends_with_a_maximum_or_the_reason_why_there_is_none() =>
        ForTrials(
            late: false,
            (observations, x) =>
            {
                foreach (var distribution in Enum.GetValues<LifetimeDistribution>())
                    if (AcceleratedFailureTime.Fit(observations, x, names, distribution).Status is FitStatus.NotConverged)
                        return false;
                return Enum.GetValues<SplineScale>()
                    .All(scale => RoystonParmar.Fit(observations, x, names, 1, scale).Status is not FitStatus.NotConverged);
            }
        );

    [Fact]
    public void No_number_is_NaN() =>
        ForTrials(
            late: true,
            (observations, x) =>
            {
                foreach (var distribution in Enum.GetValues<LifetimeDistribution>())
                {
                    var fit = AcceleratedFailureTime.Fit(observations, x, names, distribution);
                    var median = fit.Quantile(0.5, 1, 0);
                    double?[] all =
                    [
                        .. fit.Coefficients.SelectMany(c => new[] { c.Value, c.StandardError, c.Lower, c.Upper }),
                        .. fit.Coefficients.SelectMany(c => new[] { c.Z, c.PValue, c.Ratio, c.RatioLower, c.RatioUpper }),
                        .. fit.Covariance.Cast<double?>(),
                        fit.Scale,
                        fit.LogScale.StandardError,
                        fit.LogLikelihood,
                        fit.LogLikelihoodNull,
                        fit.Aic,
                        fit.LikelihoodRatio?.Statistic,
                        median?.Value,
                        fit.Survival(3, 1, 0)?.StandardError,
                        fit.Hazard(3, 1, 0)?.Upper,
                    ];
                    if (all.Any(value => value is { } number && double.IsNaN(number)))
                        return false;
                }
                return true;
            }
        );

    [Fact]
    public void The_log_likelihood_is_what_the_fitted_curves_say_row_by_row() =>
        ForTrials(
            late: true,
            (observations, x) =>
            {
                foreach (var distribution in Enum.GetValues<LifetimeDistribution>())
                {
                    var fit = AcceleratedFailureTime.Fit(observations, x, names, distribution);
                    if (fit.Status is not FitStatus.Converged)
                        continue;
                    var sum = 0.0;
                    foreach (var (i, o) in observations.Index())
                    {
                        var own = x.AsSpan(2 * i, 2);
                        sum += o.IsEvent ? Math.Log(fit.Hazard(o.Time, own)!.Value.Value) : 0;
                        sum -= fit.CumulativeHazard(o.Time, own)!.Value.Value;
                        sum += o.Entry > 0 ? fit.CumulativeHazard(o.Entry, own)!.Value.Value : 0;
                    }
                    if (!(Math.Abs(sum - fit.LogLikelihood!.Value) <= 1e-8 * (1 + Math.Abs(sum))))
                        return false;
                }
                return true;
            }
        );

    [Fact]
    public void A_model_with_more_knots_never_has_less_likelihood_than_the_line() =>
        ForTrials(
            late: false,
            (observations, x) =>
            {
                var line = RoystonParmar.Fit(observations, x, names, 0);
                var spline = RoystonParmar.Fit(observations, x, names, 2);
                return line.LogLikelihood is not { } least || !(spline.LogLikelihood < least - 1e-8 * (1 + Math.Abs(least)));
            }
        );

    static void ForTrials(bool late, Func<Observation[], double[], bool> property)
    {
        var row =
            from time in Gen.Choose(1, 30)
            from isEvent in Gen.Choose(0, 2)
            from entry in Gen.Choose(0, 20)
            from @group in Gen.Choose(0, 1)
            from x in Gen.Choose(-4, 4)
            select new Row(time, isEvent > 0, entry, @group, x);
        var trial = from size in Gen.Choose(1, 40) from rows in Gen.ArrayOf(row, size) select rows;
        Check.One(
            fixedSeed,
            Prop.ForAll(
                Arb.ToArbitrary(trial),
                rows =>
                    property(
                        Array.ConvertAll(rows, drawn => Observe(drawn, late)),
                        [.. rows.SelectMany(drawn => new double[] { drawn.Group, drawn.X })]
                    )
            )
        );
    }

    static Observation Observe(Row row, bool late)
    {
        var entry = late && row.Entry < row.Time ? row.Entry : double.NegativeInfinity;
        return row.IsEvent ? Observation.Event(row.Time, entry) : Observation.CensoredAt(row.Time, entry);
    }
}
