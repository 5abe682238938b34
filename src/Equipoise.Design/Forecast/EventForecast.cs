using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Forecast;

/// <summary>On which day is the n-th event expected? Predicted from blinded data, the arms pooled.</summary>
/// <remarks>
/// Times to the event are exponential with hazard λ, times to loss with hazard η. With d events and c losses in T days at risk, a
/// prediction draws λ from Gamma(d, T) and η from Gamma(c, T), or 0 where nobody was lost: what the data say of them under
/// priors in proportion to 1/λ and 1/η. Each participant who is still followed then has new times to event and loss from the
/// data date on, for exponential times do not age; those to come have them from the day on which they come. The n-th
/// event of a prediction is the n-th of the events seen and drawn. Limits hold what is not known of λ and η as well as chance;
/// they do not hold that hazards may change. Source: Bagiella and Heitjan (2001), Predicting analysis times in randomized
/// clinical trials, Statistics in Medicine 20:2055-2063, here without the arms.
/// </remarks>
public sealed class EventForecast
{
    readonly BlindedCourse course;
    readonly ParticipantsToCome toCome;
    readonly double followUp;

    /// <summary>The forecast of a trial.</summary>
    /// <param name="course">The trial at its data date, with an event at least.</param>
    /// <param name="toCome">Who is still to come.</param>
    /// <param name="followUpDays">The days for which each participant is followed; infinite for until the data are cut.</param>
    /// <exception cref="ArgumentException">There is no event yet, or no time at risk: nothing is known of the hazard.</exception>
    public EventForecast(BlindedCourse course, ParticipantsToCome toCome, double followUpDays = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(toCome);
        if (course.Events == 0 || !(course.PersonDays > 0))
            throw new ArgumentException("Without an event nothing is known of the hazard.", nameof(course));
        (this.course, this.toCome, followUp) = (course, toCome, followUpDays);
    }

    /// <summary>When the n-th events are expected.</summary>
    /// <param name="events">The numbers of events; each more than were seen.</param>
    /// <param name="seed">Names the luck: the same seed gives the same days.</param>
    /// <param name="predictions">How many predictions are drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number was reached already, or there is no prediction.</exception>
    public IReadOnlyList<ExpectedEvent> Of(IReadOnlyList<int> events, ulong seed, int predictions)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfLessThan(predictions, 1);
        foreach (var n in events)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(n, course.Events, nameof(events));
        double[] left = [.. course.Ongoing.Select(DaysLeft)];
        var days = events.Select(_ => new double[predictions]).ToArray();
        var drawn = new double[left.Length + toCome.Number];
        var arrivals = new double[toCome.Number];
        for (var b = 0; b < predictions; b++)
        {
            Draw(new(seed, 0, (uint)b), left, arrivals, drawn);
            Array.Sort(drawn);
            for (var k = 0; k < events.Count; k++)
            {
                var next = events[k] - course.Events - 1;
                days[k][b] = next < drawn.Length ? drawn[next] : double.PositiveInfinity;
            }
        }
        return [.. events.Select((n, k) => ExpectedEvent.Of(n, days[k], course.DataDate))];
    }

    /// <summary>The limits of the events by these days after the data date, those seen included, from the same
    /// predictions.</summary>
    /// <param name="days">The days; 0 or more.</param>
    /// <param name="seed">Names the luck.</param>
    /// <param name="predictions">How many predictions are drawn.</param>
    public IReadOnlyList<(int Lower, int Upper)> Counts(IReadOnlyList<double> days, ulong seed, int predictions)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentOutOfRangeException.ThrowIfLessThan(predictions, 1);
        double[] left = [.. course.Ongoing.Select(DaysLeft)];
        var counts = days.Select(_ => new int[predictions]).ToArray();
        var drawn = new double[left.Length + toCome.Number];
        var arrivals = new double[toCome.Number];
        for (var b = 0; b < predictions; b++)
        {
            Draw(new(seed, 0, (uint)b), left, arrivals, drawn);
            Array.Sort(drawn);
            var next = 0;
            for (var k = 0; k < days.Count; k++)
            {
                while (next < drawn.Length && drawn[next] <= days[k])
                    next++;
                counts[k][b] = course.Events + next;
            }
        }
        // As of the day of an event: the first number that at least so many predictions do not exceed.
        return [.. counts.Select(each => (Quantile(each, 0.025), Quantile(each, 0.975)))];

        static int Quantile(int[] each, double p)
        {
            Array.Sort(each);
            return each[Math.Max((int)Math.Ceiling(p * each.Length - 1e-9), 1) - 1];
        }
    }

    double DaysLeft(FollowedParticipant who) =>
        Math.Max(0, followUp - (course.DataDate.DayNumber - who.Randomized.DayNumber + 1));

    /// <summary>The days of the events of one prediction after the data date; infinite for those who never have one.</summary>
    void Draw(RandomStream random, double[] left, double[] arrivals, double[] drawn)
    {
        var (hazard, loss) = (Hazard(random, course.Events), course.Lost == 0 ? 0 : Hazard(random, course.Lost));
        for (var i = 0; i < left.Length; i++)
            drawn[i] = Event(left[i]);
        toCome.Draw(random, arrivals);
        for (var i = 0; i < arrivals.Length; i++)
            drawn[left.Length + i] = arrivals[i] + Event(followUp);

        double Event(double within)
        {
            var (happens, leaves) = (random.Exponential(hazard), random.Exponential(loss));
            return happens < leaves && happens <= within ? happens : double.PositiveInfinity;
        }
    }

    double Hazard(RandomStream random, int seen) => Gamma.Quantile(random.Uniform(), seen) / course.PersonDays;
}
