using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Exchange.Odm;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Odm;

/// <summary>A log of PATINA with every kind of event that commands can give, and texts that break careless writers.</summary>
static class OdmStory
{
    internal const string Hostile = "  \"quotes\" & <tags> ]]> 🩺 \u200f\u00a0\u00ad and é  ";
    internal static readonly DateTimeOffset MadeAt = new(2024, 2, 1, 8, 0, 0, TimeSpan.Zero);

    const string Who = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(1);

    // The second version asks for the height too.
    static readonly string amended = File.ReadAllText(Examples.ProtocolPath("patina"))
        .Replace("protocol version: \"1.0\"", "protocol version: \"2.0\"", StringComparison.Ordinal)
        .Replace(
            "      pulse: { ask: Pulse Rate,",
            "      height: { ask: Height, type: whole number, unit: cm, sdtm: VS HEIGHT }\n      pulse: { ask: Pulse Rate,",
            StringComparison.Ordinal
        );

    static readonly FormPlace vitals = new("unscheduled", 2, "vital-signs");
    static readonly FormPlace own = new("unscheduled", 1, "own-words");
    static readonly FormPlace history = new("baseline", 1, "history");

    internal static PatinaTrial Told(bool withText = true)
    {
        var trial = UntilTheEnd(withText);
        trial.With(
            new CutOffData(day.AddDays(20)),
            new CutOffData(day.AddDays(30), Hostile),
            new LockTrial(PatinaTrial.Signature(LockTrial.Meaning, PatinaTrial.Later))
        );
        return trial;
    }

