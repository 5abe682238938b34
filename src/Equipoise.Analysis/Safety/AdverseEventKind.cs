using Equipoise.Analysis.Sets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;
using static Equipoise.Analysis.Safety.AdverseEventOverview;

namespace Equipoise.Analysis.Safety;

/// <summary>A kind of adverse event: a row of the overview and, where it is asked for, a table of its terms.</summary>
/// <param name="Id">Its id in addresses.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Counts">Which events are of the kind.</param>
/// <param name="ByTerm">Whether its events are also told by class and term.</param>
sealed record AdverseEventKind(string Id, string Label, Func<AdverseEvent, bool> Counts, bool ByTerm = false)
{
    /// <summary>Whether its rate over time and its times are told: of the actions with the treatment they are not.</summary>
    public bool IsTimed { get; } = Id is Any or Severe or SevereIntensity or Serious or Related || IsOfInterest(Id);

    /// <summary>The kinds that the data can tell, in the order of the overview.</summary>
    public static IEnumerable<AdverseEventKind> Of(SafetyPlan plan, AdverseEventData recorded)
    {
        var graded = plan.Graded && recorded.GradeVariable is not null;
        var (serious, related, action) = (recorded.HasSeriousness, recorded.HasCausality, recorded.HasAction);
        yield return new(Any, "Any adverse event", _ => true, ByTerm: true);
        if (graded)
            yield return new(Severe, "Grade 3 or higher", item => item.Grade >= 3);
        if (recorded.SeverityVariable is not null)
            yield return new(SevereIntensity, "Severe", item => item.Severity is Severity.Severe);
        if (serious)
            yield return new(Serious, "Serious", item => item.IsSerious, ByTerm: true);
        if (related)
            yield return new(Related, "Related to treatment", item => item.IsRelated, ByTerm: true);
        if (related && graded)
            yield return new(RelatedSevere, "Related, grade 3 or higher", item => item.IsRelated && item.Grade >= 3);
        if (related && serious)
            yield return new(RelatedSerious, "Serious and related", item => item.IsSerious && item.IsRelated, ByTerm: true);
        if (recorded.HasOutcome || graded)
            yield return new(Fatal, "Fatal", item => item.IsFatal, ByTerm: true);
        if (related && (recorded.HasOutcome || graded))
            yield return new(RelatedFatal, "Fatal and related", item => item.IsFatal && item.IsRelated);
        if (action)
            foreach (var kind in OfActions(recorded, serious, related))
                yield return kind;
        foreach (var list in plan.OfInterest)
            yield return new(OfInterest(list.Id), list.Label, item => item.OfInterest.Contains(list.Id), ByTerm: true);
    }

    /// <summary>What led to each action with the treatment; those that SDTM has and trials seldom take, where one was.</summary>
    static IEnumerable<AdverseEventKind> OfActions(AdverseEventData recorded, bool serious, bool related)
    {
        yield return new(Discontinuation, "Led to discontinuation of treatment", Led(Terms.DrugWithdrawn), ByTerm: true);
        if (serious)
            yield return new(SeriousDiscontinuation, "Serious, led to discontinuation", Led(Terms.DrugWithdrawn).And(IsSerious));
        if (related)
            yield return new(RelatedDiscontinuation, "Related, led to discontinuation", Led(Terms.DrugWithdrawn).And(IsRelated));
        yield return new(DoseReduction, "Led to dose reduction", Led(Terms.DoseReduced), ByTerm: true);
        yield return new(Interruption, "Led to interruption of treatment", Led(Terms.DrugInterrupted), ByTerm: true);
        if (recorded.Events.Any(Led(Terms.DoseIncreased)))
            yield return new(DoseIncrease, "Led to dose increase", Led(Terms.DoseIncreased));
        if (recorded.Events.Any(Led(Terms.DoseRateReduced)))
            yield return new(RateReduction, "Led to a lower rate of infusion", Led(Terms.DoseRateReduced));
        var modified = Led(Terms.DoseReduced, Terms.DrugInterrupted, Terms.DoseIncreased);
        yield return new(Modification, "Led to a change of dose or interruption", modified);
        if (serious)
            yield return new(SeriousModification, "Serious, led to a change of dose or interruption", modified.And(IsSerious));
        if (related)
            yield return new(RelatedModification, "Related, led to a change of dose or interruption", modified.And(IsRelated));
    }

    static bool IsSerious(AdverseEvent item) => item.IsSerious;

    static bool IsRelated(AdverseEvent item) => item.IsRelated;

    static Func<AdverseEvent, bool> Led(params string[] actions) => item => actions.Contains(item.Action);
}

/// <summary>Conditions that hold together.</summary>
static class Conditions
{
    public static Func<AdverseEvent, bool> And(this Func<AdverseEvent, bool> one, Func<AdverseEvent, bool> other) =>
        item => one(item) && other(item);
}
