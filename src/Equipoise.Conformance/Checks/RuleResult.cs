using Equipoise.Conformance.Conditions;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;
using Equipoise.Datasets;

namespace Equipoise.Conformance.Checks;

/// <summary>What came of one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="NotRun">Why it was not run, each reason in words; empty when it was.</param>
/// <param name="Datasets">What it gave for each data set in its scope.</param>
public sealed record RuleResult(Rule Rule, IReadOnlyList<string> NotRun, IReadOnlyList<DatasetResult> Datasets)
{
    /// <summary>Whether the rule was asked of at least one data set.</summary>
    public bool WasAsked => Datasets.Any(dataset => dataset.Skipped is null);

    /// <summary>How many findings.</summary>
    public int Count => Datasets.Sum(dataset => dataset.Count);

    /// <summary>The findings, made when asked for, in the order of data sets and records.</summary>
    public IEnumerable<Finding> Findings => Datasets.SelectMany(dataset => dataset.Findings());
}

/// <summary>What one rule gave for one data set.</summary>
public sealed class DatasetResult
{
    readonly Rule rule;
    readonly Frame? frame;
    readonly Mask? broken;
    readonly string? prefix;

    DatasetResult(Rule rule, string dataset, string? skipped, Frame? frame, Mask? broken, string? prefix)
    {
        this.rule = rule;
        Dataset = dataset;
        Skipped = skipped;
        this.frame = frame;
        this.broken = broken;
        this.prefix = prefix;
    }

    /// <summary>The rule was not asked of the data set, for this reason.</summary>
    public static DatasetResult NotAsked(Rule rule, string dataset, string why) => new(rule, dataset, why, null, null, null);

    /// <summary>The rows that break the rule.</summary>
    public static DatasetResult Of(Rule rule, string dataset, Frame frame, Mask broken, string? prefix) =>
        new(rule, dataset, null, frame, broken, prefix);

    /// <summary>The data set.</summary>
    public string Dataset { get; }

    /// <summary>Why the rule was not asked of it; null when it was.</summary>
    public string? Skipped { get; }

    /// <summary>How many findings.</summary>
    public int Count =>
        broken is null || !broken.Any ? 0
        : rule.Sensitivity is Sensitivity.Record ? broken.Count
        : rule.Sensitivity is Sensitivity.Group ? Findings().Count()
        : 1;

    /// <summary>The findings, made when asked for.</summary>
    public IEnumerable<Finding> Findings()
    {
        if (broken is null || frame is null)
            return [];
        var rows = broken.RowsThatSayYes();
        return rule.Sensitivity switch
        {
            Sensitivity.Record => rows.Select(row => FindingOf(row, frame.PlaceOf(row))),
            Sensitivity.Group => rows.DistinctBy(GroupOf).Select(row => FindingOf(row, frame.PlaceOf(row))),
            _ => rows.Take(1).Select(row => FindingOf(row, frame.PlaceOf(row) with { Record = null })),
        };
    }

    string GroupOf(int row) =>
        string.Join('\u0001', rule.GroupingVariables.Select(name => frame!.Find(Resolve(name))?[row].Text ?? ""));

    Finding FindingOf(int row, Place place) =>
        new(place.Dataset, rule.Id, rule.Message.Replace("--", prefix ?? "--"))
        {
            Weight = FindingWeight.Broken,
            Row = place.Record,
            Values =
            [
                .. NamesShown().Select(name => KeyValuePair.Create(name, frame!.Find(name)?[row].Text ?? "Not in dataset")),
            ],
        };

    IEnumerable<string> NamesShown() =>
        (rule.OutputVariables.Count > 0 ? rule.OutputVariables : rule.Check!.Tests().Select(test => test.Name))
            .Select(Resolve)
            .Distinct()
            .Order(StringComparer.Ordinal);

    string Resolve(string name) =>
        prefix is not null && name.StartsWith("--", StringComparison.Ordinal) ? prefix + name[2..] : name;
}
