using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Analysis.Safety;

/// <summary>
/// How often adverse events happen per 100 patient-years: participants with a first one in the time until then, and all of them
/// in all the time at risk; by kind and by frequent term, with the difference between arms.
/// </summary>
/// <remarks>
/// Rates by <see cref="IncidenceRate"/>, differences by the score limits of <see cref="RateDifference"/>. An event of which the
/// day is not fully known counts, and cuts no time at risk short. R: <c>tern::estimate_incidence_rate</c>,
/// <c>poisson.test</c>.
/// </remarks>
static class RateAnalysis
{
    const double DaysPerYear = 365.25;

    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static (AdverseEventData Recorded, SafetyPlan Plan)? Asked(TrialData trial) =>
        trial is { AdverseEvents: { } recorded, Protocol.Analysis.Safety: { Rates: not null } plan } ? (recorded, plan) : null;

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog) =>
        [.. Counted(trial, catalog), .. Given(trial, catalog)];

    /// <summary>Rates from times to first events that the data sets of the house hold.</summary>
    static IEnumerable<NamedAnalysis> Given(TrialData trial, GroupCatalog catalog)
    {
        if (trial.FirstEvents.Count == 0 || trial.Protocol.Analysis.Safety is not { Rates: { } limits } plan)
            return [];
        var of = new AdverseEventRates(RateRows.Parameters);
        var results = new ResultCollector(
            catalog,
            of.Id,
            "First adverse events per 100 patient-years, by parameter of ADAETTE",
            "Events per time at risk",
            "ADAETTE",
            "AVAL",
            AnalysisSets.SafetyId
        );
        foreach (var first in trial.FirstEvents)
        {
            var group = catalog.Group(By.Category, first.Parameter, PrintedWords.Of(first.Label)).Group;
            foreach (var column in SafetyColumn.Of(trial, catalog))
            {
                var here = first.Times.Where(one => column.Holds(one.Key)).Select(one => one.Value).ToList();
                Add(results, of.First(column.Id, group), here.Count(one => one.Event), here.Sum(one => one.Years), plan, limits);
            }
        }
        return [results.Done()];
    }

    static IncidenceRate? Add(
        ResultCollector results,
        RateRefs refs,
        int count,
        double years,
        SafetyPlan plan,
        RateInterval limits
    )
    {
        var rate = years > 0 ? IncidenceRate.Of(count, years / 100, plan.Confidence, limits) : null;
        results.Count(refs.Events, count);
        results.Add(refs.Years, years, Format.Fixed(years, 1));
        results.Add(refs.Rate, rate?.Estimate, rate?.Lower, rate?.Upper, AdverseEventRates.Print);
        return rate;
    }

    static IEnumerable<NamedAnalysis> Counted(TrialData trial, GroupCatalog catalog)
    {
        if (Asked(trial) is not { } asked || !TimeAtRisk.IsKnown(trial))
            return [];
        var (recorded, plan) = asked;
        var days = TimeAtRisk.Of(trial, recorded);
        var columns = SafetyColumn.Of(trial, catalog);
        return
        [
            Rates(
                new(RateRows.Kinds),
                "Adverse events per 100 patient-years, by kind",
                AdverseEventKind
                    .Of(plan, recorded)
                    .Where(kind => kind.IsTimed)
                    .Select(kind => (catalog.Group(By.Category, kind.Id, kind.Label).Group, recorded.Events.Where(kind.Counts)))
            ),
            Rates(
                new(RateRows.Terms),
                "Adverse events per 100 patient-years, by preferred term",
                SafetyAnalyses
                    .FrequentTerms(trial, recorded, plan.TermThreshold)
                    .Select(term =>
                        (
                            catalog.Group(By.Term, term, PrintedWords.OfTerm(term)).Group,
                            recorded.Events.Where(item => item.Term == term)
                        )
                    )
            ),
        ];

        NamedAnalysis Rates(
            AdverseEventRates of,
            string name,
            IEnumerable<(string Group, IEnumerable<AdverseEvent> Events)> rows
        )
        {
            var results = new ResultCollector(
                catalog,
                of.Id,
                name,
                "Events per time at risk",
                "ADAE",
                "ASTDT",
                AnalysisSets.SafetyId
            );
            foreach (var (group, events) in rows)
                Row(results, of, group, [.. events.Where(item => days.ContainsKey(item.Who))]);
            return results.Done();
        }

        void Row(ResultCollector results, AdverseEventRates of, string group, List<AdverseEvent> events)
        {
            var firsts = new Dictionary<string, IncidenceRate>(StringComparer.Ordinal);
            var ofWhom = events.GroupBy(item => item.Who).ToDictionary(own => own.Key, own => own.Min(item => item.Start));
            foreach (var column in columns)
            {
                var here = days.Where(one => column.Holds(one.Key)).ToList();
                var untilFirst = here.Sum(one => Days(one.Value.First, ofWhom.GetValueOrDefault(one.Key) ?? one.Value.Last));
                var inAll = here.Sum(one => Days(one.Value.First, one.Value.Last));
                if (Rate(of.First(column.Id, group), here.Count(one => ofWhom.ContainsKey(one.Key)), untilFirst) is { } first)
                    firsts.Add(column.Id, first);
                Rate(of.All(column.Id, group), column.Events(events), inAll);
            }
            if (firsts.GetValueOrDefault(trial.Protocol.Control.Id) is { } control)
                foreach (var arm in trial.Protocol.Experimental.Where(arm => firsts.ContainsKey(arm.Id)))
                {
                    var difference = RateDifference.Of(firsts[arm.Id], control);
                    results.Add(
                        of.Difference(arm.Id, group),
                        difference.Estimate,
                        difference.Lower,
                        difference.Upper,
                        AdverseEventRates.Print
                    );
                }

            IncidenceRate? Rate(RateRefs refs, int count, int time) =>
                Add(results, refs, count, time / DaysPerYear, plan, plan.Rates!.Value);
        }
    }

    /// <summary>Both days counted; an event that is dated before the first dose is taken as on its day.</summary>
    static int Days(DateOnly first, DateOnly last) => Math.Max(1, last.DayNumber - first.DayNumber + 1);

    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.FirstEvents.Count > 0)
            yield return new(
                "AE.parameters",
                "AE.ParameterRate",
                $"Times to first events of {string.Join(", ", trial.FirstEvents.Select(one => one.Parameter))} are those of "
                    + "ADAETTE; whoever has no row of a parameter is not in its rate."
            );
        if (Asked(trial) is not { } asked)
            yield break;
        const string applies = "AE.Rate, AE.TermRate, AE.ParameterRate";
        if (!TimeAtRisk.IsKnown(trial))
        {
            yield return new(
                "AE.rate",
                applies,
                "Rates of adverse events per 100 patient-years are not given: ADSL does not date the first and the last dose "
                    + "(TRTSDT, TRTEDT)."
            );
            yield break;
        }
        yield return new("AE.risk", $"{applies}, AE.Timing", TimeAtRisk.InWords(trial));
        yield return new(
            "AE.rate",
            applies,
            $"Rates are per 100 patient-years, with {Format.Share(asked.Plan.Confidence)} limits that are "
                + $"{asked.Plan.RatesInWords}; their differences have score limits (Miettinen and Nurminen). For a first event "
                + "the time at risk of a participant ends with it."
        );
        var undated = asked.Recorded.Events.Count(item => item.Start is null);
        if (undated > 0)
            yield return new(
                "AE.undated",
                applies,
                $"The day on which they began is not fully known of {undated} events: they count and end no time at risk."
            );
        var without = trial.Safety.Count - TimeAtRisk.Of(trial, asked.Recorded).Count;
        if (without > 0)
            yield return new(
                "AE.withoutTime",
                applies,
                $"{without} of those treated have no day of the first or the last dose and are in no rate."
            );
    }
}

