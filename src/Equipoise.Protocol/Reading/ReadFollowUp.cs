using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>follow up:</c> what is seen after randomization, and how often.</summary>
static class ReadFollowUp
{
    const int LongestId = 40;

    static readonly Meanings<VisitPeriod> periods = new()
    {
        ["in the study"] = VisitPeriod.Study,
        ["on treatment"] = VisitPeriod.Treatment,
    };

    static readonly Meanings<ResponseDating> datings = new()
    {
        ["first image of progression, else last image"] = ResponseDating.ProgressionFirst,
        ["first image"] = ResponseDating.FirstImage,
        ["last image"] = ResponseDating.LastImage,
    };

    public static FollowUpPlan? From(YamlCursor part) =>
        part.Fields(fields =>
        {
            IReadOnlyList<LaboratoryFileLayout> files = [];
            return new FollowUpPlan(
                fields.Optional("tumor assessment") is { IsPresent: true } tumor ? Tumor(tumor) : null,
                fields.Optional("laboratory") is { IsPresent: true } laboratory ? ReadLaboratory.From(laboratory, out files) : [],
                fields.Optional("visits") is { IsPresent: true } visits ? visits.Each(Visit) : [],
                fields.Optional("adverse events") is { IsPresent: true } adverse ? AdverseEvents(adverse) : null
            )
            {
                LaboratoryFiles = files,
            };
        });

    static TumorAssessmentPlan? Tumor(YamlCursor part) =>
        part.Fields(fields =>
        {
            var every = Interval(fields.Required("every", "the planned interval, such as 12 weeks"), "12 weeks");
            var windowAt = fields.Required("window", "how far from its day it may lie, such as 7 days");
            var by = fields.Required("by", "investigator or central review").OneOf("investigator", "central review");
            return new TumorAssessmentPlan(
                every ?? default,
                Window(windowAt, every),
                by ?? "",
                fields.Required("criteria", "RECIST 1.1").Text() ?? ""
            )
            {
                Within = Within(fields.Optional("images within"), every),
                Dating = fields.Optional("dated by").OneOf(datings) ?? ResponseDating.ProgressionFirst,
            };
        });

    /// <summary>The images of one assessment: so many days that they reach the next one would make two assessments one.</summary>
    static Duration? Within(YamlCursor at, Duration? every)
    {
        if (!at.IsPresent || at.DurationOrNone("7 days") is not { } within)
            return null;
        if (every is { } interval && within.Days >= interval.Days)
            at.Report($"{within} reach from one assessment to the next, after {interval}", "write less than the interval");
        return within;
    }

    static VisitPlan? Visit(string id, YamlCursor at)
    {
        at.CheckId(id, LongestId, "VISIT");
        return at.Fields(fields =>
        {
            var label = fields.Required("label", "the printed name of the visit").Text() ?? "";
            var first = fields.Required("first", "the planned day, such as day 1");
            var every = Interval(fields.Optional("every"), "28 days");
            var window = Window(fields.Required("window", "how far from its day it may lie, such as 3 days"), every);
            return new VisitPlan(
                id,
                label,
                Day(first),
                every,
                window,
                fields.Optional("while").OneOf(periods) ?? VisitPeriod.Study
            );
        });
    }

    static int Day(YamlCursor at)
    {
        const string wanted = "a day counted from randomization, such as day 1";
        if (at.Words(wanted) is not { } words)
            return 1;
        if (words is ["day", var number] && Scalars.ParseInteger(number) is >= 1 and var day)
            return day;
        at.Reject(string.Join(' ', words), wanted);
        return 1;
    }

    // Visits are on days: a shorter interval would make the next the same one, without end.
    static Duration? Interval(YamlCursor at, string example)
    {
        var interval = at.Duration(example);
        if (interval is { Days: < 1 })
            at.Report($"an interval of {interval} is less than a day", $"write a day or more, such as {example}");
        return interval;
    }

    static Duration Window(YamlCursor at, Duration? every)
    {
        if (at.DurationOrNone("7 days") is not { } window)
            return default;
        if (every is { } interval && 2 * window.Days >= interval.Days)
            at.Report($"{window} either side overlap with an interval of {interval}", "write less than half the interval");
        return window;
    }

    static AdverseEventPlan? AdverseEvents(YamlCursor part) =>
        part.Fields(fields =>
        {
            var grade = fields
                .Required("grade", "the dictionary of grades, such as CTCAE 4.03")
                .OneOf([.. CtcaeVersions.Names]) ?? "";
            return new AdverseEventPlan(grade, Until(fields.Required("until", "30 days after last dose")));
        });

    static Duration Until(YamlCursor at)
    {
        const string wanted = "a time after the last dose, such as 30 days after last dose";
        if (at.Words(wanted) is not { } words)
            return default;
        if (
            words is [var amount, var unit, "after", "last", "dose"]
            && Scalars.ParseNumber(amount) is >= 0 and var number
            && Quantities.ParseUnit(unit) is { } known
        )
            return new Duration(number, known);
        at.Reject(string.Join(' ', words), wanted);
        return default;
    }
}
