using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.Trial.Tests.Conduct.Odm;
using Equipoise.Trial.Tests.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>Two logs that hold every kind of event between them: a participant's life, and what an office does.</summary>
public sealed class StoriesOfEveryKind
{
    public StoriesOfEveryKind()
    {
        using var life = OdmStory.Told();
        using var office = Office();
        (Life, OfOffice) = (life.Rows, office.Rows);
    }

    /// <summary>A participant's life, until the trial is locked.</summary>
    public IReadOnlyList<LogRow> Life { get; }

    /// <summary>People who come and go, a participant who moves, a name that is taken out.</summary>
    public IReadOnlyList<LogRow> OfOffice { get; }

    static PatinaTrial Office()
    {
        const string Who = "101-001";
        var (day, today) = (PatinaTrial.Randomization, DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime));
        var trial = PatinaTrial.WithRandomized(Who);
        trial.With(
            new DelegateTask("nurse", "101", Act.Record, day, null),
            new RevokeRole("nurse", Role.Coordinator, "103", "Left the site"),
            new CloseAccount("monitor", "Left the company"),
            new RecordDeath(Who, "Mary Example had a stroke", day.AddDays(9)),
            new RecordDeath(Who, "Mary Exemple had a stroke", day.AddDays(9)) { ReasonForChange = "Mary is spelled otherwise" }
        );
        var (first, second) = (trial.Rows[^2].Sequence, trial.Rows[^1].Sequence);
        trial.With(
            new RedactText(first, null, "A name"),
            new RedactText(second, null, "A name"),
            new DeclareError(Who, second, "Another person's", today, PatinaTrial.Signature(DeclareError.Meaning, PatinaTrial.Later)),
            new ConfirmError(Who, second, today, PatinaTrial.Signature(ConfirmError.Meaning, PatinaTrial.Later)),
            new TransferParticipant(Who, "102", "Moved house", today, PatinaTrial.Signature(TransferParticipant.Meaning, PatinaTrial.Later))
        );
        trial.With(Unblinding(Who));
        // A loss is accepted of a store that lost its end; this one did not, so its row is written as that one would write it.
        var signatory = PatinaTrial.Later with { By = "signatory" };
        var loss = new LossAccepted("row 9 is missing", "A backup was put back", PatinaTrial.Signature(AcceptLoss.Meaning, signatory));
        trial.Log.Append([PatinaTrial.Row(trial.Conduct.Head, signatory, loss)]).ShouldBeTrue();
        return trial;
    }

    /// <summary>An amendment masks the trial, and somebody is unblinded.</summary>
    internal static TrialCommand[] Unblinding(string who)
    {
        var (day, today) = (PatinaTrial.Randomization, DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime));
        var masked = Slip.Replace(
            Slip.Replace(File.ReadAllText(Examples.ProtocolPath("patina")), "masking: open label", "masking: double blind"),
            "protocol version: \"1.0\"",
            "protocol version: \"3.0\""
        );
        return
        [
            new AmendProtocol(
                masked,
                Equipoise.Protocol.AmendmentBinding.NewParticipants,
                day.AddDays(1),
                PatinaTrial.Signature(AmendProtocol.Meaning, PatinaTrial.Later)
            ),
            new UnblindParticipant(
                who,
                UnblindingPurpose.Emergency,
                "Overdose, as Mary's <family> said 🩺",
                today,
                PatinaTrial.Signature(UnblindParticipant.Meaning, PatinaTrial.Later)
            ),
        ];
    }
}
