using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>DS: the milestones of a participant's way through the trial, and how it ended.</summary>
static class Disposition
{
    const string Milestone = "PROTOCOL MILESTONE";
    const string End = Terms.DispositionEvent;
    const string Participation = "STUDY PARTICIPATION";
    const string Treatment = "STUDY TREATMENT";

    sealed record Step(DateOnly On, string Term, string Code, string Category, string Part = "");

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol) =>
        new Domain<Step>("DS", "Disposition")
            .Text("DSTERM", step => step.Term)
            .Text("DSDECOD", step => step.Code)
            .Text("DSCAT", step => step.Category)
            .Text("DSSCAT", step => step.Part)
            // What ends an epoch belongs to it, also where the next begins on the same day.
            .Epoch(
                (subject, step) =>
                    step.Category == Milestone ? TrialElement.Screening.Epoch
                    : step.Part == Treatment && subject.Received is not null ? TrialElement.TreatmentEpoch
                    : subject.Epoch(step.On)
            )
            .Day("DSSTDTC", step => step.On)
            .StudyDay("DSSTDY", step => step.On)
            // The sort is stable: on one day, steps stay in the order in which a life in the trial takes them.
            .Of(subjects, subject => Steps(subject.Facts, protocol).OrderBy(step => step.On));

    static IEnumerable<Step> Steps(ParticipantState participant, TrialProtocol protocol)
    {
        if (participant.Consent is { } consent)
            yield return Reached(consent.On, "INFORMED CONSENT OBTAINED");
        var answers = BaselineAnswers.Of(participant, protocol);
        if (participant.Randomized is { } randomized)
        {
            if (answers.Count > 0 && answers.Count == protocol.Eligibility.Count && answers.All(answer => answer.Permits))
                yield return Reached(answers.Max(answer => answer.Answered.On), "ELIGIBILITY CRITERIA MET");
            yield return Reached(randomized.On, Terms.Randomized);
        }
        else if (BaselineAnswers.FailedOn(participant, protocol) is { } failed)
            yield return Left(failed, "DID NOT MEET ELIGIBILITY CRITERIA", Terms.ScreenFailure);

        foreach (var told in participant.Unblinded)
            yield return new(
                told.On,
                $"{Terms.TreatmentUnblinded}: {ControlledTerms.Of(told.Purpose)}",
                Terms.TreatmentUnblinded,
                Terms.OtherEvent
            );
        foreach (var stop in participant.All<TreatmentDiscontinued>())
            yield return new(
                stop.On,
                $"{stop.Treatment.ToUpperInvariant()}: {ControlledTerms.Of(stop.Reason).ToLowerInvariant()}",
                ControlledTerms.Of(stop.Reason),
                End,
                Treatment
            );
        if (participant.Withdrawal is { } withdrawal)
            yield return Left(withdrawal.On, ControlledTerms.Of(withdrawal.Reason), ControlledTerms.Of(withdrawal.Reason));
        if (participant.Death is { } death)
        {
            var told = string.IsNullOrWhiteSpace(death.Cause) ? Terms.Death : $"{Terms.Death}: {death.Cause}";
            // Participation ends once: a death after it is something else that happened.
            yield return participant.Withdrawal?.On < death.On
                ? new(death.On, told, Terms.Death, Terms.OtherEvent)
                : Left(death.On, told, Terms.Death);
        }
    }

    static Step Left(DateOnly on, string term, string code) => new(on, term, code, End, Participation);

    static Step Reached(DateOnly on, string milestone) => new(on, milestone, milestone, Milestone);
}
