using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>One episode of an adverse event, before anyone has acted on it.</summary>
sealed record Episode(AdverseEventScenario Kind, int Grade, bool IsSerious, bool IsRelated, DateOnly Start, DateOnly End);

/// <summary>
/// What else the treatment does to one person: the episodes of adverse events, as they would come if treatment went on for ever.
/// </summary>
static class Episodes
{
    const int MostMilderEpisodes = 2;

    public static IReadOnlyList<Episode> Draw(Scenario scenario, string arm, DateOnly firstDose, RandomStream random)
    {
        var episodes = new List<Episode>();
        foreach (var kind in scenario.AdverseEvents)
        {
            double[] shares = [.. kind.WorstGrade[arm]];
            var worst = random.Choose(shares) + 1;
            var onset = firstDose;
            var milder = random.Between(0, MostMilderEpisodes);
            // Drawn for everyone, so that one person's luck does not depend on another's grade.
            for (var k = 0; k <= MostMilderEpisodes; k++)
            {
                onset = onset.AddDays(Days(random, kind.MedianOnsetDays));
                var end = onset.AddDays(Days(random, kind.MedianDays));
                var grade = k == 0 ? worst : random.Between(1, Math.Min(worst, 2));
                var (isSerious, isRelated) = (
                    random.Happens(scenario.Serious[Math.Min(grade, 5) - 1]),
                    random.Happens(scenario.Related)
                );
                if (worst <= 5 && (k == 0 || (k <= milder && worst < 5)))
                    episodes.Add(new(kind, grade, isSerious || grade == 5, isRelated, onset, grade == 5 ? onset : end));
                onset = end;
            }
        }
        return [.. episodes.OrderBy(episode => episode.Start)];
    }

    // Exponential with this median, in whole days, at least 1 and at most ten years.
    static int Days(RandomStream random, double median) => (int)Math.Clamp(random.Exponential(Math.Log(2) / median), 1, 3650);
}
