using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Reading;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>How the target lesions of the full analysis set changed, from ADTR.</summary>
/// <param name="Plan">Which sum is read, and which assessments count.</param>
/// <param name="Label">What the sum is, and whose: the description of its parameter.</param>
/// <param name="SinceRandomization">Whether days count from randomization, and not from day 1 of ADY.</param>
/// <param name="KnowsProgression">Whether ADRS has the overall response at each assessment.</param>
/// <param name="KnowsTherapy">Whether ADSL dates new anticancer therapies.</param>
/// <param name="Of">One for each participant, in the order of ADSL.</param>
sealed record TargetLesionData(
    TargetLesionPlan Plan,
    string Label,
    bool SinceRandomization,
    bool KnowsProgression,
    bool KnowsTherapy,
    IReadOnlyList<TargetLesionCourse> Of
)
{
    /// <summary>
    /// Reads PCHG of the rows of the sum after baseline that are selected for analysis: ANL01FL is Y where the data set has it,
    /// and DTYPE blank, for a row that repeats the smallest sum is no assessment. Null without ADTR, and where it has no such
    /// sum, which is noted.
    /// </summary>
    public static TargetLesionData? Read(
        TrialProtocol protocol,
        AnalysisDatasets datasets,
        IReadOnlyList<Participant> participants,
        IReadOnlyDictionary<string, Participant> byId,
        List<DataProblem> problems,
        List<DataProblem> notes
    )
    {
        if (protocol.Analysis.Response?.TargetLesions is not { } plan || datasets.Adtr is not { } adtr)
            return null;
        var (reader, adsl) = (new TableReader(adtr, problems), new TableReader(datasets.Adsl, problems));
        var (id, code) = (reader.Text("USUBJID"), reader.Text("PARAMCD"));
        int[] rows = [.. Enumerable.Range(0, reader.Count).Where(row => code(row) == plan.Sum)];
        if (rows.Length == 0)
        {
            var known = Enumerable.Range(0, reader.Count).Select(code).Distinct().Order(StringComparer.Ordinal);
            notes.Add(
                reader.Problem(
                    "PARAMCD",
                    null,
                    $"no parameter is '{plan.Sum}', the sum of target diameters, and changes are not analyzed; name it as 'sum' "
                        + $"of 'target lesions' in 'response': {string.Join(", ", known)}."
                )
            );
            return null;
        }
        CheckEvaluator(reader, rows, plan.Sum);
        var (sum, change) = (reader.Number("BASE"), reader.Number("PCHG"));
        var (isBaseline, selected, derived) = (reader.Flag("ABLFL"), reader.Flag("ANL01FL"), reader.TextOrBlank("DTYPE"));
        if (AssessmentDays.Of(adtr, datasets.Adsl, problems) is not { } days)
            return null;
        var day = days.In(adtr);
        foreach (var row in rows.Where(row => !byId.ContainsKey(id(row))).DistinctBy(id))
            reader.Report("USUBJID", row, $"'{id(row)}' is not in ADSL.");
        var progressions = Progressions.Of(datasets.Adrs, plan.OverallResponse);
        var seenOn = datasets.Adrs is { } adrs ? days.In(adrs) : null;
        var therapy = EventDays.Of(datasets.Adsl, "NACTDT");
        var flag = plan.Measurable is { } variable && adsl.Demand(variable) ? adsl.Flag(variable) : null;
        var own = rows.ToLookup(id);
        return new(
            plan,
            reader.TextOrBlank("PARAM")(rows[0]),
            days.SinceRandomization,
            progressions is not null,
            days.SinceRandomization && adsl.Has("NACTDT"),
            [.. participants.Where(who => who.InFull).Select(Course)]
        );

        TargetLesionCourse Course(Participant who)
        {
            var end = progressions?[who.Id].Min(row => seenOn!(row, who));
            var last =
                plan.Assessments == CountedAssessments.All
                    ? int.MaxValue
                    : Math.Min(end ?? int.MaxValue, days.Since(therapy(who.Row), who) ?? int.MaxValue);
            return new(
                who,
                flag is not null ? flag(who.Row) is true : own[who.Id].Any(row => sum(row) > 0),
                [
                    .. own[who.Id]
                        .Where(row => IsAssessment(row) && day(row, who) is > 0 and var at && at <= last)
                        .Select(row => new LesionChange(day(row, who)!.Value, change(row)))
                        .OrderBy(seen => seen.Day),
                ],
                end
            );
        }

        bool IsAssessment(int row) =>
            isBaseline(row) is not true
            && derived(row).Length == 0
            && (!reader.Has("ANL01FL") || selected(row) is true)
            && !double.IsNaN(change(row));
    }

    /// <summary>Sums of two evaluators in one parameter would make two courses one.</summary>
    static void CheckEvaluator(TableReader reader, int[] rows, string parameter)
    {
        foreach (var variable in (string[])["TREVAL", "PARCAT2"])
        {
            var evaluator = reader.TextOrBlank(variable);
            string[] found = [.. rows.Select(evaluator).Where(text => text.Length > 0).Distinct()];
            if (found.Length > 1)
                reader.Report(
                    variable,
                    null,
                    $"'{parameter}' has sums of {string.Join(" and of ", found)}; give those of each a parameter, and name one "
                        + "as 'sum' of 'target lesions' in 'response'."
                );
        }
    }
}

/// <summary>How the target lesions of one participant changed.</summary>
/// <param name="Who">The participant.</param>
/// <param name="IsMeasurable">Whether there was measurable disease at baseline.</param>
/// <param name="Seen">The assessments after baseline that count, by day.</param>
/// <param name="ProgressedOn">The day of the first overall response of progression; null where there was none.</param>
sealed record TargetLesionCourse(Participant Who, bool IsMeasurable, IReadOnlyList<LesionChange> Seen, int? ProgressedOn)
{
    /// <summary>The smallest change: the deepest shrinkage, or the least growth. Null without an assessment.</summary>
    public double? Best => Seen.Count == 0 ? null : Seen.Min(seen => seen.Percent);
}

/// <summary>The sum of target diameters at an assessment.</summary>
/// <param name="Day">Days since the origin.</param>
/// <param name="Percent">Its change from baseline, in percent.</param>
readonly record struct LesionChange(int Day, double Percent);
