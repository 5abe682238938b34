using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>What is known on the day of a decision about a dose.</summary>
/// <param name="Doses">The dose levels, the starting dose first.</param>
/// <param name="Level">Which of them the participant stands at, counted from 0.</param>
/// <param name="Cycle">The cycle, counted from 1.</param>
/// <param name="Day">The day of the cycle; 1 while the start of the cycle is still to be decided.</param>
/// <param name="On">The date.</param>
/// <param name="WithheldSince">Since when the drug is withheld; null while it is given.</param>
/// <param name="Pending">The rules that applied to earlier decisions since then.</param>
/// <param name="Recurrent">Whether neutropenia of grade 3 was found on day 1 of an earlier cycle.</param>
/// <param name="Counts">The latest blood counts.</param>
/// <param name="Events">Adverse events that go on, other than blood counts.</param>
/// <param name="Answers">What the investigator answered.</param>
public sealed record DoseFacts(
    IReadOnlyList<Dose> Doses,
    int Level,
    int Cycle,
    int Day,
    DateOnly On,
    DateOnly? WithheldSince,
    IReadOnlyList<DoseRule> Pending,
    bool Recurrent,
    IReadOnlyList<BloodCount> Counts,
    IReadOnlyList<OngoingEvent> Events,
    DoseAnswers Answers
)
{
    /// <summary>How many days a blood count speaks for.</summary>
    public const int CountsFor = 7;

    /// <summary>The latest neutrophil count since the cycle began, up to that day; null for none.</summary>
    public BloodCount? LatestOfCycle { get; init; }

    /// <summary>What was corrected since the latest decision that rests on it, in words.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>
    /// What is recorded about a participant up to that day. A decision of the same day may be corrected, so it is left aside.
    /// </summary>
    /// <param name="participant">The participant.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="treatment">The treatment, which has dose levels.</param>
    /// <param name="table">Its table of dose rules.</param>
    /// <param name="cycle">The cycle.</param>
    /// <param name="day">The day of the cycle.</param>
    /// <param name="on">The date.</param>
    /// <param name="answers">What the investigator answered.</param>
    /// <param name="grading">The dictionary that grades blood counts; null for that of the table.</param>
    public static DoseFacts Of(
        ParticipantState participant,
        TrialProtocol protocol,
        Protocol.Treatment treatment,
        DoseRuleTable table,
        int cycle,
        int day,
        DateOnly on,
        DoseAnswers answers,
        CtcaeDictionary? grading = null
    )
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(treatment);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(answers);
        var since = DoseLevels.WithheldSince(participant, treatment.Id, on.AddDays(-1));
        var decisions = participant
            .All<DoseDecided>()
            .Where(decided => decided.Treatment == treatment.Id && decided.On < on)
            .ToList();
        var current = DoseLevels.Current(participant, treatment, on.AddDays(-1))!.Value.Amount;
        var counts = BloodCounts(participant, protocol, table, on, grading ?? CtcaeDictionary.Find(table.Grading)!).ToList();
        var events = participant
            .All<AdverseEventRecorded>()
            // What may go on, a date of it not being known, counts as going on.
            .Where(item => item.IsGoingOn(on) is not false)
            .ToList();
        var latest = Latest(counts, on, since is not null).ToList();
        // A count that nobody measured is known by its adverse event, at its worst grade until it ends.
        var reported =
            from item in events
            where table.CountTerms.ContainsKey(NameOf(item))
            let code = table.CountTerms[NameOf(item)]
            where !latest.Exists(count => count.Code == code && count.Grade is not null)
            select new BloodCount(code, null, NameOf(item), item.On, item.Grade) { Since = item.Start };
        var first = table.BloodCounts[0];
        var neutropenia = counts
            .Where(count => count.Code == first && count.Grade == 3)
            .Select(count => (PartialDate)count.On)
            .Concat(
                participant
                    .All<AdverseEventRecorded>()
                    .Where(item => item.Grade == 3 && table.CountTerms.GetValueOrDefault(NameOf(item)) == first)
                    .Select(item => item.Start)
            )
            .ToList();
        var infected = events.Exists(item =>
            table.Infections.Contains(item.BodySystem ?? "", StringComparer.OrdinalIgnoreCase)
            || table.Infections.Contains(NameOf(item), StringComparer.OrdinalIgnoreCase)
        );
        return new(
            treatment.Doses,
            LevelAt(treatment.Doses, current),
            cycle,
            day,
            on,
            since,
            since is { } start ? [.. PendingSince(start, decisions, counts, table)] : [],
            Recurrence.IsOnDayOneBefore(cycle, neutropenia, participant, treatment),
            [.. latest, .. reported],
            [
                .. from item in events
                where !table.CountTerms.ContainsKey(NameOf(item))
                where !table.NotCounted.Contains(NameOf(item), StringComparer.OrdinalIgnoreCase)
                let isLung = table.LungTerms.Contains(NameOf(item), StringComparer.OrdinalIgnoreCase)
                select new OngoingEvent(NameOf(item), item.Grade, item.Start, isLung, item.Related),
            ],
            infected ? answers with { FeverOrInfection = true } : answers
        )
        {
            LatestOfCycle = counts.Where(count => count.Code == first && count.On > on.AddDays(-day)).MaxBy(count => count.On),
            Doubts = DoubtsSince(participant, protocol, treatment, on),
        };
    }

    /// <summary>
    /// The level at or below an amount: a dose that an earlier version of the protocol had lies between two of this one.
    /// </summary>
    static int LevelAt(IReadOnlyList<Dose> doses, double amount) =>
        doses.Index().Where(dose => dose.Item.Amount <= amount).Select(dose => dose.Index).FirstOrDefault(doses.Count - 1);

    internal static string NameOf(AdverseEventRecorded item) =>
        string.IsNullOrWhiteSpace(item.PreferredTerm) ? item.Term : item.PreferredTerm;

    /// <summary>A correction is shown until somebody has decided again, who saw it.</summary>
    static IReadOnlyList<string> DoubtsSince(
        ParticipantState participant,
        TrialProtocol protocol,
        Protocol.Treatment treatment,
        DateOnly day
    )
    {
        var latest = participant
            .EntriesOf<DoseDecided>()
            .Where(entry => entry.Event is DoseDecided decided && decided.Treatment == treatment.Id && decided.On < day)
            .Select(entry => entry.Sequence)
            .DefaultIfEmpty(long.MaxValue)
            .Max();
        return
        [
            .. from doubtful in DoubtfulDecision.Of(participant, protocol)
            where doubtful.Decision.Treatment == treatment.Id && doubtful.Decision.On < day
            from correction in doubtful.Corrections
            where correction.Sequence > latest
            select $"the decision of {doubtful.Decision.On:yyyy-MM-dd} rests on {correction.Words}",
        ];
    }

    /// <summary>The latest of each test. While the drug is withheld a bad count stays one until there is a newer.</summary>
    static IEnumerable<BloodCount> Latest(IEnumerable<BloodCount> counts, DateOnly day, bool withheld) =>
        counts
            .GroupBy(count => count.Code)
            // Of several samples of a day, the last.
            .Select(test => test.Reverse().MaxBy(count => count.On)!)
            .Where(count => withheld || count.On >= day.AddDays(-CountsFor));

    static IEnumerable<BloodCount> BloodCounts(
        ParticipantState participant,
        TrialProtocol protocol,
        DoseRuleTable table,
        DateOnly until,
        CtcaeDictionary grading
    )
    {
        foreach (var test in (protocol.FollowUp?.Laboratory ?? []).Where(test => table.BloodCounts.Contains(test.Code)))
        {
            var term = grading.Of(test.Code, test.Unit).FirstOrDefault(term => term.Direction == Direction.Low);
            foreach (var value in participant.LaboratoryValues(test.Id).Where(value => value.On <= until))
            {
                // Without a limit of normal a count can still be known to be no worse than grade 1. A bound that may be of
                // several grades is not known at all: a dose rests on none of them.
                var (grade, atMost) = term?.Grade(value.Reading(test)) switch
                {
                    CtcaeGrade.Graded graded => ((int?)graded.Grade, false),
                    CtcaeGrade.NotGradable not when !value.Result.IsBound => (not.AtMost, true),
                    _ => (null, false),
                };
                yield return new(test.Code, value.Result, value.Unit, value.On, grade, atMost)
                {
                    IsUnusual = !test.IsUsual(value.Result),
                };
            }
        }
    }

    /// <summary>
    /// The rules for which the drug is withheld: those of earlier decisions, and those that counts since then have called
    /// for.
    /// </summary>
    static IEnumerable<DoseRule> PendingSince(
        DateOnly since,
        IEnumerable<DoseDecided> decisions,
        IReadOnlyList<BloodCount> counts,
        DoseRuleTable table
    )
    {
        var decided = decisions
            .Where(decided => decided.On >= since)
            .SelectMany(decided => decided.Proposal.Rules)
            .Select(applied => table.Rule(applied.Id))
            .OfType<DoseRule>();
        var called = table.Rules.Where(rule =>
            rule is { About: RuleSubject.BloodCount, Step: DoseStep.Withhold, With: Accompaniment.Nothing }
            && rule.Days == Span.All
            && counts.Any(count => count.On >= since && count.Grade is { } grade && rule.Grades.Holds(grade))
        );
        return decided.Concat(called).Distinct();
    }
}

