using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>PATINA with three participants, told through the commands that a site would give.</summary>
/// <remarks>
/// 101-0001 fails screening. 102-0002 is allocated to standard therapy, withdraws and is never treated. 101-0003 takes
/// palbociclib: grade 4 neutropenia, a reduction, a withheld cycle, progression, another therapy, death.
/// </remarks>
sealed class Story : IDisposable
{
    readonly TrialConduct conduct;

    Story(ITrialLog log, AllocationKey key)
    {
        conduct = new(log, new(Protocol, key), TimeProvider.System);
        Do(new DateOnly(2017, 6, 21), new OpenTrial(File.ReadAllText(Examples.ProtocolPath("patina")), Synthetic: true));
    }

    public static TrialProtocol Protocol => Examples.PatinaProtocol;

    public TrialState State => conduct.State;

    /// <summary>The story as described, cut off on 2019-06-30.</summary>
    public static Story Told(string? path = null)
    {
        var story = Begun(path);
        story.Failing();
        story.Untreated();
        story.Progressing();
        story.Do(On("2019-07-15"), new CutOffData(On("2019-06-30")));
        return story;
    }

    /// <summary>The story, with a look at 2018-06-30 before most of it is told: the trial goes on, and two are randomized after it.</summary>
    public static Story Looked()
    {
        var story = Begun();
        story.Do(On("2018-07-02"), new CutOffData(On("2018-06-30"), Purpose: CutoffPurpose.Interim));
        story.Failing();
        story.Untreated();
        story.Progressing();
        return story;
    }

    /// <summary>An open trial without participants, whose key allocates the two of the story as it tells.</summary>
    public static Story Begun(string? path = null)
    {
        // The arms follow from the key, and the story needs one of each: the first key that gives them.
        for (ulong seed = 1; ; seed++)
        {
            var key = AllocationKey.ForRehearsal(seed);
            using var trial = new Story(SqliteTrialLog.InMemory(), key);
            trial.Untreated();
            trial.Progressing(onlyAllocation: true);
            if (trial.ArmOf("102-0002") == "standard" && trial.ArmOf("101-0003") == "palbociclib")
                return new(path is null ? SqliteTrialLog.InMemory() : SqliteTrialLog.Create(path), key);
        }
    }

    public static DateOnly On(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    public void Do(DateOnly today, params ReadOnlySpan<TrialCommand> commands)
    {
        foreach (var command in commands)
            if (
                Staff.Give((one, by) => conduct.Do(one, by), conduct.State, command, new(new(today, new(12, 0), TimeSpan.Zero), Staff.Anybody))
                is Decision.Refused refused
            )
                throw new InvalidOperationException(string.Join(' ', refused.Reasons));
    }

    /// <summary>Screens, consents and answers every criterion on one day; a null answer leaves one out.</summary>
    public void Screen(
        string id,
        string site,
        int age,
        string day,
        params ReadOnlySpan<(string Criterion, Answer? Answer)> except
    )
    {
        var answers = PatinaTrial.EligibleAnswers;
        answers["adult"] = new Answer.Number(age);
        answers["neutrophils"] = new Answer.Number(2.5);
        answers["hemoglobin"] = new Answer.Number(12.5);
        foreach (var (criterion, answer) in except)
            if (answer is null)
                answers.Remove(criterion);
            else
                answers[criterion] = answer;
        var on = On(day);
        Do(
            on,
            new ScreenParticipant(id, site, age, Sex.Female, on),
            new RecordConsent(id, on),
            new AssessEligibility(id, answers, on)
        );
    }

    public void Randomize(string id, string day, string pertuzumab, string partner) =>
        Do(
            On(day),
            PatinaTrial.Eligibility(id, On(day)) with
            {
                Levels = new Dictionary<string, string> { ["pertuzumab"] = pertuzumab, ["prior-HER2"] = "no" },
                Choices = new Dictionary<string, string> { ["endocrine"] = partner },
            },
            new RandomizeParticipant(id, On(day))
        );

    public void Dispose() => conduct.Dispose();

    string ArmOf(string id) => State.Find(id)!.Randomized!.Arm;

    void Failing()
    {
        Screen(
            "101-0001",
            "101",
            71,
            "2018-01-08",
            ("performance", new Answer.Number(2)),
            ("brain-metastases", null),
            ("pregnancy", null)
        );
        var answers = new Dictionary<string, Answer> { ["brain-metastases"] = new Answer.YesNo(true) };
        Do(On("2018-01-11"), new AssessEligibility("101-0001", answers, On("2018-01-11")));
    }

    void Untreated()
    {
        Screen("102-0002", "102", 48, "2018-02-01");
        Randomize("102-0002", "2018-02-05", "yes", "fulvestrant");
        Do(On("2018-02-07"), new WithdrawParticipant("102-0002", WithdrawalReason.WithdrawalBySubject, On("2018-02-07")));
    }

    void Progressing(bool onlyAllocation = false)
    {
        const string who = "101-0003";
        Screen(who, "101", 54, "2018-02-20", ("no-progression", new Answer.Choice("SD")));
        Randomize(who, "2018-03-01", "no", "aromatase inhibitor");
        if (onlyAllocation)
            return;
        Do(
            On("2019-01-10"),
            new RecordVisit(who, "cycle", 1, On("2018-03-01")),
            new GiveDose(who, "palbociclib", 1, 125, On("2018-03-01"), On("2018-03-21")),
            new GiveDose(who, "anti-HER2", 1, null, On("2018-03-01"), On("2018-03-01")),
            new RecordLabValue(who, "neutrophils", 0.45, On("2018-03-15")),
            new RecordLabValue(who, "hemoglobin", 11, On("2018-03-15")),
            new RecordAdverseEvent(
                who,
                "Low white cells",
                "Neutropenia",
                "Blood disorders",
                4,
                true,
                true,
                ActionTaken.DoseReduced,
                AdverseEventOutcome.NotRecovered,
                On("2018-03-15"),
                null,
                SeriousnessCriteria.MedicallyImportant
            ),
            new RecordAdverseEvent(
                who,
                "Low white cells",
                "Neutropenia",
                "Blood disorders",
                4,
                true,
                true,
                ActionTaken.DoseReduced,
                AdverseEventOutcome.Recovered,
                On("2018-03-15"),
                On("2018-03-27"),
                SeriousnessCriteria.MedicallyImportant
            ),
            new RecordAdverseEvent(
                who,
                "Fatigue",
                null,
                null,
                1,
                false,
                false,
                ActionTaken.DoseNotChanged,
                AdverseEventOutcome.NotRecovered,
                On("2018-03-05"),
                null
            ),
            new RecordVisit(who, "cycle", 2, On("2018-03-29")),
            new ModifyDose(who, "palbociclib", DoseChange.Reduced, 100, "Grade 4 neutropenia", On("2018-03-29")),
            new GiveDose(who, "palbociclib", 2, 100, On("2018-03-29"), On("2018-04-18")),
            new GiveDose(who, "palbociclib", 3, 0, On("2018-04-26"), On("2018-05-16"), "Infection"),
            new RecordTumorAssessment(who, OverallResponse.SD, On("2018-05-24")),
            new RecordTumorAssessment(who, OverallResponse.PD, On("2018-08-16")),
            new DiscontinueTreatment(who, "palbociclib", DiscontinuationReason.ProgressiveDisease, On("2018-08-20")),
            new StartNewTherapy(who, "Capecitabine", On("2018-09-01")),
            new RecordDeath(who, "Breast cancer", On("2018-12-24"))
        );
    }
}
