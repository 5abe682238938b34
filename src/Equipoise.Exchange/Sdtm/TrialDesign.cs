using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>TA, TE, TI and TV: the design of the trial as the protocol has it.</summary>
/// <remarks>
/// Every arm is screening, the treatment of the arm, and follow-up. The criteria are those of the protocol under which the
/// trial was opened. A series of visits without a planned end is told as far as anybody has gone.
/// </remarks>
static class TrialDesign
{
    sealed record ArmElement(Arm Arm, TrialElement Element);

    sealed record PlannedVisit(double Number, string Name, int? Day, string StartRule);

    internal static Table Arms(string study, TrialProtocol protocol)
    {
        var elements = protocol.Arms.SelectMany(arm => Elements(arm, protocol).Select(element => new ArmElement(arm, element)));
        return Table.Of(
            "TA",
            "Trial Arms",
            [.. elements],
            ColumnOf<ArmElement>.Text("STUDYID", _ => study),
            ColumnOf<ArmElement>.Text("DOMAIN", _ => "TA"),
            ColumnOf<ArmElement>.Text("ARMCD", row => row.Arm.Id.ToUpperInvariant()),
            ColumnOf<ArmElement>.Text("ARM", row => row.Arm.Label),
            ColumnOf<ArmElement>.Number("TAETORD", row => row.Element.Order),
            ColumnOf<ArmElement>.Text("ETCD", row => row.Element.Code),
            ColumnOf<ArmElement>.Text("ELEMENT", row => row.Element.Name),
            ColumnOf<ArmElement>.Text(
                "TABRANCH",
                row => row.Element == TrialElement.Screening ? $"Allocated to {row.Arm.Label}" : null
            ),
            ColumnOf<ArmElement>.Text("TATRANS", _ => null),
            ColumnOf<ArmElement>.Text("EPOCH", row => row.Element.Epoch)
        );
    }

    internal static Table Elements(string study, TrialProtocol protocol) =>
        Table.Of(
            "TE",
            "Trial Elements",
            [.. protocol.Arms.SelectMany(arm => Elements(arm, protocol)).Distinct()],
            ColumnOf<TrialElement>.Text("STUDYID", _ => study),
            ColumnOf<TrialElement>.Text("DOMAIN", _ => "TE"),
            ColumnOf<TrialElement>.Text("ETCD", element => element.Code),
            ColumnOf<TrialElement>.Text("ELEMENT", element => element.Name),
            ColumnOf<TrialElement>.Text("TESTRL", element => element.Starts),
            ColumnOf<TrialElement>.Text("TEENRL", element => element.Ends)
        );

    internal static Table Criteria(string study, TrialProtocol protocol)
    {
        var names = CriterionVariables.Of(protocol);
        return Table.Of(
            "TI",
            "Trial Inclusion/Exclusion Criteria",
            protocol.Eligibility,
            ColumnOf<EligibilityCriterion>.Text("STUDYID", _ => study),
            ColumnOf<EligibilityCriterion>.Text("DOMAIN", _ => "TI"),
            ColumnOf<EligibilityCriterion>.Text("IETESTCD", criterion => names[criterion.Id]),
            ColumnOf<EligibilityCriterion>.Text("IETEST", criterion => criterion.Ask),
            ColumnOf<EligibilityCriterion>.Text("IECAT", CriteriaNotMet.Category),
            ColumnOf<EligibilityCriterion>.Text("TIRL", Rule),
            ColumnOf<EligibilityCriterion>.Text("TIVERS", _ => protocol.Trial.Version)
        );
    }

    internal static Table Visits(string study, VisitNumbers numbers, IReadOnlyList<Subject> subjects, bool atBaseline) =>
        Table.Of(
            "TV",
            "Trial Visits",
            [.. Visits(numbers, subjects, atBaseline)],
            ColumnOf<PlannedVisit>.Text("STUDYID", _ => study),
            ColumnOf<PlannedVisit>.Text("DOMAIN", _ => "TV"),
            ColumnOf<PlannedVisit>.Number("VISITNUM", visit => visit.Number),
            ColumnOf<PlannedVisit>.Text("VISIT", visit => visit.Name),
            ColumnOf<PlannedVisit>.Number("VISITDY", visit => visit.Day),
            // Blank: a visit is the same in every arm.
            ColumnOf<PlannedVisit>.Text("ARMCD", _ => null),
            ColumnOf<PlannedVisit>.Text("ARM", _ => null),
            ColumnOf<PlannedVisit>.Text("TVSTRL", visit => visit.StartRule)
        );