/// <summary>A blood count and its grade.</summary>
/// <param name="Code">The test (LBTESTCD).</param>
/// <param name="Value">The value, or a bound of it; null where an adverse event tells the grade.</param>
/// <param name="Unit">Its unit, or the term of that adverse event.</param>
/// <param name="On">The day on which the sample was drawn, or the first on which the adverse event may have begun.</param>
/// <param name="Grade">Its CTCAE grade; null where the dictionary has none for it.</param>
/// <param name="AtMost">Whether the grade is only the worst that it could be, a limit of normal being unknown.</param>
public sealed record BloodCount(string Code, MeasuredValue? Value, string Unit, DateOnly On, int? Grade, bool AtMost = false)
{
    /// <summary>Whether the value lies beyond what the protocol calls usual.</summary>
    public bool IsUnusual { get; init; }

    /// <summary>When the adverse event that tells it began, as far as it is known; the day where none tells it.</summary>
    public PartialDate Since { get; init; } = On;

    /// <summary>Whether only a bound is known, which may be of several grades: it has to be measured again.</summary>
    public bool IsUndecided => Value is { IsBound: true } && Grade is null;

    /// <summary>In words: "NEUT 0.45 10^9/L of 2018-03-15, grade 4", or "Leukopenia since 2018-03-15, grade 3".</summary>
    public override string ToString()
    {
        var grade = Grade is null ? "not gradable" : $"grade {Grade}{(AtMost ? " at most" : "")}";
        var again =
            IsUndecided ? ": only a bound of the value is known"
            : IsUnusual ? ", unusual: look again"
            : "";
        return Value is null
            ? FormattableString.Invariant($"{Unit} since {Since}, {grade}")
            : FormattableString.Invariant($"{Code} {Value} {Unit} of {On:yyyy-MM-dd}, {grade}{again}");
    }
}

/// <summary>An adverse event that goes on.</summary>
/// <param name="Term">Its preferred term.</param>
/// <param name="Grade">Its worst grade so far.</param>
/// <param name="On">Its first day, as far as it is known.</param>
/// <param name="IsLung">Whether it is an inflammation of the lung.</param>
/// <param name="IsRelated">Whether the investigator sees a reasonable possibility that the treatment caused it.</param>
public sealed record OngoingEvent(string Term, int Grade, PartialDate On, bool IsLung, bool IsRelated = true)
{
    /// <summary>
    /// Whether it is a toxicity of the drug other than of lung and blood: what it did not cause is shown, and no reason to give
    /// less of it. An inflammation of the lung interrupts whatever its cause: the label asks to evaluate it.
    /// </summary>
    public bool IsOtherToxicity => IsRelated && !IsLung;

    /// <summary>In words: "Diarrhea since 2018-03-15, grade 3".</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Term} since {On}, grade {Grade}{(IsRelated ? "" : ", not related")}");
}
