using System.Globalization;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Reporting.Quoting;

/// <summary>
/// What the protocol states with a number in it, as a name for a sentence: "12 weeks", "4, 6 or 8". Each takes the thing of the
/// protocol and not a text, so that a sentence can say no number that was not promised.
/// </summary>
static class Stated
{
    /// <summary>A length of time: "12 weeks".</summary>
    public static Name Time(Duration time) => new($"{time}", NameKind.Measure, "time");

    /// <summary>A day of the calendar: "June 21, 2017".</summary>
    public static Name Day(DateOnly day) => Named(day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture), "day");

    /// <summary>The allocation ratio of these arms, in this order: "1:1".</summary>
    public static Name Ratio(IEnumerable<Arm> arms) => Named(string.Join(":", arms.Select(arm => arm.Ratio)), "allocation ratio");

    /// <summary>A dose: "125 mg".</summary>
    public static Name Dose(Dose dose) => new($"{dose}", NameKind.Measure, "dose");

    /// <summary>Days of a cycle: "day 1", "days 1 to 21".</summary>
    public static Name Days(CycleDays days) =>
        Named(days.First == days.Last ? $"day {days.First}" : $"days {days.First} to {days.Last}", "days of a cycle");

    /// <summary>When blood is taken: "on day 15 of cycles 1 to 2".</summary>
    public static Name When(LaboratoryTiming timing) =>
        Named(
            $"on day {timing.CycleDay} of "
                + timing switch
                {
                    { FirstCycle: 1, LastCycle: null } => "each cycle",
                    { LastCycle: null } => $"each cycle from {timing.FirstCycle} on",
                    { LastCycle: { } last } when last == timing.FirstCycle => $"cycle {last}",
                    _ => $"cycles {timing.FirstCycle} to {timing.LastCycle}",
                },
            "days of blood tests"
        );

    /// <summary>When a visit is planned: "day 1, then every 28 days, within 3 days of each, while on treatment".</summary>
    public static Name When(VisitPlan visit) =>
        Named(
            $"day {visit.FirstDay}"
                + (visit.Every is { } every ? $", then every {every}" : "")
                + (visit.Window.Amount > 0 ? $", within {visit.Window} of the planned day" : "")
                + (
                    visit.Every is null ? ""
                    : visit.During == VisitPeriod.Treatment ? ", while on treatment"
                    : ", until death or withdrawal"
                ),
            $"visit {visit.Id}"
        );

    /// <summary>Which occurrences of a visit: "every 3rd from the 4th on".</summary>
    public static Name Occurrences(FormTiming timing)
    {
        var step = timing.Step == 1 ? "" : $"every {Ordinal(timing.Step)} ";
        return Named(
            timing switch
            {
                { Last: { } last } when last == timing.First => $"the {Ordinal(last)}",
                { Last: { } last } => $"{step}from the {Ordinal(timing.First)} to the {Ordinal(last)}",
                { First: 1 } => step.TrimEnd(),
                _ => $"{step}from the {Ordinal(timing.First)} on",
            },
            $"occurrences of {timing.Visit}"
        );
    }

    /// <summary>A form by its printed name.</summary>
    public static Name Form(FormDefinition form) => Named(form.Label, $"form {form.Id}");

    static string Ordinal(int number) =>
        (number % 100 is >= 11 and <= 13 ? 0 : number % 10) switch
        {
            1 => $"{number}st",
            2 => $"{number}nd",
            3 => $"{number}rd",
            _ => $"{number}th",
        };

    /// <summary>The sizes of blocks: "4, 6 or 8".</summary>
    public static Name Sizes(RandomizationMethod.PermutedBlocks blocks) =>
        Named(Series([.. blocks.Sizes.Select(size => $"{size}")], "or"), "block sizes");

    /// <summary>The probability of the preferred arm: "85%".</summary>
    public static Name Probability(RandomizationMethod.Minimization method) => Named(Percent(method.Probability), "probability");

    /// <summary>The weight of a factor.</summary>
    public static Name Weight(double weight) => Named(Number(weight), "weight");

    /// <summary>The most participants that may be randomized.</summary>
    public static Name Limit(RandomizationPlan plan) => Named($"{plan.AtMost}", "limit of participants");

    /// <summary>The levels of a factor of randomization: "aromatase inhibitor, fulvestrant".</summary>
    public static Name Levels(StratificationFactor factor) =>
        Named(string.Join(", ", factor.Levels.Select(level => level.Name)), $"levels of {factor.Id}");

    /// <summary>A criterion with its rule: "Hemoglobin: at least 10 g/dL".</summary>
    public static Name Criterion(EligibilityCriterion criterion)
    {
        var ask = criterion.Ask.TrimEnd('?', '.', ' ');
        // A unit that begins with a number is one to multiply by: 1 × 10^9/L.
        var unit =
            criterion.Unit is not { Length: > 0 } written ? ""
            : char.IsDigit(written[0]) ? $" \u00D7 {written}"
            : $" {written}";
        return Named(
            criterion.Rule switch
            {
                EligibilityRule.Is(true) => ask,
                EligibilityRule.Is => $"{ask}: no",
                EligibilityRule.Between(var low, var high) => $"{ask}: {Number(low)} to {Number(high)}{unit}",
                EligibilityRule.AtLeast(var low) => $"{ask}: at least {Number(low)}{unit}",
                EligibilityRule.AtMost(var high) => $"{ask}: at most {Number(high)}{unit}",
                EligibilityRule.OneOf(var choices) => $"{ask}: {Series(choices, "or")}",
                _ => $"{ask}: {criterion.Rule}",
            },
            $"criterion {criterion.Id}"
        );
    }

    /// <summary>The times at which survival is quoted: "12, 24 and 36 months".</summary>
    public static Name Landmarks(TimeToEventPlan plan)
    {
        var times = plan.Landmarks.Select(time => $"{time}".Split(' ')).ToArray();
        return Named(
            times.Select(time => time[1]).Distinct().Count() == 1
                ? $"{Series([.. times.Select(time => time[0])], "and")} {times[0][1]}"
                : Series([.. plan.Landmarks.Select(time => $"{time}")], "and"),
            $"landmarks of {plan.EndpointId}"
        );
    }

    /// <summary>How tied times are treated: "Efron's method".</summary>
    public static Name Ties(TimeToEventPlan plan) => Named(plan.TiesInWords, $"ties of {plan.EndpointId}");

    /// <summary>The level of the intervals of tumor responses: "95%".</summary>
    public static Name Confidence(ResponsePlan plan) => Named(Percent(plan.Confidence), "confidence of responses");

    /// <summary>On which scale the intervals of curves are symmetric: "log-log scale".</summary>
    public static Name Scale(TimeToEventPlan plan) => Named(plan.CurvesInWords, $"scale of {plan.EndpointId}");

    /// <summary>The share of participants from which on an adverse event is listed: "5%".</summary>
    public static Name Threshold(SafetyPlan plan) => Named(Percent(plan.TermThreshold), "threshold of terms");

    /// <summary>The level of the intervals of harms: "95%".</summary>
    public static Name Confidence(SafetyPlan plan) => Named(Percent(plan.Confidence), "confidence of harms");

    /// <summary>How the limits of risk differences are made: "Newcombe (method 10)".</summary>
    public static Name Difference(SafetyPlan plan) => Named(plan.DifferenceInWords, "limits of risk differences");

    /// <summary>How the limits of rates are made: "exact (Garwood)".</summary>
    public static Name Rates(SafetyPlan plan) => Named(plan.RatesInWords, "limits of rates");

    /// <summary>The margin of a hazard ratio.</summary>
    public static Name Margin(DesignAssumptions design) => Named(Number(design.Margin), "margin");

    /// <summary>How many participants the design plans.</summary>
    public static Name Participants(DesignAssumptions design) => Named($"{design.Accrual.Participants}", "planned participants");

    /// <summary>The power that the design asks for: "90%".</summary>
    public static Name Power(DesignAssumptions design) => Named(Percent(design.Power), "power");

    /// <summary>The hazard ratio that the design assumes: "0.667".</summary>
    public static Name Effect(DesignAssumptions design) => Named(design.Effect, "assumed hazard ratio");

    /// <summary>The one-sided type I error of the trial.</summary>
    public static Name Alpha(DesignAssumptions design) =>
        Named(Percent(design.Split?.OneSidedAlpha ?? design.OneSidedAlpha), "one-sided alpha");

    /// <summary>The one-sided type I error with which one of several endpoints starts.</summary>
    public static Name Alpha(SplitEndpoint endpoint) => Named(Percent(endpoint.InitialAlpha), $"alpha of {endpoint.Id}");

    /// <summary>When the data are cut: "at 257 events".</summary>
    public static Name Cutoff(DataCutoff cutoff) => Named(cutoff.InWords, "data cutoff of the design");

    /// <summary>Who judges tumors.</summary>
    public static Name Judge(TumorAssessmentPlan plan) =>
        Named(plan.By == "investigator" ? "the investigator" : plan.By, "who judges tumors");

    /// <summary>By which criteria.</summary>
    public static Name Criteria(TumorAssessmentPlan plan) => Named(plan.Criteria, "criteria of tumors");

    /// <summary>The dictionary of grades: "CTCAE 4.03".</summary>
    public static Name Dictionary(AdverseEventPlan plan) => Named(plan.Dictionary, "grades of adverse events");

    /// <summary>The table of rules by which a dose is held and reduced.</summary>
    public static Name DoseRules(Treatment treatment) => Named(treatment.DoseRules, $"dose rules of {treatment.Id}");

    /// <summary>The alternatives of a treatment: "aromatase inhibitor or fulvestrant".</summary>
    public static Name Choice(Treatment treatment) => Named(Series(treatment.Choice, "or"), $"choice of {treatment.Id}");

    /// <summary>A laboratory test.</summary>
    public static Name Test(LaboratoryTest test) => Named(test.Id, $"laboratory test {test.Id}");

    /// <summary>What may be the event of an endpoint.</summary>
    public static Name Event(EndpointEvent happening) =>
        Named(happening is EndpointEvent.Death ? "death of any cause" : $"{happening}", "event");

    /// <summary>Who is masked.</summary>
    public static Name Party(MaskedParty party) => Named(party.Words, "masked party");

    /// <summary>How many of the parties are masked: "double blind".</summary>
    public static Name Level(BlindingLevel level) => Named(level.Words, "masking");

    /// <summary>The version that was amended.</summary>
    public static Name Version(ProtocolAmendment amendment) => Named(amendment.OfVersion, "amended version");

    /// <summary>What an amendment changes, a sentence each.</summary>
    public static IEnumerable<Name> Changes(ProtocolAmendment amendment) =>
        amendment.Changes.Select(change => Named(change, "change of the protocol"));

    static Name Named(string? text, string asked) => new(text, NameKind.Name, asked);

    static string Series(IReadOnlyList<string> items, string last) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} {last} {items[^1]}";

    static string Number(double value) => ((decimal)value).ToString("0.############", CultureInfo.InvariantCulture);

    static string Percent(double share) => $"{Number((double)(100 * (decimal)share))}%";
}
