using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Response;

/// <summary>
/// How long each participant was treated and followed, with response, progression and death. A bar for each says something of a
/// few dozen only: of more participants, those who responded are taken, and of more responses nobody.
/// </summary>
static class TreatmentCourseAnalysis
{
    /// <summary>How many bars can be told apart on a page.</summary>
    const int MostBars = 60;

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } =
        new((trial, catalog) => Selected(trial) is { } selected ? [Of(trial, selected, catalog)] : [], Conventions);

    /// <summary>The courses that a figure draws; null where it draws none.</summary>
    public static TreatmentCourses? Courses(TrialData trial)
    {
        if (Selected(trial) is not { Drawn: { Count: > 0 } drawn } selected)
            return null;
        TreatmentCourse[] courses = [.. CoursesOf(trial, drawn)];
        return new(
            TimeAxis.Ticks(courses.Max(course => Math.Max(course.TreatedUntil, course.FollowedUntil)), TimeUnit.Month),
            courses,
            selected.Drawn.Count < selected.Treated.Count
        );
    }

    sealed record Selection(
        IReadOnlyList<Participant> Treated,
        IReadOnlyList<Participant> Responders,
        IReadOnlyList<Participant> Drawn
    );

    /// <summary>
    /// Who is drawn; null where responses are not analyzed or ADSL does not date the first dose. Where nobody is, that is a
    /// result beside the other figures of single participants, and else not worth a word.
    /// </summary>
    static Selection? Selected(TrialData trial)
    {
        if (trial.Responses is not { } responses)
            return null;
        var first = EventDays.Of(trial.Datasets.Adsl, "TRTSDT", "TRTSDTM");
        Participant[] treated = [.. trial.Safety.Where(who => first(who.Row) is not null)];
        var responded = responses.Of.Where(one => one.Responded).Select(one => one.Who).ToHashSet();
        Participant[] responders = [.. treated.Where(responded.Contains)];
        Participant[] drawn =
            treated.Length <= MostBars ? treated
            : responders.Length <= MostBars ? responders
            : [];
        return drawn.Length == 0 && (treated.Length == 0 || trial.TargetLesions is null) ? null : new(treated, responders, drawn);
    }

    static NamedAnalysis Of(TrialData trial, Selection selected, GroupCatalog catalog)
    {
        var of = new TreatmentCourseResults();
        var results = new ResultCollector(
            catalog,
            of.Id,
            "Time on treatment and follow-up of single participants",
            "Count and median",
            "ADSL",
            "TRTEDT",
            AnalysisSets.SafetyId
        );
        catalog.Everyone();
        results.Count(of.Treated(By.Everyone), selected.Treated.Count);
        results.Count(of.Responders(By.Everyone), selected.Responders.Count);
        foreach (var arm in trial.Protocol.Arms)
        {
            catalog.Arm(arm);
            results.Count(of.Treated(arm.Id), selected.Treated.Count(who => who.Received == arm));
            results.Count(of.Responders(arm.Id), selected.Responders.Count(who => who.Received == arm));
            TreatmentCourse[] drawn = [.. CoursesOf(trial, selected.Drawn).Where(course => course.ArmId == arm.Id)];
            results.Count(of.Drawn(arm.Id), drawn.Length);
            if (drawn.Length == 0)
                continue;
            var median = Descriptive.Of(drawn.Select(course => course.TreatedUntil)).Median;
            results.Add(of.MedianTime(arm.Id), median, Format.Fixed(median, 1));
            results.Count(of.OnTreatment(arm.Id), drawn.Count(course => course.IsTreated));
            results.Count(of.Responded(arm.Id), drawn.Count(course => course.Responded is not null));
            results.Count(of.Progressed(arm.Id), drawn.Count(course => course.Progressed is not null));
            results.Count(of.Died(arm.Id), drawn.Count(course => course.Died is not null));
        }
        return results.Done();
    }

    static IEnumerable<TreatmentCourse> CoursesOf(TrialData trial, IReadOnlyList<Participant> drawn)
    {
        var (adsl, adtte, adrs) = (trial.Datasets.Adsl, trial.Datasets.Adtte, trial.Datasets.Adrs);
        var (first, last) = (EventDays.Of(adsl, "TRTSDT", "TRTSDTM"), EventDays.Of(adsl, "TRTEDT", "TRTEDTM"));
        var (died, alive) = (EventDays.Of(adsl, "DTHDT", "DTHDTM"), EventDays.Of(adsl, "LSTALVDT"));
        var left = EventDays.Of(adsl, "EOSDT", "EOSDTM");
        var reader = new TableReader(adsl, []);
        var (treatment, study) = (reader.TextOrBlank("EOTSTT"), reader.TextOrBlank("EOSSTT"));
        var progressions = Progressions.Of(adrs, trial.Responses!.Plan.TargetLesions.OverallResponse);
        var seen = adrs is null ? _ => null : EventDays.Of(adrs, "ADT", "ADTM");
        var known = KnownDays(trial);
        var responded = trial.Responses.Of.ToDictionary(one => one.Who, one => one.RespondedOn);
        foreach (var who in drawn)
        {
            var (start, dose, death) = (first(who.Row)!.Value, last(who.Row), died(who.Row));
            var isTreated = death is null && (adsl.Has("EOTSTT") ? treatment(who.Row) == "ONGOING" : dose is null);
            var end = death ?? Latest(start, dose, alive(who.Row), left(who.Row), known.GetValueOrDefault(who.Id));
            yield return new(who.Received!.Id, Months(isTreated ? end : dose ?? start), Months(end))
            {
                IsTreated = isTreated,
                IsFollowed = death is null && study(who.Row) == "ONGOING",
                Responded = MonthsOrNull(responded.GetValueOrDefault(who)),
                Progressed = MonthsOrNull(progressions?[who.Id].Min(seen)),
                Died = MonthsOrNull(death),
            };

            double Months(DateOnly day) => Math.Max(0, (day.DayNumber - start.DayNumber + 1) / Duration.DaysPerMonth);

            double? MonthsOrNull(DateOnly? day) => day is { } one ? Months(one) : null;
        }
    }

    /// <summary>The latest day on which an endpoint of each participant ended or was censored.</summary>
    static Dictionary<string, DateOnly?> KnownDays(TrialData trial)
    {
        var ended = EventDays.Of(trial.Datasets.Adtte, "ADT", "ADTM");
        return trial
            .Outcomes.Values.SelectMany(outcomes => outcomes)
            .GroupBy(outcome => outcome.Who.Id)
            .ToDictionary(own => own.Key, own => own.Max(outcome => ended(outcome.Row)), StringComparer.Ordinal);
    }

    static DateOnly Latest(DateOnly start, params ReadOnlySpan<DateOnly?> days)
    {
        foreach (var day in days)
            if (day > start)
                start = day.Value;
        return start;
    }

    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (Selected(trial) is null)
            yield break;
        var of = new TreatmentCourseResults().Id;
        yield return new(
            "courses.drawn",
            of,
            $"A bar for each participant is drawn where {MostBars} or fewer were treated; of more, for those who responded, "
                + $"where they are {MostBars} or fewer."
        );
        yield return new(
            "courses.time",
            of,
            $"Time counts from the first dose, which is day 1, in months of {Format.Exact(Duration.DaysPerMonth)} days; "
                + "treatment to the last dose, follow-up to death or to the last day known (LSTALVDT or EOSDT of ADSL, ADT of "
                + "ADTTE), and so does treatment that goes on."
        );
        yield return new(
            "courses.marks",
            of,
            $"Response is that of {trial.Responses!.Plan.ResponseParameter} of ADRS, progression the first PD of "
                + $"{trial.Responses.Plan.TargetLesions.OverallResponse}."
        );
    }
}

