using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.Baseline;

/// <summary>Who the participants were: one analysis per characteristic, for each arm and for all.</summary>
static class BaselineAnalyses
{
    public static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog) =>
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
        var results = Collector(id, numeric, "Summary of a number", catalog);
        var decimals = DecimalsOf(trial.Full.Select(who => numeric.Values[who.Row]));
        foreach (var (group, members) in Columns(trial, catalog))
        {
            var summary = Descriptive.Of(members.Select(who => numeric.Values[who.Row]));
            results.Count("n", summary.Count, group);
            Add("mean", summary.Mean, decimals + 1);
            Add("standardDeviation", summary.StandardDeviation, decimals + 2);
            Add("median", summary.Median, decimals + 1);
            Add("lowerQuartile", summary.LowerQuartile, decimals + 1);
            Add("upperQuartile", summary.UpperQuartile, decimals + 1);
            Add("minimum", summary.Minimum, decimals);
            Add("maximum", summary.Maximum, decimals);

            void Add(string operation, double? value, int places) =>
                results.Add(operation, value, Format.Fixed(value, places), group);
        }
        return results.Done();
    }

    static NamedAnalysis Counts(TrialData trial, string id, Characteristic.Categorical categorical, GroupCatalog catalog)
    {
        var results = Collector(id, categorical, "Count and share of participants", catalog);
        foreach (var (group, members) in Columns(trial, catalog))
        {
            var known = members.Count(who => categorical.Values[who.Row] >= 0);
            for (var level = 0; level < categorical.Levels.Count; level++)
            {
                var count = members.Count(who => categorical.Values[who.Row] == level);
                var ofLevel = catalog.Level(categorical.Levels[level].Id, categorical.Levels[level].Label);
                results.Count("count", count, group, ofLevel);
                results.Percent("percent", count, known, group, ofLevel);
            }
            if (members.Count > known)
                results.Count("missing", members.Count - known, group);
        }
        return results.Done();
    }

    static ResultCollector Collector(string id, Characteristic characteristic, string method, GroupCatalog catalog) =>
        new(catalog, $"Baseline.{id}", characteristic.Label, method, "ADSL", characteristic.Variable, AnalysisSets.FullId);

    static IEnumerable<((string, string) Group, IReadOnlyList<Participant> Members)> Columns(
        TrialData trial,
        GroupCatalog catalog
    )
    {
        foreach (var arm in trial.Protocol.Arms)
            yield return (catalog.Arm(arm), [.. trial.Full.Where(who => who.Planned == arm)]);
        yield return (catalog.Everyone(), trial.Full);
    }

    /// <summary>
    /// The decimals with which the data were recorded, three at most; means get one more, standard deviations two.
    /// </summary>
    static int DecimalsOf(IEnumerable<double> values) => values.Where(double.IsFinite).Select(DecimalsOf).DefaultIfEmpty(0).Max();

    static int DecimalsOf(double value) =>
        Enumerable.Range(0, 3).FirstOrDefault(places => Math.Abs(Math.Round(value, places) - value) < 1e-9, 3);

    /// <summary>How quartiles are taken, and of whom percentages are.</summary>
    public static IEnumerable<Convention> Conventions() =>
        [
            new("quartiles", "Baseline", Descriptive.QuartileRule),
            new("baseline.percent", "Baseline", "Percentages are of participants with a known value."),
        ];
}
