using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// IE: one row for each criterion whose answer does not permit entry, also when that came out after randomization.
/// </summary>
static class CriteriaNotMet
{
    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol)
    {
        var names = CriterionVariables.Of(protocol);
        return new Domain<BaselineAnswer>("IE", "Inclusion/Exclusion Criteria Not Met")
            .Text("IETESTCD", item => names[item.Criterion.Id])
            .Text("IETEST", item => item.Criterion.Ask)
            .Text("IECAT", item => Category(item.Criterion))
            .Text("IEORRES", RuleMet)
            .Text("IESTRESC", RuleMet)
            .Visit((subject, _) => subject.Visits.Of(FormVisits.Screening, 1))
            .Collected(item => item.Answered.On)
            .Of(
                subjects,
                subject =>
                    BaselineAnswers
                        .Of(subject.Facts, protocol)
                        .Where(answer => !answer.Permits)
                        .OrderBy(answer => answer.Answered.On)
            );
    }

    /// <summary>IECAT.</summary>
    internal static string Category(EligibilityCriterion criterion) =>
        criterion.Kind == CriterionKind.Include ? "INCLUSION" : "EXCLUSION";

    /// <summary>Only inclusion rules that are not met and exclusion rules that are come here.</summary>
    static string RuleMet(BaselineAnswer item) => item.Criterion.Kind == CriterionKind.Include ? "N" : "Y";
}