/// <summary>What the rows of a table of rates are.</summary>
public enum RateRows
{
    /// <summary>The kinds of the overview.</summary>
    Kinds,

    /// <summary>The frequent preferred terms.</summary>
    Terms,

    /// <summary>Parameters of ADAETTE, of which there are first events alone.</summary>
    Parameters,
}

/// <summary>Rates of adverse events per 100 patient-years.</summary>
/// <param name="Rows">What the rows are.</param>
public sealed record AdverseEventRates(RateRows Rows)
    : AnalysisResults(
        Rows switch
        {
            RateRows.Terms => "AE.TermRate",
            RateRows.Parameters => "AE.ParameterRate",
            _ => "AE.Rate",
        }
    )
{
    /// <summary>The grouping of the rows.</summary>
    public string Grouping => Rows == RateRows.Terms ? By.Term : By.Category;

    /// <summary>Participants with a first event, in the time until then.</summary>
    public RateRefs First(string arm, string row) => Of("first", arm, row);

    /// <summary>All events, in all the time at risk.</summary>
    public RateRefs All(string arm, string row) => Of("all", arm, row);

    /// <summary>The rate of first events in the arm less that in control.</summary>
    public IntervalRef Difference(string arm, string row) =>
        Interval("firstDifference", "firstDifferenceLower", "firstDifferenceUpper", new(By.Arm, arm), new(Grouping, row));

    RateRefs Of(string which, string arm, string row)
    {
        ResultGroup[] groups = [new(By.Arm, arm), new(Grouping, row)];
        return new(
            At($"{which}Events", groups),
            At($"{which}Years", groups),
            Interval($"{which}Rate", $"{which}RateLower", $"{which}RateUpper", groups)
        );
    }

    internal static string Print(double? rate) => Format.Fixed(rate, 1);
}

/// <summary>A rate with what it is made of.</summary>
/// <param name="Events">How many events, or participants with a first one.</param>
/// <param name="Years">The patient-years at risk.</param>
/// <param name="Rate">The events per 100 patient-years, with limits.</param>
public sealed record RateRefs(ResultRef Events, ResultRef Years, IntervalRef Rate);
