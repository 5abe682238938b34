using Equipoise.Design.Rehearsal;
using Equipoise.Design.Simulation.Allocation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Observed;
using Equipoise.Protocol;

namespace Equipoise.Design.Simulation.World;

/// <summary>
/// A protocol and the scenario of its rehearsal as a trial to simulate: the same world, a few thousand trials a second.
/// </summary>
public static class ScenarioWorld
{
    // As the rehearsal: nobody is screened so late that randomization would come after accrual.
    const int DaysToRandomization = 14;
    const int LaboratoryCycle = 28;

    /// <summary>Compiles.</summary>
    /// <remarks>
    /// The primary endpoint is that of the design; the next of the analysis that can be derived is secondary, tested at the same
    /// one-sided level after the primary. Tests are stratified as the analysis says. With <c>with</c>, any part can be changed
    /// afterwards: another test, minimization, equal arms.
    /// </remarks>
    /// <param name="protocol">The protocol; it must say how to randomize, follow up, size the trial, and when it opens.</param>
    /// <param name="scenario">The world, read against that protocol.</param>
    /// <param name="looks">The looks; none for those that the protocol plans.</param>
    /// <returns>The trial; or every part that the protocol or the scenario lacks, or that is not simulated.</returns>
    public static WorldOutcome Of(TrialProtocol protocol, Scenario scenario, IReadOnlyList<LookPlan>? looks = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(scenario);
        List<string> problems = [.. Lacks(protocol)];
        if (problems.Count == 0 && looks is null && ProtocolWorld.Lacks(protocol) is { } lacks)
            problems.Add($"The protocol {lacks}.");
        if (problems.Count > 0)
            return new WorldOutcome.Refused(problems);
        var (design, calendar) = (protocol.Design!, protocol.Trial.Calendar!);
        var experimental = protocol.Comparison!.Experimental;
        var factors = FactorShares.Of(protocol, scenario, problems);
        var primary = Rule(protocol.Endpoint(design.Primary), problems);
        var secondary = protocol.Analysis.TimeToEvent.FirstOrDefault(other =>
            other.EndpointId != design.Primary && IsDerived(protocol.Endpoint(other.EndpointId))
        );
        if (problems.Count > 0)
            return new WorldOutcome.Refused(problems);
        var open = calendar.ClosesToAccrual.DayNumber - calendar.Opens.DayNumber - DaysToRandomization;
        var trial = new ScenarioTrial
        {
            Participants = scenario.Participants,
            ScreeningDays = int.Max(0, int.Min(scenario.AccrualOver.WholeDays, open)),
            Allocation = PlannedAllocation.Of(protocol, protocol.Randomization!.Factors),
            Factors = factors,
            Control = ArmOf(protocol, scenario, protocol.Control),
            Experimental = ArmOf(protocol, scenario, experimental),
            Primary = primary,
            Secondary = secondary is null
                ? null
                : new(Rule(protocol.Endpoint(secondary.EndpointId), problems), secondary.Stratified, design.OneSidedAlpha),
            AdverseEvents =
            [
                .. scenario.AdverseEvents.Select(kind => new AdverseEventKind(
                    kind.Term,
                    kind.WorstGrade[protocol.Control.Id],
                    kind.WorstGrade[experimental.Id],
                    kind.MedianOnsetDays,
                    kind.MedianDays
                )),
            ],
            Serious = scenario.Serious,
            Looks = looks ?? ProtocolWorld.LooksOf(protocol),
            Test = SimulatedTest.Of(design.Margin, PlanOf(protocol, design.Primary)?.Stratified ?? true),
        };
        return trial.Problems() is { Count: > 0 } more ? new WorldOutcome.Refused(more) : new WorldOutcome.Ready(trial);
    }

    static IEnumerable<string> Lacks(TrialProtocol protocol)
    {
        foreach (var part in TrialRehearsal.Lacks(protocol))
            yield return $"The protocol cannot be simulated without {part}.";
        if (protocol.Comparison is null)
            yield return $"{protocol.Experimental.Count()} experimental arms: one is simulated.";
    }

    static TimeToEventPlan? PlanOf(TrialProtocol protocol, string endpoint) =>
        protocol.Analysis.TimeToEvent.FirstOrDefault(plan => plan.EndpointId == endpoint);

    static bool IsDerived(Endpoint endpoint) =>
        endpoint.From == TimeOrigin.Randomization && !endpoint.Events.Any(happening => happening is EndpointEvent.Named);

    static EndpointRule Rule(Endpoint endpoint, List<string> problems)
    {
        if (endpoint.From != TimeOrigin.Randomization)
            problems.Add($"{endpoint.Id} counts from the first dose: only times from randomization are simulated.");
        foreach (var named in endpoint.Events.OfType<EndpointEvent.Named>())
            problems.Add(
                $"The scenario does not say how '{named.Name}' of {endpoint.Id} comes: progression and death are simulated."
            );
        return new(
            endpoint.Id,
            endpoint.Events.Any(happening => happening is EndpointEvent.Progression),
            endpoint.Events.Any(happening => happening is EndpointEvent.Death),
            endpoint.Censoring
        );
    }

    static ArmWorld ArmOf(TrialProtocol protocol, Scenario scenario, Arm arm)
    {
        var world = scenario.Arms[arm.Id];
        return new()
        {
            ProgressionOrDeath =
            [
                .. world.ProgressionOrDeath.Pieces.Select(piece => new RatePiece(piece.FromMonth, piece.Hazard)),
            ],
            DeathFirst = world.DeathFirst,
            DeathAfterProgression = world.DeathAfterProgression,
            NeverTreated = world.NeverTreated,
            Withdrawal = world.Withdrawal,
            NewTherapy = world.NewTherapy,
            FollowUp = FollowUpOf(protocol, scenario, arm),
        };
    }

    static FollowUpSchedule FollowUpOf(TrialProtocol protocol, Scenario scenario, Arm arm)
    {
        var plan = protocol.FollowUp!;
        List<Treatment> drugs = [.. protocol.Treatments.Where(drug => arm.Gives.Contains(drug.Id))];
        var bloodTests = plan
            .Laboratory.SelectMany(test => test.When)
            .Select(timing => new TreatmentContact(timing.CycleDay - 1, LaboratoryCycle, timing.FirstCycle, timing.LastCycle));
        return new()
        {
            Assessments = plan.TumorAssessment is { } tumor
                ? new(tumor.Every.WholeDays, tumor.Window.WholeDays, scenario.MissedAssessments)
                : null,
            Visits =
            [
                .. plan.Visits.Select(visit => new VisitSeries(
                    visit.FirstDay,
                    visit.Every?.WholeDays,
                    visit.Window.WholeDays,
                    visit.During == VisitPeriod.Treatment
                )),
            ],
            OnTreatment = [.. (drugs.Count > 0 ? bloodTests : []).Concat(drugs.Select(LastDayOfCycle)).Distinct()],
            GivesTreatment = drugs.Count > 0,
        };
    }

    static TreatmentContact LastDayOfCycle(Treatment drug)
    {
        var length = drug.Cycle?.WholeDays ?? LaboratoryCycle;
        return new((drug.Days?.Last ?? length) - 1, length);
    }
}
