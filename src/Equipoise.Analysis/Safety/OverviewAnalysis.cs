using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Safety;

/// <summary>How many had an adverse event of each kind, how many had none, died, or left the trial for one.</summary>
static class OverviewAnalysis
{
    public static NamedAnalysis Of(TrialData trial, SafetyPlan plan, AdverseEventData recorded, GroupCatalog catalog)
    {
        var of = new AdverseEventOverview();
        var results = SafetyAnalyses.Collector(catalog, of.Id, "Overview of adverse events", "TRTEMFL");
        var columns = SafetyColumn.Of(trial, catalog);
        foreach (var column in columns)
            results.Count(of.Treated(column.Id), column.Treated);
        var withEvent = recorded.Events.Select(item => item.Who.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var kind in AdverseEventKind.Of(plan, recorded))
        {
            var group = catalog.Group(By.Category, kind.Id, kind.Label).Group;
            SafetyAnalyses.Participants(
                results,
                columns,
                recorded.Events.Where(kind.Counts),
                group,
                of.Participants,
                of.Percent,
                of.Events
            );
        }
        var adsl = new TableReader(trial.Datasets.Adsl, []);
        Those(AdverseEventOverview.None, "No adverse event", who => !withEvent.Contains(who.Id));
        if (adsl.Has("DTHFL") || adsl.Has("DTHDT"))
            Those(AdverseEventOverview.Death, "Died, of any cause", Deaths.AreOf(trial));
        if (adsl.Has("DCSREAS"))
        {
            var reason = adsl.TextOrBlank("DCSREAS");
            Those(
                AdverseEventOverview.LeftTrial,
                "Left the trial for an adverse event",
                who => reason(who.Row).Equals(Terms.AdverseEvent, StringComparison.OrdinalIgnoreCase)
            );
        }
        return results.Done();

        void Those(string category, string label, Func<Participant, bool> counts)
        {
            var group = catalog.Group(By.Category, category, label).Group;
            foreach (var column in columns)
            {
                var count = trial.Safety.Count(who => column.Holds(who) && counts(who));
                results.Count(of.Participants(column.Id, group), count);
                results.Percent(of.Percent(column.Id, group), count, column.Treated);
            }
        }
    }
}

/// <summary>Participants with adverse events of each kind, by the treatment received.</summary>
public sealed record AdverseEventOverview() : AnalysisResults("AE.Overview")
{
    /// <summary>The group of any event.</summary>
    public const string Any = "any";

    /// <summary>The group of those without any event.</summary>
    public const string None = "none";

    /// <summary>The group of events of grade 3 or higher.</summary>
    public const string Severe = "grade3plus";

    /// <summary>The group of events of severe intensity.</summary>
    public const string SevereIntensity = "severe";

    /// <summary>The group of serious events.</summary>
    public const string Serious = "serious";

    /// <summary>The group of events related to treatment.</summary>
    public const string Related = "related";

    /// <summary>The group of related events of grade 3 or higher.</summary>
    public const string RelatedSevere = "relatedGrade3plus";

    /// <summary>The group of related serious events.</summary>
    public const string RelatedSerious = "relatedSerious";

    /// <summary>The group of events that led to death.</summary>
    public const string Fatal = "fatal";

    /// <summary>The group of related events that led to death.</summary>
    public const string RelatedFatal = "relatedFatal";

    /// <summary>The group of events for which a treatment was stopped.</summary>
    public const string Discontinuation = "discontinuation";

    /// <summary>The group of serious events for which a treatment was stopped.</summary>
    public const string SeriousDiscontinuation = "seriousDiscontinuation";

    /// <summary>The group of related events for which a treatment was stopped.</summary>
    public const string RelatedDiscontinuation = "relatedDiscontinuation";

    /// <summary>The group of events for which a dose was reduced.</summary>
    public const string DoseReduction = "doseReduction";

    /// <summary>The group of events for which treatment was interrupted.</summary>
    public const string Interruption = "interruption";

    /// <summary>The group of events for which a dose was increased.</summary>
    public const string DoseIncrease = "doseIncrease";

    /// <summary>The group of events for which an infusion was slowed down.</summary>
    public const string RateReduction = "rateReduction";

    /// <summary>The group of events for which a dose was reduced, increased or interrupted.</summary>
    public const string Modification = "modification";

    /// <summary>The group of serious events among those.</summary>
    public const string SeriousModification = "seriousModification";

    /// <summary>The group of related events among those.</summary>
    public const string RelatedModification = "relatedModification";

    /// <summary>The group of those who died, of whatever cause.</summary>
    public const string Death = "death";

    /// <summary>The group of those who left the trial for an adverse event.</summary>
    public const string LeftTrial = "leftTrial";

    /// <summary>The group of the events on a list of interest.</summary>
    public static string OfInterest(string list) => $"{Interest}{list}";

    const string Interest = "interest-";

    internal static bool IsOfInterest(string category) => category.StartsWith(Interest, StringComparison.Ordinal);

    /// <summary>How many were treated.</summary>
    public ResultRef Treated(string arm) => At("treated", new ResultGroup(By.Arm, arm));

    /// <summary>How many had an event of a kind.</summary>
    public ResultRef Participants(string arm, string category) =>
        At("participants", new ResultGroup(By.Arm, arm), new(By.Category, category));

    /// <summary>Their percentage.</summary>
    public ResultRef Percent(string arm, string category) =>
        At("percent", new ResultGroup(By.Arm, arm), new(By.Category, category));

    /// <summary>How many events of the kind there were; of participants without events, and of deaths, none is said.</summary>
    public ResultRef Events(string arm, string category) =>
        At("events", new ResultGroup(By.Arm, arm), new(By.Category, category));
}
