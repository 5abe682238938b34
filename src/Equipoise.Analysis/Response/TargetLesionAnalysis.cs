using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Response;

/// <summary>
/// How the sum of target diameters changed from baseline: in each arm the best change of those with measurable disease, and the
/// change as time goes on.
/// </summary>
static class TargetLesionAnalysis
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } =
        new((trial, catalog) => trial.TargetLesions is { } data ? [Of(trial, data, catalog)] : [], Conventions);

    // PCHG is a quotient of binary numbers: what is 30 to so many digits is 30.
    const int DigitsOfChange = 9;

    static readonly (string Id, string Label, Func<double, bool> Holds)[] bands =
    [
        ("grew-20", "Grew by 20% or more", change => change >= 20),
        ("grew", "Grew by less than 20%", change => change is > 0 and < 20),
        ("same", "Unchanged", change => change == 0),
        ("shrank", "Shrank by less than 30%", change => change is < 0 and > -30),
        ("shrank-30", "Shrank by 30% to less than 100%", change => change is <= -30 and > -100),
        ("shrank-100", "Shrank by 100%", change => change <= -100),
    ];

    static NamedAnalysis Of(TrialData trial, TargetLesionData data, GroupCatalog catalog)
    {
        var of = new TargetLesionResults();
        var results = new ResultCollector(
            catalog,
            of.Id,
            "Change of target lesions from baseline",
            "Count and median",
            "ADTR",
            "PCHG",
            AnalysisSets.FullId
        );
        var ticks = Ticks(data);
        foreach (var arm in trial.Protocol.Arms)
        {
            catalog.Arm(arm);
            TargetLesionCourse[] all = [.. data.Of.Where(course => course.Who.Planned == arm)];
            TargetLesionCourse[] assessed = [.. all.Where(IsDrawn)];
            double[] best = [.. assessed.Select(course => Rounded(course.Best!.Value))];
            var summary = Descriptive.Of(assessed.Select(course => course.Best!.Value));
            results.Count(of.Participants(arm.Id), all.Length);
            results.Count(of.Measurable(arm.Id), all.Count(course => course.IsMeasurable));
            results.Count(of.Assessed(arm.Id), assessed.Length);
            results.Count(of.NotAssessed(arm.Id), all.Count(course => course.IsMeasurable && course.Best is null));
            foreach (var (id, label, holds) in bands)
            {
                var band = catalog.Group(By.Category, id, label).Group;
                results.Count(of.Within(arm.Id, band), best.Count(holds));
                results.Percent(of.WithinPercent(arm.Id, band), best.Count(holds), best.Length);
            }
            results.Count(of.MoreThanDoubled(arm.Id), best.Count(change => change > 100));
            Add(of.Median(arm.Id), summary.Median);
            Add(of.Smallest(arm.Id), summary.Minimum);
            Add(of.Largest(arm.Id), summary.Maximum);
            if (data.KnowsProgression)
                results.Count(of.Progressed(arm.Id), assessed.Count(course => course.ProgressedOn is not null));
            foreach (var tick in ticks)
            {
                var time = catalog.Time(tick, TimeUnit.Month).Group;
                double[] there =
                [
                    .. assessed.Where(course => Months(course.Seen[^1].Day) >= tick).Select(course => At(course, tick)),
                ];
                results.Count(of.StillAssessed(arm.Id, time), there.Length);
                Add(of.MedianAt(arm.Id, time), Descriptive.Of(there).Median);
            }
        }
        return results.Done();

        void Add(ResultRef at, double? change) => results.Add(at, change, Format.Fixed(change, 1));
    }

    /// <summary>The courses that figures draw.</summary>
    public static LesionCourses? Courses(TrialData trial)
    {
        if (trial.TargetLesions is not { } data)
            return null;
        var best = trial.Responses?.Of.ToDictionary(one => one.Who.Id, one => one.Category, StringComparer.Ordinal);
        return new(
            Origin(data),
            Ticks(data),
            [
                .. data
                    .Of.Where(IsDrawn)
                    .Select(course => new LesionCourse(
                        course.Who.Planned!.Id,
                        best?.GetValueOrDefault(course.Who.Id),
                        [.. course.Seen.Select(seen => new LesionPoint(Months(seen.Day), seen.Percent))],
                        course.ProgressedOn is { } day ? Months(day) : null
                    )),
            ]
        );
    }

    static string Origin(TargetLesionData data) => data.SinceRandomization ? "randomization" : "day 1 of ADY";

    static bool IsDrawn(TargetLesionCourse course) => course.IsMeasurable && course.Best is not null;

    static double Months(int days) => days / Duration.DaysPerMonth;

    static double Rounded(double change) => Math.Round(change, DigitsOfChange);

    static IReadOnlyList<double> Ticks(TargetLesionData data) =>
        TimeAxis.Ticks(
            Months(data.Of.Where(IsDrawn).Select(course => course.Seen[^1].Day).DefaultIfEmpty(0).Max()),
            TimeUnit.Month
        );

    /// <summary>The change that was last seen: none before the first assessment.</summary>
    static double At(TargetLesionCourse course, double time) =>
        course.Seen.LastOrDefault(seen => Months(seen.Day) <= time).Percent;

    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.TargetLesions is not { } data)
            yield break;
        var (plan, of) = (data.Plan, new TargetLesionResults().Id);
        yield return new(
            "targetLesions.change",
            of,
            $"Change is PCHG of ADTR, as given, of {plan.Sum}"
                + (data.Label.Length > 0 ? $" ({data.Label})" : "")
                + ": the percent change of the sum of target diameters from baseline. Of records flagged ANL01FL those with Y, "
                + "and none that repeats another (DTYPE)."
        );
        yield return new("targetLesions.counted", of, Counted(data));
        yield return new(
            "targetLesions.measurable",
            of,
            "Drawn are those with measurable disease at baseline, which is "
                + (plan.Measurable is { } flag ? $"{flag} of ADSL" : "a sum above 0")
                + ", and an assessment after it; the others are counted."
        );
        yield return new(
            "targetLesions.best",
            of,
            "Best change is the smallest: the deepest shrinkage, or the least growth of who never shrank. "
                + Descriptive.QuartileRule
        );
        yield return new(
            "targetLesions.references",
            of,
            "The lines at +20% and -30% are for reference. RECIST 1.1 calls a sum 30% below baseline a partial response, but "
                + "measures progression, 20% and 5 mm or more, from the smallest sum and not from baseline; new lesions, and "
                + "lesions that are no targets, do not show."
        );
        yield return new(
            "targetLesions.time",
            of,
            $"Time counts from {Origin(data)} in months of "
                + $"{Format.Exact(Duration.DaysPerMonth)} days. The median at a time is of those who were assessed then or "
                + "later, each with the change seen last, which is none before the first assessment."
        );
    }

    static string Counted(TargetLesionData data) =>
        data.Plan.Assessments == CountedAssessments.All ? "All assessments after baseline count."
        : (data.KnowsProgression, data.KnowsTherapy) switch
        {
            (true, true) => $"Assessments count up to progression (the first PD of {data.Plan.OverallResponse} in ADRS) and to "
                + "the start of a new anticancer therapy (NACTDT of ADSL).",
            (true, false) => $"Assessments count up to progression, the first PD of {data.Plan.OverallResponse} in ADRS; the "
                + "data do not date new anticancer therapies.",
            (false, true) => "Assessments count up to the start of a new anticancer therapy (NACTDT of ADSL); ADRS has no "
                + $"{data.Plan.OverallResponse}, and those after progression count too.",
            _ => $"All assessments after baseline count: ADRS has no {data.Plan.OverallResponse}, and the data do not date new "
                + "anticancer therapies.",
        };
}