    /// <summary>The story before the data are cut off and locked.</summary>
    internal static PatinaTrial UntilTheEnd(bool withText = true)
    {
        var trial = new PatinaTrial().With(
            new OpenTrial(withText ? File.ReadAllText(Examples.ProtocolPath("patina")) : null, Synthetic: true)
        );
        trial.AndEligible(Who).AndRandomized(Who);
        trial.Do(new RandomizeParticipant(Who, day), PatinaTrial.Later, "key-1");
        trial.Do(new RecordLabValue(Who, "platelets", 0.1 + 0.2, day), PatinaTrial.Later, "key-2");
        trial.Do(new RecordLabValue(Who, "platelets", 0.1 + 0.2, day), PatinaTrial.Later, "key-3");
        trial.With(
            new RecordLabValue(Who, "platelets", 1e-7, day) { ReasonForChange = Hostile },
            new RecordLabValue(Who, "platelets", 10, day, Sample: 2, Comparator: Equipoise.Protocol.Values.Comparator.LessThan),
            new GiveDose(Who, "palbociclib", 1, 125, day, day, "Arm or not, it was given"),
            new GiveDose(Who, "endocrine", 1, null, day, day),
            new ModifyDose(Who, "endocrine", DoseChange.Withheld, null, Hostile, day),
            Commands.Neutropenia(day, Who) with { Term = Hostile, PreferredTerm = "", BodySystem = null },
            Commands.Neutropenia(day, Who) with
            {
                Term = "Rash",
                Start = Equipoise.Protocol.Values.PartialDate.Read("2018-03")!.Value,
                End = Equipoise.Protocol.Values.PartialDate.Read("2018"),
                Outcome = AdverseEventOutcome.Recovered,
            },
            new RecordTumorAssessment(Who, OverallResponse.NonCRNonPD, day),
            new RecordVisit(Who, "cycle", 1, day),
            new RecordNotDone(Who, PlannedAct.Visit, "cycle", 2, "Snow <&> \"ice\" 🩺", day),
            new StartNewTherapy(Who, Hostile, day),
            Form(vitals, ("systolic", "250"), ("weight", "70.50")),
            Form(history, ("any-condition", "yes"), ("condition", "  a \"b\" <c> & 🩺\n"), ("ongoing", "no"), ("ended", "2018-01-01")),
            new RecordForm(Who, history, [new("condition", new string('x', 200), 2), new("ongoing", "yes", 2)], day),
            Form(new("baseline", 1, "demographics"), ("menopause", "POST")),
            new GiveAnswerCode(Who, own),
            new RecordForm(Who, vitals, [new("weight", "") { ReasonForChange = "Scale was broken" }], day),
            new OpenQuery(Who, vitals, null, "Is this <right>?\nPlease say \"yes\"."),
            new AnswerQuery(Who, 2, "é & ü"),
            new CloseQuery(Who, 2, null),
            new RecordForm(Who, vitals, [new("systolic", "150") { ReasonForChange = "Misread" }], day),
            Form(vitals, ("diastolic", "80")),
            new MarkVerified(Who, history, []),
            new RecordForm(Who, history, [new("ended", "2018-01-02") { ReasonForChange = "Misread" }], day),
            new MarkVerified(Who, history, []),
            new FreezeForm(Who, history),
            new UnfreezeForm(Who, history, "Correction"),
            new SignForm(Who, vitals, PatinaTrial.Signature(SignForm.Meaning, PatinaTrial.Later)),
            Form(vitals, ("pulse", "70")),
            new SignForm(Who, vitals, PatinaTrial.Signature(SignForm.Meaning, PatinaTrial.Later)),
            new LockForm(Who, vitals),
            new UnlockForm(Who, vitals, "Late source"),
            new LockForm(Who, vitals),
            new AmendProtocol(
                amended,
                AmendmentBinding.AfterRenewedConsent,
                day,
                PatinaTrial.Signature(AmendProtocol.Meaning, PatinaTrial.Later)
            ),
            new RenewConsent(Who, day.AddDays(1)),
            new RecordForm(Who, new("unscheduled", 3, "vital-signs"), [new("height", "170")], day.AddDays(1))
        );
        trial.Do(Form(new("unscheduled", 4, "vital-signs"), ("height", "171")), PatinaTrial.Later with { By = "nurse <b>&\"'" }, "key-4");
        trial.With(Clinic());
        trial.With(Organization());
        var (therapy, today) = (trial.Participant(Who).EntriesOf<NewTherapyStarted>().Single(), DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime));
        trial.With(
            new MarkEnteredInError(
                Who,
                therapy.Sequence,
                "Of <another> & \"file\" 🩺",
                today,
                PatinaTrial.Signature(MarkEnteredInError.Meaning, PatinaTrial.Later)
            )
        );
        trial.With(
            new DiscontinueTreatment(Who, "endocrine", DiscontinuationReason.ProgressiveDisease, day.AddDays(2)),
            new WithdrawParticipant(Who, WithdrawalReason.LostToFollowUp, day.AddDays(3)),
            new RecordDeath(Who, "", day.AddDays(9))
        );
        return trial;
    }

    /// <summary>What is decided about arms, sites and an allocation: each dated the day on which it is signed.</summary>
    static TrialCommand[] Organization()
    {
        var today = DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime);
        return
        [
            new MarkAllocationInError(Who, "Wrong <person> & \"file\" 🩺", today, PatinaTrial.Signature(MarkAllocationInError.Meaning, PatinaTrial.Later)),
            new CloseSite("101", "Audit", today, PatinaTrial.Signature(CloseSite.Meaning, PatinaTrial.Later)),
            new OpenSite("101", "Audit passed", today, PatinaTrial.Signature(OpenSite.Meaning, PatinaTrial.Later)),
            new CloseArm("standard", "Interim <look>", today, PatinaTrial.Signature(CloseArm.Meaning, PatinaTrial.Later)),
        ];
    }

    /// <summary>A serious adverse event with its reports, a dose decided under signature against a proposal, a lesion and its measurement.</summary>
    static TrialCommand[] Clinic()
    {
        const string term = "sepsis <1> & \"2\"";
        var noon = new DateTimeOffset(day, new(12, 0), TimeSpan.Zero);
        return
        [
            Commands.Neutropenia(day, Who) with
            {
                Term = term,
                Serious = true,
                Criteria = SeriousnessCriteria.Hospitalization | SeriousnessCriteria.LifeThreatening,
                Expected = false,
            },
            new RecordSiteAwareness(Who, term, day, noon),
            new ReportToSponsor(Who, term, day, noon.AddHours(3)),
            new SubmitToAuthority(Who, term, day, "FDA & <EMA>", SubmissionKind.Initial, noon.AddDays(2)),
            new DecideDose(
                Who,
                "palbociclib",
                2,
                1,
                new DoseAnswers(FeverOrInfection: false, PersistsDespiteTreatment: false, RemainingGrade: 0),
                DoseStep.Continue,
                null,
                Hostile,
                PatinaTrial.Signature(DecideDose.Meaning, PatinaTrial.Later),
                day.AddDays(1)
            ),
            new IdentifyLesion(Who, "T<1>", LesionKind.Target, "liver & spleen", false, "CT scan", PatinaTrial.Consent, 12.25),
            new MeasureLesion(Who, "T<1>", day.AddDays(1), 7.1),
        ];
    }

    /// <summary>The document of a log.</summary>
    internal static byte[] Exported(IReadOnlyList<LogRow> rows, OdmFileType type = OdmFileType.Transactional)
    {
        using var document = new MemoryStream();
        OdmExport.Write(document, () => rows, Examples.PatinaProtocol, type, MadeAt);
        return document.ToArray();
    }

    static RecordForm Form(FormPlace place, params (string Item, string Value)[] values) =>
        new(Who, place, [.. values.Select(value => new ItemEntry(value.Item, value.Value))], day);
}
