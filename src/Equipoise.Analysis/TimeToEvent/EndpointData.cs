using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>Everything that the analyses of one endpoint share.</summary>
/// <param name="Trial">The trial's data.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Plan">How it is analyzed.</param>
/// <param name="Outcomes">The outcomes, in the order of ADSL.</param>
/// <param name="ControlFirst">The arms in the order in which groups are numbered for tests: the control is 0.</param>
sealed record EndpointData(
    TrialData Trial,
    Endpoint Endpoint,
    TimeToEventPlan Plan,
    IReadOnlyList<Outcome> Outcomes,
    IReadOnlyList<Arm> ControlFirst
)
{
    /// <summary>The data of every endpoint, in the order of the plan: the first is the primary one.</summary>
    public static IReadOnlyList<EndpointData> OfAll(TrialData trial) =>
        [
            .. trial.Protocol.Analysis.TimeToEvent.Select(plan => new EndpointData(
                trial,
                trial.Protocol.Endpoint(plan.EndpointId),
                plan,
                trial.Outcomes[plan.EndpointId],
                [trial.Protocol.Control, .. trial.Protocol.Experimental]
            )),
        ];

    public string Id => Endpoint.Id;

    public string SetId => Endpoint.From == TimeOrigin.Randomization ? AnalysisSets.FullId : AnalysisSets.SafetyId;

    /// <summary>A time as printed.</summary>
    public string Time(double? time) => Format.Time(time, Endpoint.Unit == TimeUnit.Day);

    /// <summary>A quantile as printed, or a limit of one: "NR" where a curve of somebody does not come down to it.</summary>
    public string Quantile(double? time, int participants) =>
        Format.Quantile(time, Endpoint.Unit == TimeUnit.Day, participants);

    /// <summary>The unit in words: months.</summary>
    public string UnitName => $"{Endpoint.Unit}s".ToLowerInvariant();

    /// <summary>Whether each of several experimental arms is compared with the control alone.</summary>
    public bool IsPairwise => Plan.Comparisons == ArmComparisons.Pairwise && ControlFirst.Count > 2;

    /// <summary>What tests and models compare: all arms at once, or each experimental arm with the control.</summary>
    public IReadOnlyList<EndpointData> Comparisons =>
        IsPairwise ? [.. ControlFirst.Skip(1).Select(arm => Among([ControlFirst[0], arm]))] : [this];

    /// <summary>Of a pair of arms of a trial that has more, the experimental one; else null.</summary>
    public string? Pair => ControlFirst.Count < Trial.Protocol.Arms.Count ? ControlFirst[1].Id : null;

    /// <summary>The same with other outcomes or another plan.</summary>
    public EndpointData With(TimeToEventPlan plan, IReadOnlyList<Outcome> outcomes) =>
        new(Trial, Endpoint, plan, outcomes, ControlFirst);

    /// <summary>The same endpoint among the participants of these arms.</summary>
    EndpointData Among(IReadOnlyList<Arm> arms) =>
        new(Trial, Endpoint, Plan, [.. Outcomes.Where(outcome => arms.Contains(outcome.Who.Planned))], arms);

    /// <summary>A time of the plan in the unit of the endpoint.</summary>
    public double InUnit(Duration time) => time.Unit == Endpoint.Unit ? time.Amount : time.Days / Endpoint.Unit.Days();

    public IEnumerable<Outcome> Of(Arm arm) => Outcomes.Where(outcome => outcome.Who.Planned == arm);

    public Observation[] Observations { get; } = [.. Outcomes.Select(outcome => outcome.Observation)];

    public Observation[] ObservationsOf(Arm arm) => [.. Of(arm).Select(outcome => outcome.Observation)];

    /// <summary>The model from which the size of the effect is read; fitted when it is first asked for.</summary>
    public Lazy<CoxFit> Model { get; } = new(() => Fit(Trial, Plan, Outcomes, ControlFirst));

    /// <summary>The same model where residuals are needed, of which the exact treatment of ties has none: Efron's then.</summary>
    public CoxFit ModelWithResiduals =>
        Plan.Ties == TieMethod.Discrete
            ? Fit(Trial, Plan with { Ties = TieMethod.Efron }, Outcomes, ControlFirst)
            : Model.Value;

    static CoxFit Fit(TrialData trial, TimeToEventPlan plan, IReadOnlyList<Outcome> outcomes, IReadOnlyList<Arm> arms) =>
        CoxRegression.Fit(
            [.. outcomes.Select(outcome => outcome.Observation)],
            ArmIndicators(ArmNumbersOf(arms, outcomes), arms.Count - 1),
            [.. arms.Skip(1).Select(arm => arm.Label)],
            plan.Stratified ? Stratify(trial, outcomes) : [],
            ties: plan.Ties,
            confidence: plan.Confidence
        );

    /// <summary>Whether some arm had no event and another had one.</summary>
    public bool HasArmWithoutEvent =>
        Outcomes.Any(outcome => outcome.Observation.IsEvent)
        && ControlFirst.Any(arm => Of(arm).All(outcome => !outcome.Observation.IsEvent));

    /// <summary>The number of each outcome's arm, 0 for the control.</summary>
    public int[] ArmNumbers { get; } = ArmNumbersOf(ControlFirst, Outcomes);

    /// <summary>The stratum of each outcome, numbered; empty when the analysis is not stratified.</summary>
    public int[] Strata { get; } = Plan.Stratified ? Stratify(Trial, Outcomes) : [];

    /// <summary>Whether the analysis is stratified, and by which factors, as printed.</summary>
    public string StrataInWords =>
        Plan.Stratified
            ? $"Stratified by {string.Join(", ", Trial.Protocol.Randomization!.Factors.Select(factor => factor.Label))}, "
                + "no strata pooled."
            : "Not stratified.";

    /// <summary>The design matrix, row by row: one column per experimental arm, 1 in that arm and 0 elsewhere.</summary>
    public static double[] ArmIndicators(IReadOnlyList<int> armNumbers, int experimentalArms)
    {
        var matrix = new double[armNumbers.Count * experimentalArms];
        for (var row = 0; row < armNumbers.Count; row++)
            if (armNumbers[row] > 0)
                matrix[(row * experimentalArms) + armNumbers[row] - 1] = 1;
        return matrix;
    }

    /// <summary>Whoever lacks the value of a factor is noted: a stratum must not be guessed.</summary>
    public static void CheckStrata(TrialData trial, List<DataProblem> problems)
    {
        if (!trial.Protocol.Analysis.IsStratified)
            return;
        foreach (var factor in FactorsOf(trial))
            foreach (var who in trial.Full.Where(who => factor.Values[who.Row] < 0))
                problems.Add(
                    new(
                        "ADSL",
                        factor.Variable,
                        who.Row + 1,
                        $"'{who.Id}' has no value of the stratification factor '{factor.Id}'."
                    )
                );
    }

    static int[] ArmNumbersOf(IReadOnlyList<Arm> arms, IReadOnlyList<Outcome> outcomes)
    {
        Arm?[] numbered = [.. arms];
        return [.. outcomes.Select(outcome => Array.IndexOf(numbered, outcome.Who.Planned))];
    }

    static IEnumerable<Characteristic.Categorical> FactorsOf(TrialData trial) =>
        (trial.Protocol.Randomization?.Factors ?? [])
            .Select(factor => trial.Characteristics.GetValueOrDefault(factor.Id))
            .OfType<Characteristic.Categorical>();

    static int[] Stratify(TrialData trial, IReadOnlyList<Outcome> outcomes)
    {
        var factors = FactorsOf(trial).ToList();
        return
        [
            .. outcomes.Select(outcome =>
                factors.Aggregate(0, (stratum, factor) => (stratum * factor.Levels.Count) + factor.Values[outcome.Who.Row])
            ),
        ];
    }
}
