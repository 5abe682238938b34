using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Datasets.Standards;

namespace Equipoise.Analysis.Disposition;

/// <summary>
/// How many completed study and treatment and how many stopped for which reason, with percentages, in each arm and together:
/// the table of disposition of a study report (ICH E3, 10.1). What ADSL does not say is left out.
/// </summary>
static class StatusAnalyses
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static readonly (string Value, string Id, string Label)[] statuses =
    [
        (Terms.Completed, StatusResults.Completed, "Completed"),
        ("ONGOING", StatusResults.Ongoing, "Ongoing"),
        ("DISCONTINUED", StatusResults.Discontinued, "Discontinued"),
    ];

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
    {
        if (trial.Full.Count == 0)
            yield break;
        if (Of(trial, catalog, new(OfTreatment: false), "Status in the study", "EOSSTT", "DCSREAS") is { } study)
            yield return study;
        if (Of(trial, catalog, new(OfTreatment: true), "Status of treatment", "EOTSTT", "DCTREAS") is { } treatment)
            yield return treatment;
    }

    static NamedAnalysis? Of(
        TrialData trial,
        GroupCatalog catalog,
        StatusResults of,
        string name,
        string variable,
        string reasonVariable
    )
    {
        var adsl = new TableReader(trial.Datasets.Adsl, []);
        if (!adsl.Has(variable))
            return null;
        var results = new ResultCollector(
            catalog,
            of.Id,
            name,
            "Count and share of participants",
            "ADSL",
            variable,
            AnalysisSets.FullId
        );
        var (status, because) = (adsl.TextOrBlank(variable), adsl.TextOrBlank(reasonVariable));
        var reasons = trial
            .Full.Where(who => status(who.Row) == "DISCONTINUED")
            .GroupBy(who => because(who.Row), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var (arm, members) in Columns(trial, catalog))
        {
            foreach (var (value, id, label) in statuses)
                Add(of.Participants, of.Percent, catalog.Group(By.Category, id, label), who => status(who.Row) == value);
            if (of.OfTreatment && trial.Full.Any(who => IsUnknown(who) && !who.InSafety))
                Add(
                    of.Participants,
                    of.Percent,
                    catalog.Group(By.Category, StatusResults.NotTreated, "Not treated"),
                    who => IsUnknown(who) && !who.InSafety
                );
            if (trial.Full.Any(IsNotStated))
                Add(
                    of.Participants,
                    of.Percent,
                    catalog.Group(By.Category, StatusResults.NotStated, Groups.NotStated),
                    IsNotStated
                );
            if (adsl.Has(reasonVariable))
                foreach (var reason in reasons)
                    Add(of.Because, of.BecausePercent, catalog.Named(By.Reason, reason.Key), reason.Contains);

            void Add(
                Func<string, string, ResultRef> count,
                Func<string, string, ResultRef> percent,
                (string Grouping, string Group) group,
                Func<Participant, bool> isCounted
            )
            {
                var counted = members.Count(isCounted);
                results.Count(count(arm, group.Group), counted);
                results.Percent(percent(arm, group.Group), counted, members.Count);
            }
        }
        return results.Done();

        bool IsUnknown(Participant who) => statuses.All(known => known.Value != status(who.Row));

        bool IsNotStated(Participant who) => IsUnknown(who) && (who.InSafety || !of.OfTreatment);
    }

    static IEnumerable<(string Arm, IReadOnlyList<Participant> Members)> Columns(TrialData trial, GroupCatalog catalog)
    {
        foreach (var arm in trial.Protocol.Arms)
            yield return (catalog.Arm(arm).Group, [.. trial.Full.Where(who => who.Planned == arm)]);
        yield return (catalog.Everyone().Group, trial.Full);
    }

    static IEnumerable<Convention> Conventions(TrialData trial) =>
        trial.Datasets.Adsl.Has("EOSSTT") || trial.Datasets.Adsl.Has("EOTSTT")
            ?
            [
                new(
                    "disposition.percent",
                    "Disposition.",
                    "Percentages are of everyone allocated to the arm; a reason counts those who stopped for it."
                ),
            ]
            : [];
}

/// <summary>How many completed, went on, or stopped for which reason; in an arm, or of <see cref="By.Everyone"/>.</summary>
/// <param name="OfTreatment">Whether it is treatment, and not the study.</param>
public sealed record StatusResults(bool OfTreatment)
    : AnalysisResults(OfTreatment ? "Disposition.Treatment" : "Disposition.Study")
{
    /// <summary>The group of those who completed.</summary>
    public const string Completed = "completed";

    /// <summary>The group of those who go on.</summary>
    public const string Ongoing = "ongoing";

    /// <summary>The group of those who stopped.</summary>
    public const string Discontinued = "discontinued";

    /// <summary>The group of those who had no treatment; there is none where there is nobody.</summary>
    public const string NotTreated = "not-treated";

    /// <summary>The group of those of whom the data do not say; there is none where there is nobody.</summary>
    public const string NotStated = "not-stated";

    /// <summary>How many have a status.</summary>
    public ResultRef Participants(string arm, string status) =>
        At("participants", new ResultGroup(By.Arm, arm), new(By.Category, status));

    /// <summary>Their percentage.</summary>
    public ResultRef Percent(string arm, string status) => At("percent", new ResultGroup(By.Arm, arm), new(By.Category, status));

    /// <summary>How many stopped for a reason.</summary>
    public ResultRef Because(string arm, string reason) => At("because", new ResultGroup(By.Arm, arm), new(By.Reason, reason));

    /// <summary>Their percentage.</summary>
    public ResultRef BecausePercent(string arm, string reason) =>
        At("becausePercent", new ResultGroup(By.Arm, arm), new(By.Reason, reason));
}
