using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>An element of the trial as a participant went through it.</summary>
/// <param name="Element">The element.</param>
/// <param name="Start">Its first day.</param>
/// <param name="End">The day on which the next begins, or on which participation ended; null while it goes on.</param>
/// <param name="Unplanned">What happened, where no arm plans it.</param>
sealed record SubjectElement(TrialElement Element, DateOnly Start, DateOnly? End, string? Unplanned)
{
    /// <summary>The elements in their order: screening, the treatment that was taken, follow-up.</summary>
    /// <remarks>
    /// Treatment goes on until every treatment that was taken is stopped. Whoever takes none goes from screening to follow-up
    /// on the day of randomization.
    /// </remarks>
    internal static IReadOnlyList<SubjectElement> Of(
        ParticipantState who,
        AssignedArms arms,
        TreatmentReceived? received,
        TrialProtocol protocol
    )
    {
        List<SubjectElement> elements = [new(TrialElement.Screening, who.Consent?.On ?? who.Screened.On, null, null)];
        if (received is not null)
        {
            var element = arms.Actual is { } actual ? TrialElement.Of(actual, protocol) : TrialElement.Unplanned;
            elements.Add(new(element, received.First, null, arms.Unplanned));
            if (Stopped(who, received) is { } stopped && !(who.LeftOn <= stopped))
                elements.Add(new(TrialElement.FollowUp, stopped, null, null));
        }
        else if (who.Randomized is { } randomized)
            elements.Add(new(TrialElement.FollowUp, randomized.On, null, null));
        var left = who.LeftOn ?? BaselineAnswers.FailedOn(who, protocol);
        return
        [
            .. elements.Select(
                (element, place) => element with { End = place + 1 < elements.Count ? elements[place + 1].Start : left }
            ),
        ];
    }

    /// <summary>The day on which the last treatment that was taken was stopped; null while one goes on.</summary>
    static DateOnly? Stopped(ParticipantState who, TreatmentReceived received)
    {
        var stops = who.All<TreatmentDiscontinued>().Where(stop => received.Treatments.Contains(stop.Treatment)).ToList();
        var isOver = received.Treatments.All(taken => stops.Exists(stop => stop.Treatment == taken));
        return isOver ? stops.Max(stop => stop.On) : null;
    }
}

/// <summary>SE: the elements that each participant went through.</summary>
static class SubjectElements
{
    internal static Table Of(IReadOnlyList<Subject> subjects) =>
        new Domain<SubjectElement>("SE", "Subject Elements")
            .Text("ETCD", row => row.Element.Code)
            .Text("ELEMENT", row => row.Element.Name)
            .Number("TAETORD", row => row.Element.Order)
            .Text("EPOCH", row => row.Element.Epoch)
            .Day("SESTDTC", row => row.Start)
            .Day("SEENDTC", row => row.End)
            .StudyDay("SESTDY", row => row.Start)
            .StudyDay("SEENDY", row => row.End)
            .Permissible("SEUPDES", row => row.Unplanned)
            .Of(subjects, subject => subject.Elements);
}

/// <summary>How a participant's way through the trial ended.</summary>
static class Leaving
{
    extension(ParticipantState who)
    {
        /// <summary>The day of death or withdrawal, the earlier of the two; null while neither is recorded.</summary>
        internal DateOnly? LeftOn => who.Death?.On is { } died && !(who.Withdrawal?.On < died) ? died : who.Withdrawal?.On;
    }
}
