using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>What a participant took, from the first day to the last. A withheld dose (amount 0) was not taken.</summary>
/// <param name="First">The first day of treatment.</param>
/// <param name="Last">The last day of treatment.</param>
/// <param name="Treatments">Ids of the treatments taken, in the order in which they began.</param>
sealed record TreatmentReceived(DateOnly First, DateOnly Last, IReadOnlyList<string> Treatments)
{
    /// <summary>What this participant took; null for nothing.</summary>
    internal static TreatmentReceived? By(ParticipantState participant)
    {
        List<DoseGiven> taken = [.. participant.All<DoseGiven>().Where(dose => dose.Amount is not 0).OrderBy(dose => dose.On)];
        return taken.Count == 0
            ? null
            : new(taken[0].On, taken.Max(dose => dose.Until), [.. taken.Select(dose => dose.Treatment).Distinct()]);
    }
}

/// <summary>The arm to which a participant was allocated, and the arm whose treatment the participant took.</summary>
/// <param name="Planned">The arm allocated; null when not randomized.</param>
/// <param name="Actual">The arm taken; null when nothing was taken, or what no arm gives.</param>
/// <param name="ReasonForNone">Why one of them is null (SDTM code list ARMNULRS); null when neither is.</param>
/// <param name="Unplanned">What was taken, where no arm gives all of it.</param>
sealed record AssignedArms(Arm? Planned, Arm? Actual, string? ReasonForNone, string? Unplanned)
{
    /// <remarks>
    /// Who took nothing but treatments of the allocated arm counts there, also when not all of them were taken. Who took another
    /// counts in the one arm that gives all that was taken.
    /// </remarks>
    internal static AssignedArms Of(ParticipantState participant, TreatmentReceived? received, TrialProtocol protocol)
    {
        if (participant.Randomized is not { } randomized)
        {
            var failed = BaselineAnswers.Of(participant, protocol).Any(answer => !answer.Permits);
            return new(null, null, failed ? Terms.ScreenFailure : Terms.NotAssigned, null);
        }
        var planned = protocol.Arms.Single(arm => arm.Id == randomized.Arm);
        if (received is null)
            return new(planned, null, "ASSIGNED, NOT TREATED", null);
        if (Gives(planned, received))
            return new(planned, planned, null, null);
        return protocol.Arms.Where(arm => Gives(arm, received)).ToArray() is [var other]
            ? new(planned, other, null, null)
            : new(planned, null, "UNPLANNED TREATMENT", string.Join(", ", received.Treatments).ToUpperInvariant());
    }

    static bool Gives(Arm arm, TreatmentReceived received) => received.Treatments.All(treatment => arm.Gives.Contains(treatment));
}
