using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Design.Rehearsal;

/// <summary>The blood tests of one person: normal, except during an episode that shows in them.</summary>
sealed class LaboratoryCourse(Rehearsed world, string id, uint index, IReadOnlyList<Episode> episodes)
{
    const int CycleDays = 28;

    public void Record(DateOnly firstDose, DateOnly lastDay, List<ParticipantCommand> records)
    {
        foreach (var (part, test) in (world.Protocol.FollowUp?.Laboratory ?? []).Index())
        {
            var random = world.Stream(Purpose.Laboratory, index, part);
            var days = new SortedSet<DateOnly>();
            for (var (cycle, start) = (1, firstDose); start <= lastDay; cycle++, start = start.AddDays(CycleDays))
                foreach (var timing in test.When)
                    if (cycle >= timing.FirstCycle && cycle <= (timing.LastCycle ?? int.MaxValue))
                        days.Add(start.AddDays(timing.CycleDay - 1));
            // A severe episode is found in a blood test, planned or not.
            foreach (var episode in episodes)
                if (episode.Kind.Laboratory?.TestId == test.Id && episode.Grade >= 3)
                    days.Add(episode.Start);
            foreach (var day in days)
            {
                var luck = random.Uniform();
                if (day <= lastDay)
                    records.Add(new RecordLabValue(id, test.Id, Value(test, day, luck), day));
            }
        }
    }

    double Value(LaboratoryTest test, DateOnly day, double luck)
    {
        var (low, high) = (test.LowerLimitOfNormal ?? 1, test.UpperLimitOfNormal ?? 2);
        foreach (var episode in episodes)
            if (episode.Kind.Laboratory is { } sign && sign.TestId == test.Id && day >= episode.Start && day <= episode.End)
                (low, high) = (sign.Limits[episode.Grade], sign.Limits[episode.Grade - 1]);
        // Two decimals; a value on the upper bound of a grade would belong to the milder one.
        return Math.Round(low + luck * 0.999 * (high - low), 2, MidpointRounding.ToZero);
    }
}
