using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>One command of each kind that records a fact of a day in the life of a participant.</summary>
static class Commands
{
    internal static ParticipantCommand[] OfEveryKindOn(DateOnly day, string participant = "101-001") =>
        [
            new AssessEligibility(participant, PatinaTrial.EligibleAnswers, day),
            new RecordVisit(participant, "cycle", 1, day),
            new RecordTumorAssessment(participant, OverallResponse.SD, day),
            new RecordLabValue(participant, "neutrophils", 2.1, day),
            new RecordForm(participant, new("baseline", 1, "demographics"), [new("menopause", "POST")], day),
            Neutropenia(day, participant),
            new IdentifyLesion(participant, "NT01", LesionKind.NonTarget, "bone", false, "CT scan", day),
            new StartNewTherapy(participant, "capecitabine", day),
            new RecordNotDone(participant, PlannedAct.Visit, "cycle", 7, "Snow", day),
            new WithdrawParticipant(participant, WithdrawalReason.WithdrawalBySubject, day),
            new RecordDeath(participant, null, day),
            new GiveDose(participant, "endocrine", 1, null, day, day),
            new ModifyDose(participant, "endocrine", DoseChange.Withheld, null, "surgery", day),
            new DiscontinueTreatment(participant, "endocrine", DiscontinuationReason.ProgressiveDisease, day),
        ];

    internal static RecordAdverseEvent Neutropenia(DateOnly day, string participant = "101-001") =>
        new(
            participant,
            "low neutrophils",
            "Neutropenia",
            "Blood and lymphatic system disorders",
            Grade: 3,
            Serious: false,
            Related: true,
            ActionTaken.DrugInterrupted,
            AdverseEventOutcome.NotRecovered,
            day,
            End: null
        );
}
