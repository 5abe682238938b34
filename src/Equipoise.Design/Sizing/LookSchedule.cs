namespace Equipoise.Design.Sizing;

/// <summary>When the looks of a trial are expected, and what has happened by then.</summary>
/// <param name="Trial">The trial, to its last look.</param>
/// <param name="Looks">What is expected at each look; the last is the trial's last analysis.</param>
public sealed record LookSchedule(TrialSize Trial, IReadOnlyList<TrialLook> Looks)
{
    /// <summary>
    /// The events at each look as a share of those at the last. R: <c>gsDesign</c>'s timing, rpact's informationRates.
    /// </summary>
    public IReadOnlyList<double> InformationFractions => [.. Looks.Select(look => look.Events / Looks[^1].Events)];

    /// <summary>
    /// Looks at shares of the last look's events. R: <c>gsDesign::gsSurv(timing)</c>, <c>rpact::getSampleSizeSurvival</c>.
    /// </summary>
    /// <param name="trial">The trial, sized for its last look.</param>
    /// <param name="fractions">Increasing, above 0; the last is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fractions do not increase from above 0 to 1.</exception>
    public static LookSchedule AtFractions(TrialSize trial, IReadOnlyList<double> fractions)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(fractions);
        Increasing(fractions, nameof(fractions));
        if (fractions[^1] != 1)
            throw new ArgumentOutOfRangeException(
                nameof(fractions),
                fractions[^1],
                "The last look has all the events: its fraction is 1."
            );
        var course = ExpectedCourse.Of(trial.Assumptions);
        return new(
            trial,
            [
                .. fractions.SkipLast(1).Select(fraction => TrialLook.AtEvents(course, fraction * trial.Events)),
                TrialLook.Last(trial),
            ]
        );
    }

    /// <summary>
    /// Looks at months of the trial; the last is its last analysis. R: <c>gsDesign::gsSurvCalendar(calendarTime)</c>.
    /// </summary>
    /// <param name="trial">The trial, sized for its last look.</param>
    /// <param name="interim">The months of the looks before, increasing, above 0 and before the last analysis.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The months do not increase from above 0 to before the last analysis.
    /// </exception>
    public static LookSchedule AtMonths(TrialSize trial, IReadOnlyList<double> interim)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(interim);
        Increasing([.. interim, trial.StudyMonths], nameof(interim));
        var course = ExpectedCourse.Of(trial.Assumptions);
        return new(trial, [.. interim.Select(month => TrialLook.AtMonth(course, month)), TrialLook.Last(trial)]);
    }

    /// <summary>The same looks with whole numbers.</summary>
    /// <exception cref="ArgumentException">
    /// Two looks round to the same events, or the events rounded up are more than will ever occur with the participants that are
    /// kept.
    /// </exception>
    public LookSchedule Rounded(Rounding rounding)
    {
        ArgumentNullException.ThrowIfNull(rounding);
        if (rounding is Rounding.None)
            return this;
        var final = Rounding.Up(Trial.Events);
        double[] events = [.. Looks.SkipLast(1).Select(look => Math.Round(look.Events / Trial.Events * final)), final];
        for (var i = 0; i < events.Length; i++)
            if (!(events[i] > (i > 0 ? events[i - 1] : 0)))
                throw new ArgumentException(
                    $"Look {i + 1} rounds to {events[i]} events, no more than before: choose other looks.",
                    nameof(rounding)
                );

        var assumptions = Trial.Assumptions;
        if (rounding is Rounding.EventsAndParticipants(var block))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
            var wanted = assumptions.Accrual.Participants * (events[^1] / Trial.Events);
            var participants = block * Rounding.Up(wanted / block);
            var faster = assumptions.Accrual.Faster(participants / assumptions.Accrual.Participants);
            assumptions = assumptions with { Accrual = faster };
        }
        var course = TargetCourse.Of(assumptions, Trial.Target);
        var last = course.Course.MonthOfEvents(events[^1]);
        if (double.IsInfinity(last))
            throw new ArgumentException(
                $"{events[^1]} events never occur with {Math.Round(Trial.Participants, 1)} participants, of whom at most "
                    + $"{Math.Round(course.Course.EventsEver, 1)} are expected to have one: round the participants too.",
                nameof(rounding)
            );
        var trial = course.Size(last, events[^1]);
        var interim = events.SkipLast(1).Select(count => TrialLook.AtEvents(course.Course, count));
        return new(trial, [.. interim, TrialLook.Last(trial)]);
    }

    /// <summary>
    /// What is expected on average over the look at which the trial stops. R: rpact's expectedEventsH1, studyDuration.
    /// </summary>
    /// <param name="stopping">The probability to stop at each look before the last; at the last it is the rest.</param>
    /// <exception cref="ArgumentException">
    /// There is not one probability for each look but the last, or they sum to more than 1.
    /// </exception>
    public (double Events, double Months, double Participants) ExpectedAtStop(IReadOnlyList<double> stopping)
    {
        ArgumentNullException.ThrowIfNull(stopping);
        if (stopping.Count != Looks.Count - 1 || stopping.Any(p => !(p >= 0)) || stopping.Sum() > 1)
            throw new ArgumentException(
                $"The {Looks.Count} looks need {Looks.Count - 1} probabilities of stopping, 0 or more, with a sum of at most 1.",
                nameof(stopping)
            );
        double[] all = [.. stopping, 1 - stopping.Sum()];
        double Mean(Func<TrialLook, double> of) => Looks.Zip(all, (look, p) => p * of(look)).Sum();
        return (Mean(look => look.Events), Mean(look => look.Month), Mean(look => look.Participants));
    }

    static void Increasing(IReadOnlyList<double> values, string name)
    {
        if (values.Count == 0)
            throw new ArgumentException("There must be a look.", name);
        for (var i = 0; i < values.Count; i++)
            if (!(values[i] > (i > 0 ? values[i - 1] : 0) && double.IsFinite(values[i])))
                throw new ArgumentOutOfRangeException(
                    name,
                    values[i],
                    "Looks must be at increasing places above 0, before the last."
                );
    }
}

/// <summary>One look at the data of a trial.</summary>
/// <param name="Events">The events at which it takes place, or that are expected in its month.</param>
/// <param name="Expected">What else is expected then.</param>
public sealed record TrialLook(double Events, CourseCounts Expected)
{
    /// <summary>The month of the trial.</summary>
    public double Month => Expected.Month;

    /// <summary>The participants who have entered.</summary>
    public double Participants => Expected.Participants;

    internal static TrialLook AtEvents(ExpectedCourse course, double events) =>
        new(events, course.At(course.MonthOfEvents(events)));

    internal static TrialLook AtMonth(ExpectedCourse course, double month)
    {
        var expected = course.At(month);
        return new(expected.Events, expected);
    }

    internal static TrialLook Last(TrialSize trial) => new(trial.Events, trial.Counts);
}