/// <summary>How target lesions changed from baseline.</summary>
public sealed record TargetLesionResults() : AnalysisResults("TargetLesions.Change")
{
    /// <summary>How many are in an arm.</summary>
    public ResultRef Participants(string arm) => At("participants", new ResultGroup(By.Arm, arm));

    /// <summary>How many of them have measurable disease at baseline.</summary>
    public ResultRef Measurable(string arm) => At("measurable", new ResultGroup(By.Arm, arm));

    /// <summary>How many of those have an assessment that counts.</summary>
    public ResultRef Assessed(string arm) => At("assessed", new ResultGroup(By.Arm, arm));

    /// <summary>How many of those have none.</summary>
    public ResultRef NotAssessed(string arm) => At("notAssessed", new ResultGroup(By.Arm, arm));

    /// <summary>How many of those assessed have a best change of that size.</summary>
    public ResultRef Within(string arm, string band) => At("within", new ResultGroup(By.Arm, arm), new(By.Category, band));

    /// <summary>Their percentage.</summary>
    public ResultRef WithinPercent(string arm, string band) =>
        At("percent", new ResultGroup(By.Arm, arm), new(By.Category, band));

    /// <summary>How many of those assessed have a sum that at its best was more than twice that of baseline.</summary>
    public ResultRef MoreThanDoubled(string arm) => At("moreThanDoubled", new ResultGroup(By.Arm, arm));

    /// <summary>The median best change, in percent of baseline.</summary>
    public ResultRef Median(string arm) => At("median", new ResultGroup(By.Arm, arm));

    /// <summary>The best change of who shrank most.</summary>
    public ResultRef Smallest(string arm) => At("minimum", new ResultGroup(By.Arm, arm));

    /// <summary>The best change of who grew most.</summary>
    public ResultRef Largest(string arm) => At("maximum", new ResultGroup(By.Arm, arm));

    /// <summary>How many of those assessed progressed.</summary>
    public ResultRef Progressed(string arm) => At("progressed", new ResultGroup(By.Arm, arm));

    /// <summary>How many were assessed at a time or later.</summary>
    public ResultRef StillAssessed(string arm, string time) =>
        At("stillAssessed", new ResultGroup(By.Arm, arm), new(By.Time, time));

    /// <summary>Their median change at that time.</summary>
    public ResultRef MedianAt(string arm, string time) => At("medianAt", new ResultGroup(By.Arm, arm), new(By.Time, time));
}