    static IEnumerable<TrialElement> Elements(Arm arm, TrialProtocol protocol) =>
        [TrialElement.Screening, TrialElement.Of(arm, protocol), TrialElement.FollowUp];

    static IEnumerable<PlannedVisit> Visits(VisitNumbers numbers, IReadOnlyList<Subject> subjects, bool atBaseline)
    {
        var reached = subjects
            .SelectMany(subject => subject.Visits.InOrder)
            .Where(visit => visit.IsPlanned)
            .GroupBy(visit => visit.Visit)
            .ToDictionary(same => same.Key, same => same.Max(visit => visit.Occurrence));
        var samples = subjects
            .SelectMany(subject => subject.Visits.InOrder)
            .Where(visit => visit.Visit == VisitNumbers.LaboratorySample)
            .Select(visit => visit.Occurrence)
            .Distinct()
            .Order();
        if (numbers.Plans.All(plan => plan.Id != FormVisits.Screening))
            yield return Visit(FormVisits.Screening, 1, null, "Informed consent");
        if (
            numbers.Plans.All(plan => plan.Id != FormVisits.Baseline)
            && (atBaseline || reached.ContainsKey(FormVisits.Baseline))
        )
            yield return Visit(FormVisits.Baseline, 1, null, "Before the first dose of study treatment");
        foreach (var plan in numbers.Plans)
            foreach (var (occurrence, day) in Series(plan.Id, plan.FirstDay, plan.Every))
                yield return Visit(plan.Id, occurrence, day, Rule(day, plan.Window));
        if (numbers.Tumor is { } tumor)
            foreach (
                var (occurrence, day) in Series(VisitNumbers.TumorAssessment, 1 + tumor.Every.WholeDays, tumor.Every)
            )
                yield return Visit(VisitNumbers.TumorAssessment, occurrence, day, Rule(day, tumor.Window));
        foreach (var day in samples)
            yield return Visit(
                VisitNumbers.LaboratorySample,
                day,
                day,
                $"On {VisitNumbers.InCycles(day)}, counted from the first dose"
            );

        IEnumerable<(int Occurrence, int Day)> Series(string visit, int first, Duration? every) =>
            Enumerable
                .Range(1, every is null ? 1 : Math.Max(1, reached.GetValueOrDefault(visit)))
                .Select(occurrence => (occurrence, first + (occurrence - 1) * (every?.WholeDays ?? 0)));

        PlannedVisit Visit(string visit, int occurrence, int? day, string rule) =>
            new(numbers.Number(visit, occurrence), numbers.Name(visit, occurrence), day, rule);
    }

    static string Rule(int day, Duration window) =>
        window.WholeDays == 0
            ? $"Day {day}, the day of randomization being day 1"
            : $"Day {day}, {window} either side, the day of randomization being day 1";

    /// <summary>TIRL: when the criterion is met, in words that a program can follow.</summary>
    static string Rule(EligibilityCriterion criterion)
    {
        var unit = criterion.Unit is null ? "" : $" {criterion.Unit}";
        var rule = criterion.Rule switch
        {
            EligibilityRule.Is { Expected: var expected } => expected ? "yes" : "no",
            EligibilityRule.Between { Low: var low, High: var high } => $"between {Number(low)} and {Number(high)}{unit}",
            EligibilityRule.AtLeast { Low: var low } => $"at least {Number(low)}{unit}",
            EligibilityRule.AtMost { High: var high } => $"at most {Number(high)}{unit}",
            EligibilityRule.OneOf { Choices: var choices } => $"one of {string.Join(", ", choices)}",
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion.Rule, "No words are known for it."),
        };
        return criterion.Within is { } within ? $"{rule}, within {within} before randomization" : rule;
    }

    static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
