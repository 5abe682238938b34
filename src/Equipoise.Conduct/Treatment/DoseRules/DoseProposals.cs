using Equipoise.Protocol;

namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>What a table of dose rules proposes on known facts. Pure; it proposes and never changes a dose.</summary>
/// <remarks>
/// While the drug is given, the gravest step of the rules that apply counts. While it is withheld, the rules for which it was
/// withheld count too: it waits until the gravest of them is recovered from, and comes back at the next lower dose if one of
/// them says so. Where no lower dose is left, it stops. A rule of judgement decides nothing: what it would do is shown beside
/// the proposal. A count of which only a bound is known, of several grades, is asked for again the same day.
/// </remarks>
public static class DoseProposals
{
    /// <summary>What is proposed.</summary>
    public static DoseProposal Of(DoseFacts facts, DoseRuleTable table)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(table);
        var now = table.Rules.Where(rule => Applies(rule, facts, table)).ToList();
        // What the label leaves open about a grave count only fills the gap between the rules that name their day.
        if (now.Exists(rule => rule is { About: RuleSubject.BloodCount, Judgement: false, Grades.First: >= 3 }))
            now.RemoveAll(rule => rule is { About: RuleSubject.BloodCount, Judgement: true, Step: DoseStep.Continue });
        return facts.WithheldSince is null ? WhileGiven(facts, table, now) : WhileWithheld(facts, table, now);
    }

    static DoseProposal WhileGiven(DoseFacts facts, DoseRuleTable table, List<DoseRule> now)
    {
        var binding = now.Where(rule => !rule.Judgement).ToList();
        var step = binding.Select(rule => rule.Step).DefaultIfEmpty(DoseStep.Continue).Max();
        var lower = NextLower(facts);
        if (
            step == DoseStep.Withhold
            && lower is null
            && binding.Exists(rule => rule is { Step: DoseStep.Withhold, Lower: true })
        )
            return Stopped(facts, now, table.LowestDose);
        if (step == DoseStep.Reduce)
        {
            var wanted = AtMost(facts, binding.Min(rule => rule.Dose) ?? lower ?? Current(facts).Amount);
            var next = wanted < Current(facts).Amount ? DoseStep.Reduce : DoseStep.Continue;
            return Proposal(facts, next, wanted, null, null, now);
        }
        return step switch
        {
            DoseStep.Stop => Stopped(facts, now, null),
            DoseStep.Withhold => Proposal(facts, step, Current(facts).Amount, Recheck(facts, now), Considered(facts, now), now),
            _ => Proposal(facts, DoseStep.Continue, Current(facts).Amount, Recheck(facts, now), null, now),
        };
    }

    static DoseProposal WhileWithheld(DoseFacts facts, DoseRuleTable table, List<DoseRule> now)
    {
        List<DoseRule> all = [.. now.Concat(facts.Pending).Distinct()];
        var binding = all.Where(rule => !rule.Judgement).ToList();
        var comesBackLower = binding.Exists(rule => rule is { Step: DoseStep.Withhold, Lower: true });
        var lower = NextLower(facts);
        if (now.Exists(rule => rule.Step == DoseStep.Stop))
            return Stopped(facts, now, null);
        if (comesBackLower && lower is null)
            return Stopped(facts, all, table.LowestDose);
        if (!IsRecovered(facts, binding))
        {
            var again = facts.On.AddDays(DoseFacts.CountsFor);
            return Proposal(facts, DoseStep.Withhold, Current(facts).Amount, again, Considered(facts, all), all);
        }
        // What applied while it was withheld explains the dose at which it comes back.
        var most = binding.Min(rule => rule.Dose) ?? double.MaxValue;
        var level = AtMost(facts, comesBackLower ? Math.Min(lower!.Value, most) : most);
        return level < Current(facts).Amount
            ? Proposal(facts, DoseStep.Reduce, level, null, null, all)
            : Proposal(facts, DoseStep.Resume, level, null, Considered(facts, all), all);
    }

    static bool Applies(DoseRule rule, DoseFacts facts, DoseRuleTable table) =>
        rule.About switch
        {
            RuleSubject.NoBloodCount => facts.WithheldSince is null
                && rule.Days.Holds(facts.Day)
                && rule.Cycles.Holds(facts.Cycle)
                && (rule.Grades == Span.All || (facts.LatestOfCycle?.Grade is { } last && rule.Grades.Holds(last)))
                && (
                    facts.Counts.Any(count => count.IsUndecided)
                    || !facts.Counts.Any(count =>
                        count.Grade is not null && count.Code == table.BloodCounts[0] && IsOf(rule, count, facts)
                    )
                ),
            RuleSubject.BloodCount => rule.Days.Holds(facts.Day)
                && rule.Cycles.Holds(facts.Cycle)
                && Worst(rule, facts) is { } grade
                && rule.Grades.Holds(grade)
                && Comes(rule.With, facts),
            RuleSubject.Recovery => facts.WithheldSince is { } since
                && rule.Days.Holds(facts.On.DayNumber - since.DayNumber)
                && facts.Pending.Any(pending => pending.About == RuleSubject.BloodCount && pending.Grades == rule.Grades),
            RuleSubject.OtherToxicity => rule.Grades.Holds(WorstOf(facts, item => item.IsOtherToxicity))
                && Comes(rule.With, facts),
            RuleSubject.Lung => rule.Grades.Holds(WorstOf(facts, item => item.IsLung)),
            RuleSubject.StrongInhibitor => facts.Answers.StrongInhibitor,
            RuleSubject.SevereLiverImpairment => facts.Answers.ChildPughC,
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.About, "No such rule is known."),
        };

    /// <summary>
    /// Whether a count is one of the days that a rule names: on day 15 one of day 8 is not asked for, and none of day 15.
    /// </summary>
    static bool IsOf(DoseRule rule, BloodCount count, DoseFacts facts) =>
        rule.Days.First <= 1 || count.On >= facts.On.AddDays(rule.Days.First - facts.Day);

    static bool Comes(Accompaniment with, DoseFacts facts) =>
        with switch
        {
            Accompaniment.FeverOrInfection => facts.Answers.FeverOrInfection is true,
            Accompaniment.Persistence => facts.Answers.PersistsDespiteTreatment is true,
            Accompaniment.Recurrence => facts.Recurrent,
            _ => true,
        };

    static int WorstOf(DoseFacts facts, Func<OngoingEvent, bool> kind) =>
        facts.Events.Where(kind).Select(item => item.Grade).DefaultIfEmpty().Max();

    static int? Worst(DoseRule rule, DoseFacts facts) =>
        facts.Counts.Where(count => rule.Tests.Count == 0 || rule.Tests.Contains(count.Code)).Max(count => count.Grade);

    /// <summary>
    /// Whether nothing that the drug waits for is left. A blood count must be newer than the day on which it was withheld.
    /// </summary>
    static bool IsRecovered(DoseFacts facts, List<DoseRule> rules)
    {
        var since = facts.WithheldSince!.Value;
        foreach (var rule in rules.Where(rule => rule.Step == DoseStep.Withhold))
        {
            var recovered = rule.About switch
            {
                RuleSubject.BloodCount => HasRecovered(rule, facts, since),
                RuleSubject.NoBloodCount => facts.Counts.Any(count => count.Grade is not null),
                RuleSubject.OtherToxicity => facts.Events.All(item => !item.IsOtherToxicity || item.Grade <= rule.Until)
                    || facts.Answers.RemainingGrade <= rule.Until
                    || facts.Answers is { RemainingGrade: 2, RemainsARisk: false },
                RuleSubject.Lung => !facts.Events.Any(item => item.IsLung),
                _ => true,
            };
            if (!recovered)
                return false;
        }
        return true;
    }

    /// <summary>
    /// A new count, and none that is still bad. One that an adverse event tells is over with it, or when the investigator
    /// says so.
    /// </summary>
    static bool HasRecovered(DoseRule rule, DoseFacts facts, DateOnly since)
    {
        var isOver = facts.Answers.RemainingGrade <= rule.Until;
        var isLookedAt = facts.Counts.Any(count =>
            count.On > since && (rule.Tests.Count == 0 || rule.Tests.Contains(count.Code))
        );
        return (isOver || isLookedAt) && facts.Counts.All(count => count.Grade <= rule.Until || (count.Value is null && isOver));
    }

    static DateOnly? Recheck(DoseFacts facts, List<DoseRule> rules) =>
        rules
            .Select(rule => rule.Recheck)
            .OfType<Recheck>()
            .Select(recheck => (DateOnly?)facts.On.AddDays(recheck.Within ?? Math.Max(recheck.CycleDay!.Value - facts.Day, 0)))
            .Min();

    static double? Considered(DoseFacts facts, List<DoseRule> rules) =>
        rules.Exists(rule => rule is { Judgement: true, Lower: true }) ? NextLower(facts) : null;

    static Dose Current(DoseFacts facts) => facts.Doses[facts.Level];

    static double? NextLower(DoseFacts facts) => facts.Level + 1 < facts.Doses.Count ? facts.Doses[facts.Level + 1].Amount : null;

    /// <summary>The highest level that is not above; the lowest where all are.</summary>
    static double AtMost(DoseFacts facts, double amount) =>
        facts
            .Doses.Skip(facts.Level)
            .Where(dose => dose.Amount <= amount)
            .Select(dose => dose.Amount)
            .FirstOrDefault(facts.Doses[^1].Amount);

    static DoseProposal Stopped(DoseFacts facts, List<DoseRule> rules, string? lowest)
    {
        var proposal = Proposal(facts, DoseStep.Stop, null, null, null, rules);
        return lowest is null
            ? proposal
            : proposal with
            {
                Rules = [new AppliedRule("lowest-dose", lowest, "table 1", false), .. proposal.Rules],
            };
    }

    static DoseProposal Proposal(
        DoseFacts facts,
        DoseStep step,
        double? level,
        DateOnly? recheck,
        double? consider,
        IEnumerable<DoseRule> rules
    ) =>
        new(
            step,
            level,
            facts.Doses[0].Unit,
            facts.Counts.Any(count => count.IsUndecided) && step != DoseStep.Stop ? facts.On : recheck,
            consider,
            [
                .. rules
                    .OrderBy(rule => rule.Judgement)
                    .ThenByDescending(rule => rule.Step)
                    .ThenByDescending(rule => rule.Lower)
                    .Select(rule => new AppliedRule(rule.Id, rule.Says, rule.From, rule.Judgement)),
            ],
            [
                .. facts.Counts.Select(count => count.ToString()),
                .. facts.Events.Select(item => item.ToString()),
                .. facts.Doubts,
            ]
        );
}