/// <summary>How long single participants were treated and followed; in an arm, or of <see cref="By.Everyone"/>.</summary>
public sealed record TreatmentCourseResults() : AnalysisResults("Courses.Treatment")
{
    /// <summary>How many were treated.</summary>
    public ResultRef Treated(string arm) => At("treated", new ResultGroup(By.Arm, arm));

    /// <summary>How many of them responded.</summary>
    public ResultRef Responders(string arm) => At("responders", new ResultGroup(By.Arm, arm));

    /// <summary>For how many there is a bar; the following are of them.</summary>
    public ResultRef Drawn(string arm) => At("drawn", new ResultGroup(By.Arm, arm));

    /// <summary>The median time on treatment in months, as far as it is known.</summary>
    public ResultRef MedianTime(string arm) => At("medianTime", new ResultGroup(By.Arm, arm));

    /// <summary>How many are still treated.</summary>
    public ResultRef OnTreatment(string arm) => At("onTreatment", new ResultGroup(By.Arm, arm));

    /// <summary>How many responded on a day that is known.</summary>
    public ResultRef Responded(string arm) => At("responded", new ResultGroup(By.Arm, arm));

    /// <summary>How many progressed.</summary>
    public ResultRef Progressed(string arm) => At("progressed", new ResultGroup(By.Arm, arm));

    /// <summary>How many died.</summary>
    public ResultRef Died(string arm) => At("died", new ResultGroup(By.Arm, arm));
}
