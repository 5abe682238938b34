using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Views;

/// <summary>How far a participant has come. It never depends on an arm.</summary>
public enum ParticipantStatus
{
    /// <summary>Consent is missing, a question of eligibility has no answer, or an answer is too old.</summary>
    Screening,

    /// <summary>An answer does not permit entry.</summary>
    NotEligible,

    /// <summary>Every answer permits entry, and no signature holds for what is recorded now.</summary>
    ReadyToSign,

    /// <summary>Eligibility is signed, and nothing speaks against randomization.</summary>
    ReadyToRandomize,

    /// <summary>
    /// Eligibility is signed and something else speaks against randomization today: a closed site, the end of accrual, a consent
    /// to be renewed.
    /// </summary>
    Signed,

    /// <summary>Randomized, and in the study.</summary>
    InTheStudy,

    /// <summary>Left the study.</summary>
    Left,

    /// <summary>Died.</summary>
    Died,
}

/// <summary>What the rules say of a participant, in printed words.</summary>
public static class ParticipantStatusWords
{
    extension(ParticipantStatus status)
    {
        /// <summary>Such as "Ready to sign".</summary>
        public string Words =>
            status switch
            {
                ParticipantStatus.Screening => "Screening: answers open",
                ParticipantStatus.NotEligible => "Not eligible",
                ParticipantStatus.ReadyToSign => "Ready to sign",
                ParticipantStatus.ReadyToRandomize => "Ready to randomize",
                ParticipantStatus.Signed => "Signed, randomization not open",
                ParticipantStatus.InTheStudy => "In the study",
                ParticipantStatus.Left => "Left the study",
                ParticipantStatus.Died => "Died",
                _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
            };
    }

    /// <summary>The status by the rules of the commands that would take the participant further.</summary>
    internal static ParticipantStatus Of(Viewer viewer, ParticipantState who) =>
        who.At(Milestone.Death) is not null ? ParticipantStatus.Died
        : who.At(Milestone.Withdrawal) is not null ? ParticipantStatus.Left
        : who.At(Milestone.Randomization) is not null ? ParticipantStatus.InTheStudy
        : Standing.Of(viewer, who).Screening is { Status: { } status } ? status
        : Signed(viewer, who);

    /// <summary>The status of somebody who is not randomized, as far as it depends on nobody else.</summary>
    /// <returns>Null when eligibility is signed and holds: then the trial decides.</returns>
    internal static ParticipantStatus? OfScreened(ParticipantState who, TrialProtocol protocol, DateOnly today)
    {
        if (Eligibility.Of(who, protocol).Unmet.Count > 0)
            return ParticipantStatus.NotEligible;
        if (who.At(Milestone.Consent) is null || Eligibility.Objections(who, protocol, today).Any())
            return ParticipantStatus.Screening;
        return RandomizeParticipant.Unsigned(who, protocol, today).Any() ? ParticipantStatus.ReadyToSign : null;
    }

    static ParticipantStatus Signed(Viewer viewer, ParticipantState who)
    {
        var (rules, today) = (viewer.RulesOf(who), viewer.TodayAt(who.Site));
        var now = new Situation(viewer.Trial, who, rules, new Stamp(viewer.Now, viewer.Person?.Id ?? ""));
        return new RandomizeParticipant(who.Id, today).Against(now).Any()
            ? ParticipantStatus.Signed
            : ParticipantStatus.ReadyToRandomize;
    }
}
