using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>What a site does once an adverse event is serious: it notes when it learned of it, and tells the sponsor.</summary>
static class SeriousEventReports
{
    /// <summary>Learned of on the morning of its first day, reported by noon or the next morning: within 24 hours.</summary>
    internal static IEnumerable<ParticipantCommand> Of(string participant, Episode episode, RandomStream random)
    {
        var (term, on) = (episode.Kind.Term, episode.Start);
        var morning = new DateTimeOffset(on.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero);
        var aware = morning.AddMinutes(random.Between(0, 180));
        var told = random.Happens(0.7) ? aware.AddMinutes(random.Between(10, 60)) : morning.AddDays(1);
        yield return new RecordSiteAwareness(participant, term, on, aware);
        yield return new ReportToSponsor(participant, term, on, told);
    }
}
