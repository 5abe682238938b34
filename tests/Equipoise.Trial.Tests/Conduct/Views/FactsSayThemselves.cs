using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Trial.Tests.Conduct.Views;

/// <summary>Every kind of fact has a line for people, with its values and the printed names of the protocol.</summary>
public sealed class FactsSayThemselves
{
    const string Id = "101-001";
    static readonly DateOnly day = new(2018, 3, 9);
    static readonly PartialDate month = PartialDate.Read("2018-03")!.Value;
    static readonly DateTimeOffset noon = new(2018, 3, 9, 12, 30, 0, TimeSpan.Zero);
    static readonly Signature ida = new("Ida Ideal", "I confirm", noon, "password");
    static readonly Stratum stratum = new([new("pertuzumab", "yes"), new("partner", "fulvestrant")]);

    static readonly AdverseEventRecorded nausea = new(
        Id,
        "Nausea",
        null,
        null,
        2,
        Serious: false,
        Related: true,
        ActionTaken.DoseNotChanged,
        AdverseEventOutcome.NotRecovered,
        day,
        null
    );

    static readonly (ParticipantEvent Fact, string Says)[] lines =
    [
        (new ParticipantScreened(Id, "101", 57, Sex.Female, day), "Screened: female, 57 years"),
        (new ConsentRecorded(Id, day), "Consent"),
        (new ConsentRecorded(Id, day, "2.0"), "Consent, form 2.0"),
        (new ConsentRenewed(Id, "1.1", "abc", day, "3.0"), "Consent to version 1.1 of the protocol, form 3.0"),
        (new EligibilityAnswered(Id, "hemoglobin", new Answer.Number(10.5), day), "Hemoglobin: 10.5 g/dL"),
        (new EligibilityAnswered(Id, "metastatic", new Answer.YesNo(true), day), "Metastatic breast cancer: yes"),
        (new EligibilityAnswered(Id, "of-old", new Answer.Choice("x"), day), "of-old: x"),
        (
            new EligibilitySigned(Id, "1.0", "abc", [new("adult", new Answer.Number(57), day)], stratum, [new("endocrine", "fulvestrant")], day, ida),
            "Eligible by 1 criterion, stratum: pertuzumab yes, partner fulvestrant; Endocrine therapy: fulvestrant"
        ),
        (
            new ParticipantRandomized(Id, stratum, 1, "palbociclib", [], day),
            "Randomized: Palbociclib plus standard therapy, stratum: pertuzumab yes, partner fulvestrant"
        ),
        (new AllocationMarkedInError(Id, "Wrong person", day, ida), "The randomization is marked as made in error: Wrong person"),
        (
            new ParticipantUnblinded(Id, UnblindingPurpose.Emergency, "Overdose", 1, "ida", day, ida),
            "Unblinded, emergency: the arm was told to Ida Ideal. Why: Overdose"
        ),
        (new VisitRecorded(Id, "cycle", 3, day), "Visit: Day 1 of each cycle, number 3"),
        (new VisitRecorded(Id, "of-old", 1, day), "Visit: of-old, number 1"),
        (new LabValueRecorded(Id, "neutrophils", 0.84, "10^9/L", day), "Neutrophils 0.84 10^9/L"),
        (new LabValueRecorded(Id, "platelets", 10, "10^9/L", day, null, null, 2, Comparator.LessThan), "Platelets <10 10^9/L, sample 2"),
        (nausea, "Nausea grade 2, not serious, related, ongoing: not recovered"),
        (
            nausea with { Serious = true, Related = false, End = month, Outcome = AdverseEventOutcome.RecoveredWithSequelae },
            "Nausea grade 2, serious, not related, until Mar 2018: recovered with sequelae"
        ),
        (new SiteBecameAware(Id, "Sepsis", month, noon, 1), "The site learned of the serious event 'Sepsis' of Mar 2018 at 9 Mar 2018 12:30 UTC"),
        (
            new ReportedToSponsor(Id, "Sepsis", day, noon, 2, SeriousnessCriteria.Death, true, null, 1),
            "Report 2 to the sponsor of the serious event 'Sepsis' of 9 Mar 2018, received 9 Mar 2018 12:30 UTC"
        ),
        (
            new SubmittedToAuthority(Id, "Sepsis", day, "FDA", SubmissionKind.FollowUp, noon, 1),
            "Follow-up report to FDA of 'Sepsis' of 9 Mar 2018, sent 9 Mar 2018 12:30 UTC"
        ),
        (new DoseGiven(Id, "palbociclib", 2, 100, "mg", day, day.AddDays(20), null), "Palbociclib, cycle 2: 100 mg from 9 Mar 2018 to 29 Mar 2018"),
        (
            new DoseGiven(Id, "palbociclib", 2, 0, null, day, day.AddDays(1), "Surgery"),
            "Palbociclib, cycle 2: not given from 9 Mar 2018 to 10 Mar 2018, because: Surgery"
        ),
        (new DoseGiven(Id, "endocrine", 1, null, null, day, day, null), "Endocrine therapy, cycle 1: given on 9 Mar 2018"),
        (new DoseModified(Id, "palbociclib", DoseChange.Reduced, 100, "mg", "Neutropenia", day), "Palbociclib reduced to 100 mg, because: Neutropenia"),
        (
            new DoseDecided(Id, "palbociclib", day, 2, 15, new(), Proposed(DoseStep.Withhold), DoseStep.Reduce, 75, "Frail", ida),
            "Palbociclib, cycle 2 day 15, decided: reduce to 75 mg, proposed: withhold, because: Frail"
        ),
        (new TreatmentDiscontinued(Id, "anti-HER2", DiscontinuationReason.ProgressiveDisease, day), "HER2-targeted therapy stopped: progressive disease"),
        (new PlannedItemNotDone(Id, PlannedAct.Visit, "cycle", 7, "Snow", day), "Not done: visit 'cycle' number 7, because: Snow"),
        (new LesionIdentified(Id, "T01", LesionKind.Target, "liver", false, "CT scan", day, 21.5), "Target lesion T01: liver, CT scan, 21.5 mm"),
        (new LesionIdentified(Id, "NT01", LesionKind.NonTarget, "axilla", true, "MRI", day, null), "Non-target lesion NT01: axilla, lymph node, MRI"),
        (new LesionMeasured(Id, "T01", day, 18, null, null), "Lesion T01: 18 mm"),
        (new LesionMeasured(Id, "NT01", day, null, LesionState.UnequivocalProgression, null), "Lesion NT01: unequivocal progression"),
        (new LesionMeasured(Id, "T02", day, null, null, "No contrast"), "Lesion T02: not evaluated, because: No contrast"),
        (new LesionMeasured(Id, "T02", day, null, null, null, "T01"), "Lesion T02: merged with T01"),
        (new TumorAssessed(Id, OverallResponse.NonCRNonPD, day), "Tumor assessment: NON-CR/NON-PD"),
        (
            new TumorAssessed(Id, OverallResponse.PD, day, OverallResponse.SD, "Bone scan"),
            "Tumor assessment: PD, from the lesions: SD, because: Bone scan"
        ),
        (new NewTherapyStarted(Id, "capecitabine", month, 2), "New anticancer therapy: capecitabine, course 2"),
        (
            new FormItemRecorded(Id, "cycle", 3, "vital-signs", "systolic", 1, "120", "1.0", day),
            "Vital signs, cycle 3: Systolic Blood Pressure: 120 mmHg"
        ),
        (new FormItemRecorded(Id, "baseline", 1, "history", "condition", 2, "Asthma", "1.0", day), "Medical history, baseline 1: Which disease (2): Asthma"),
        (new FormItemRecorded(Id, "baseline", 1, "demographics", "menopause", 1, "POST", "1.0", day), "Demographics, baseline 1: Menopausal status: after menopause"),
        (new FormItemRecorded(Id, "cycle", 3, "vital-signs", "weight", 1, null, "1.0", day), "Vital signs, cycle 3: Weight: cleared"),
        (new ParticipantTransferred(Id, "101", "102", "Moved house", day, ida), "Moved from site 101 to site 102: Moved house"),
        (new ParticipantWithdrawn(Id, WithdrawalReason.LostToFollowUp, day), "Left the study: lost to follow up"),
        (new DeathRecorded(Id, null, day), "Died"),
        (new DeathRecorded(Id, "Stroke", day), "Died: Stroke"),
        (new EnteredInError(Id, 12, "DeathRecorded", "Another's", day), "Row 12 was entered in error: Another's"),
        (new ErrorDeclared(Id, 12, "DeathRecorded", "Another's", day, ida), "Declared that row 12 was entered in error, to be confirmed: Another's"),
    ];

    static DoseProposal Proposed(DoseStep step) =>
        new(step, null, "mg", null, null, [], []);

    [Fact]
    public void Every_kind_of_fact_says_itself_with_its_values()
    {
        foreach (var (fact, says) in lines)
            fact.Says(Examples.PatinaProtocol).ShouldBe(says);
        EventJson
            .Kinds.Select(kind => EventJson.OfKind(kind).Type)
            .Where(type => type.IsSubclassOf(typeof(ParticipantEvent)))
            .Except(lines.Select(line => line.Fact.GetType()))
            .ShouldBeEmpty("a new kind of fact has a line here");
    }

    [Fact]
    public void Whatever_is_signed_says_by_whom()
    {
        foreach (var (fact, _) in lines)
            fact.SignedAs.ShouldBe(fact.GetType().GetProperty("Signature")?.GetValue(fact) is Signature signature ? signature.Name : null);
        lines.Count(line => line.Fact.SignedAs is not null).ShouldBe(6);
    }
}
