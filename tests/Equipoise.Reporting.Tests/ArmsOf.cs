using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Reporting.Tests;

/// <summary>The same trial with its arms turned around, or with one arm more.</summary>
static class ArmsOf
{
    /// <summary>What was found in one arm is found in the other, and every ratio is turned over.</summary>
    public static AnalysisOutput TurnedAround(AnalysisOutput output) =>
        Each(
            output,
            (analysis, results) =>
                analysis.Id == "PFS.LogRank"
                    ? results.Select(result => result.Operation == "z" ? Scaled(result, z => -z) : result)
                : results.Any(result => result.Operation == "hazardRatio") ? TurnedOver(results)
                : results.Select(result => result with { Groups = [.. result.Groups.Select(Other)] })
        );

    /// <summary>One more experimental arm, of which the same was found as of the first.</summary>
    public static AnalysisOutput WithAnother(AnalysisOutput output, string arm, string label)
    {
        var more = Each(
            output,
            (_, results) =>
                results.SelectMany(result =>
                    result.Groups.Any(IsNew)
                        ? new[]
                        {
                            result,
                            result with { Groups = [.. result.Groups.Select(group => IsNew(group) ? group with { Group = arm } : group)] },
                        }
                        : [result]
                )
        );
        var results = more.Results;
        Grouping[] groupings =
        [
            .. results.Groupings.Select(grouping =>
                grouping.Id == By.Arm ? grouping with { Groups = [.. grouping.Groups, new(arm, label)] } : grouping
            ),
        ];
        return more with { Results = results.With(results.Conventions, groupings, results.Analyses) };
    }

    /// <summary>The protocol with that arm, second in its order.</summary>
    public static TrialProtocol WithAnother(TrialProtocol protocol, string arm, string label) =>
        protocol with
        {
            Arms = [protocol.Arms[0], new(arm, label, ArmRole.Experimental, 1, []), .. protocol.Arms.Skip(1)],
        };

    static bool IsNew(ResultGroup group) => group is { Grouping: By.Arm, Group: PatinaLike.New };

    static ResultGroup Other(ResultGroup group) =>
        group.Grouping != By.Arm ? group
        : group.Group == PatinaLike.New ? group with { Group = PatinaLike.Old }
        : group.Group == PatinaLike.Old ? group with { Group = PatinaLike.New }
        : group;

    static IEnumerable<OperationResult> TurnedOver(IReadOnlyList<OperationResult> results)
    {
        foreach (var result in results)
        {
            var operation = result.Operation switch { "lower" => "upper", "upper" => "lower", var same => same };
            yield return operation is "hazardRatio" or "lower" or "upper"
                ? Scaled(result, ratio => 1 / ratio) with { Operation = operation }
                : result with { Groups = [.. result.Groups.Select(Other)] };
        }
    }

    static OperationResult Scaled(OperationResult result, Func<double, double> by) =>
        result.Raw is { } raw ? result with { Raw = by(raw), Formatted = Format.Fixed(by(raw), 2) } : result;

    static AnalysisOutput Each(
        AnalysisOutput output,
        Func<NamedAnalysis, IReadOnlyList<OperationResult>, IEnumerable<OperationResult>> change
    )
    {
        var results = output.Results;
        return output with
        {
            Curves = [],
            Results = results.With(
                results.Conventions,
                results.Groupings,
                [.. results.Analyses.Select(analysis => analysis with { Results = [.. change(analysis, analysis.Results)] })]
            ),
        };
    }
}
