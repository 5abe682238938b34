using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Rates;

namespace Equipoise.Analysis.Baseline;

/// <summary>Who the participants were: one analysis per characteristic, for each arm and for all.</summary>
static class BaselineAnalyses
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog) =>
        trial.Protocol.Analysis.Baseline.Select(id =>
            trial.Characteristics[id] switch
            {
                Characteristic.Numeric numeric => Summary(trial, id, numeric, catalog),
                Characteristic.Categorical categorical => Counts(trial, id, categorical, catalog),
                _ => throw new InvalidOperationException($"No summary for '{id}'."),
            }
        );

    static NamedAnalysis Summary(TrialData trial, string id, Characteristic.Numeric numeric, GroupCatalog catalog)
    {
        var of = new BaselineResults(id);
        var results = Collector(id, numeric, "Summary of a number", catalog);
        var decimals = DecimalsOf(trial.Full.Select(who => numeric.Values[who.Row]));
        foreach (var (arm, members) in Columns(trial, catalog))
        {
            var summary = Descriptive.Of(members.Select(who => numeric.Values[who.Row]));
            results.Count(of.Known(arm), summary.Count);
            Add(of.Mean(arm), summary.Mean, decimals + 1);
            Add(of.StandardDeviation(arm), summary.StandardDeviation, decimals + 2);
            results.Add(
                of.Median(arm),
                summary.Median,
                summary.LowerQuartile,
                summary.UpperQuartile,
                value => Format.Fixed(value, decimals + 1)
            );
            Add(of.Minimum(arm), summary.Minimum, decimals);
            Add(of.Maximum(arm), summary.Maximum, decimals);

            void Add(ResultRef result, double? value, int places) => results.Add(result, value, Format.Fixed(value, places));
        }
        if (trial.Protocol.Analysis.BaselineTests)
        {
            Participant[] known = [.. trial.Full.Where(who => who.Planned is not null && !double.IsNaN(numeric.Values[who.Row]))];
            var test = OneWayAnova.Of(
                [.. known.Select(who => numeric.Values[who.Row])],
                [.. known.Select(who => IndexOf(trial, who))]
            );
            results.Add(of.PValue, test?.PValue, Format.PValue(test?.PValue));
        }
        return results.Done();
    }

    static NamedAnalysis Counts(TrialData trial, string id, Characteristic.Categorical categorical, GroupCatalog catalog)
    {
        var of = new BaselineResults(id);
        var results = Collector(id, categorical, "Count and share of participants", catalog);
        foreach (var (arm, members) in Columns(trial, catalog))
        {
            var known = members.Count(who => categorical.Values[who.Row] >= 0);
            for (var level = 0; level < categorical.Levels.Count; level++)
            {
                var count = members.Count(who => categorical.Values[who.Row] == level);
                var ofLevel = catalog.Level(categorical.Levels[level].Id, categorical.Levels[level].Label).Group;
                results.Count(of.Count(arm, ofLevel), count);
                results.Percent(of.Percent(arm, ofLevel), count, known);
            }
            if (members.Count > known)
                results.Count(of.Missing(arm), members.Count - known);
        }
        if (trial.Protocol.Analysis.BaselineTests)
        {
            var counts = new long[trial.Protocol.Arms.Count * categorical.Levels.Count];
            foreach (var who in trial.Full.Where(who => who.Planned is not null && categorical.Values[who.Row] >= 0))
                counts[(IndexOf(trial, who) * categorical.Levels.Count) + categorical.Values[who.Row]]++;
            var test = categorical.Levels.Count == 0 ? null : PearsonChiSquare.Of(counts, categorical.Levels.Count);
            results.Add(of.PValue, test?.PValue, Format.PValue(test?.PValue));
        }
        return results.Done();
    }

    static int IndexOf(TrialData trial, Participant who) =>
        trial.Protocol.Arms.Index().First(arm => arm.Item == who.Planned).Index;

    static ResultCollector Collector(string id, Characteristic characteristic, string method, GroupCatalog catalog) =>
        new(
            catalog,
            new BaselineResults(id).Id,
            characteristic.Label,
            method,
            "ADSL",
            characteristic.Variable,
            AnalysisSets.FullId
        );

    static IEnumerable<(string Arm, IReadOnlyList<Participant> Members)> Columns(
        TrialData trial,
        GroupCatalog catalog
    )
    {
        foreach (var arm in trial.Protocol.Arms)
            yield return (catalog.Arm(arm).Group, [.. trial.Full.Where(who => who.Planned == arm)]);
        yield return (catalog.Everyone().Group, trial.Full);
    }

    /// <summary>
    /// The decimals with which the data were recorded, three at most; means get one more, standard deviations two.
    /// </summary>
    static int DecimalsOf(IEnumerable<double> values) => values.Where(double.IsFinite).Select(DecimalsOf).DefaultIfEmpty(0).Max();

    static int DecimalsOf(double value) =>
        Enumerable.Range(0, 3).FirstOrDefault(places => Math.Abs(Math.Round(value, places) - value) < 1e-9, 3);

    /// <summary>How quartiles are taken, and of whom percentages are.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        yield return new("quartiles", "Baseline", Descriptive.QuartileRule);
        yield return new("baseline.percent", "Baseline", "Percentages are of participants with a known value.");
        if (trial.Protocol.Analysis.BaselineTests)
            yield return new(
                "baseline.tests",
                "Baseline",
                "P compares all arms, as the protocol asks: by an analysis of variance for numbers, by Pearson's chi-square test "
                    + "for categories. Arms that chance made differ by chance, whatever P is."
            );
    }
}

/// <summary>A characteristic at baseline, in an arm or of <see cref="By.Everyone"/>.</summary>
/// <param name="Characteristic">The characteristic.</param>
public sealed record BaselineResults(string Characteristic) : AnalysisResults($"Baseline.{Characteristic}")
{
    /// <summary>How many have a value of a number.</summary>
    public ResultRef Known(string arm) => At("n", new ResultGroup(By.Arm, arm));

    /// <summary>The mean.</summary>
    public ResultRef Mean(string arm) => At("mean", new ResultGroup(By.Arm, arm));

    /// <summary>The standard deviation.</summary>
    public ResultRef StandardDeviation(string arm) => At("standardDeviation", new ResultGroup(By.Arm, arm));

    /// <summary>The median with the quartiles.</summary>
    public IntervalRef Median(string arm) => Interval("median", "lowerQuartile", "upperQuartile", new ResultGroup(By.Arm, arm));

    /// <summary>The smallest value.</summary>
    public ResultRef Minimum(string arm) => At("minimum", new ResultGroup(By.Arm, arm));

    /// <summary>The largest value.</summary>
    public ResultRef Maximum(string arm) => At("maximum", new ResultGroup(By.Arm, arm));

    /// <summary>How many are in a level.</summary>
    public ResultRef Count(string arm, string level) => At("count", new ResultGroup(By.Arm, arm), new(By.Level, level));

    /// <summary>Their share among those with a known value.</summary>
    public ResultRef Percent(string arm, string level) => At("percent", new ResultGroup(By.Arm, arm), new(By.Level, level));

    /// <summary>The P value of a comparison of all arms; there is none unless the protocol asks for it.</summary>
    public ResultRef PValue => At("pValue");

    /// <summary>How many have no known value; absent where all have one.</summary>
    public ResultRef Missing(string arm) => At("missing", new ResultGroup(By.Arm, arm));
}
