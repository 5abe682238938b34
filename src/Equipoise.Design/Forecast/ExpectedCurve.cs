namespace Equipoise.Design.Forecast;

/// <summary>How many events are expected by a day, at the hazards that the data suggest: λ = d/T, η = c/T.</summary>
/// <remarks>
/// In closed form. With μ = λ + η, a participant who is followed for s days more has the event in them with probability
/// λ/μ (1 - exp(-μ s)); those to come are integrated over the days on which they come.
/// </remarks>
/// <param name="Course">The trial at its data date.</param>
/// <param name="ToCome">Who is still to come.</param>
/// <param name="FollowUpDays">The days for which each participant is followed; may be infinite.</param>
public sealed record ExpectedCurve(BlindedCourse Course, ParticipantsToCome ToCome, double FollowUpDays = double.PositiveInfinity)
{
    /// <summary>The hazard of the event, a day.</summary>
    public double Hazard => Course.Events / Course.PersonDays;

    /// <summary>The hazard of loss, a day.</summary>
    public double LossHazard => Course.Lost / Course.PersonDays;

    /// <summary>The events expected by so many days after the data date, with those seen.</summary>
    public double By(double days) =>
        Course.Events
        + Course.Ongoing.Sum(who => Share(Math.Min(days, Left(who))))
        + ToCome.Stretches().Sum(stretch => Among(stretch, days));

    double Left(FollowedParticipant who) =>
        Math.Max(0, FollowUpDays - (Course.DataDate.DayNumber - who.Randomized.DayNumber + 1));

    double Share(double days) => Hazard / (Hazard + LossHazard) * -Expm1(days);

    // The events by that day of those who come in a stretch: the integral of the share over the days for which each was followed.
    double Among((double From, double To, double PerDay) stretch, double days)
    {
        if (days <= stretch.From)
            return 0;
        var (least, most) = (days - Math.Min(stretch.To, days), days - stretch.From);
        return stretch.PerDay * (Integral(most) - Integral(least));
    }

    // Of the share over 0 to s; level from the end of follow-up on.
    double Integral(double s)
    {
        var (within, μ) = (Math.Min(s, FollowUpDays), Hazard + LossHazard);
        var level = s > within ? (s - within) * Share(FollowUpDays) : 0;
        return Hazard / μ * (within + Expm1(within) / μ) + level;
    }

    double Expm1(double days) => double.ExpM1(-(Hazard + LossHazard) * days);
}
