using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sets;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Statistics.Curves;

namespace Equipoise.Analysis.Quality;

/// <summary>How each participant spent the time: until progression, alive, with toxicity.</summary>
/// <param name="Plan">How the time is divided.</param>
/// <param name="Of">One for each participant of both endpoints.</param>
/// <param name="Arms">The arm of each.</param>
/// <param name="WithoutStart">How many spells of toxicity have no day on which they began, and are left out.</param>
sealed record QualityTimes(QualityPlan Plan, PartitionedTimes[] Of, Arm[] Arms, int WithoutStart)
{
    /// <summary>Null where the plan, the adverse events or the days of the endpoint are not there.</summary>
    public static QualityTimes? From(TrialData trial)
    {
        if (
            trial.Protocol.Analysis.Quality is not { } plan
            || trial.AdverseEvents?.GradeVariable is not { } gradeVariable
            || trial.Datasets.Adae is not { } adae
            || !trial.Datasets.Adtte.Has("STARTDT")
            || !adae.Has("ASTDT")
        )
            return null;
        var started = new TableReader(trial.Datasets.Adtte, []).DateOrMissing("STARTDT");
        var alive = trial.Outcomes[plan.Survival].ToDictionary(outcome => outcome.Who);
        var (toxic, withoutStart) = Toxic(trial, adae, gradeVariable, plan.Grade);
        var outcomes = trial
            .Outcomes[plan.Progression]
            .Where(one => alive.ContainsKey(one.Who) && started(one.Row) is not null)
            .ToList();
        var (free, survival) = (trial.Protocol.Endpoint(plan.Progression).Unit, trial.Protocol.Endpoint(plan.Survival).Unit);
        return new(
            plan,
            [
                .. outcomes.Select(one => new PartitionedTimes(
                    Days(one.Observation.Time, free),
                    one.Observation.IsEvent,
                    Days(alive[one.Who].Observation.Time, survival),
                    alive[one.Who].Observation.IsEvent,
                    Merged(toxic.GetValueOrDefault(one.Who.Id) ?? [], started(one.Row)!.Value)
                )),
            ],
            [.. outcomes.Select(one => one.Who.Planned!)],
            withoutStart
        );
    }

    static int Days(double time, TimeUnit unit) => (int)Math.Round(time * unit.Days(), MidpointRounding.AwayFromZero);

    static (Dictionary<string, List<(DateOnly First, DateOnly Last)>> Of, int WithoutStart) Toxic(
        TrialData trial,
        Table adae,
        string gradeVariable,
        int least
    )
    {
        var reader = new TableReader(adae, []);
        var (id, emergent) = (reader.TextOrBlank("USUBJID"), reader.Flag("TRTEMFL"));
        var grade = reader.NumberOrMissing(gradeVariable);
        var (start, end) = (reader.DateOrMissing("ASTDT"), reader.DateOrMissing("AENDT"));
        var treated = trial.Safety.Select(who => who.Id).ToHashSet(StringComparer.Ordinal);
        var (spells, missing) = (new Dictionary<string, List<(DateOnly, DateOnly)>>(StringComparer.Ordinal), 0);
        for (var row = 0; row < reader.Count; row++)
        {
            if (!treated.Contains(id(row)) || emergent(row) is not true || !(grade(row) >= least))
                continue;
            if (start(row) is not { } first)
            {
                missing++;
                continue;
            }
            if (!spells.TryGetValue(id(row), out var ofOne))
                spells[id(row)] = ofOne = [];
            // What has no end lasts until progression.
            ofOne.Add((first, end(row) ?? DateOnly.MaxValue));
        }
        return (spells, missing);
    }

    /// <summary>Spells as days from the start, those that overlap made one: a day counts once.</summary>
    static List<(int First, int Last)> Merged(List<(DateOnly First, DateOnly Last)> spells, DateOnly start)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var (first, last) in spells.OrderBy(spell => spell.First))
        {
            var (from, until) = (first.DayNumber - start.DayNumber + 1, last.DayNumber - start.DayNumber + 1);
            if (until < from)
                continue;
            if (merged.Count > 0 && from <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, until));
            else
                merged.Add((from, until));
        }
        return merged;
    }
}
