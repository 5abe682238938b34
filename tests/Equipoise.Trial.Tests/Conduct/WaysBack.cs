using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Trial.Tests.Conduct.Odm;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>Whatever is recorded about a participant can be taken back, or the refusal says what to do instead.</summary>
public sealed class WaysBack : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly today = DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime);
    readonly PatinaTrial trial = OdmStory.UntilTheEnd();

    public void Dispose() => trial.Dispose();

    [Fact]
    public void Every_kind_of_fact_about_a_participant_has_a_way_back_or_words_why_not()
    {
        var kinds = EventJson
            .Kinds.Select(kind => EventJson.OfKind(kind).Type)
            .Where(type => type.IsSubclassOf(typeof(ParticipantEvent)) && type != typeof(EnteredInError))
            .Select(type => type.Name)
            .ToList();
        // What rests on others goes first; whatever is left cannot go.
        while (Standing().Where(entry => Fact(entry).InsteadOfTakingBack is null).Any(TakenBack)) { }
        // Without death and withdrawal life goes on, elsewhere for that matter.
        trial.With(
            new TransferParticipant(Id, "102", "Moved house", today, PatinaTrial.Signature(TransferParticipant.Meaning, PatinaTrial.Later))
        );
        trial.With(Attacks.StoriesOfEveryKind.Unblinding(Id));
        kinds.Except(Told()).ShouldBeEmpty("the story tells of every kind; a new one has to be told there");


        foreach (var entry in Standing())
        {
            var refused = ((Decision.Refused)trial.Do(Mark(entry))).Reasons.ShouldHaveSingleItem();
            refused.Rule.ShouldBe("not-taken-back", Fact(entry).What);
            refused.Words.ShouldBe(Fact(entry).InsteadOfTakingBack);
        }
        Equipoise
            .Conduct.Verification.TrialVerification.Verify(trial.Rows, null, Examples.PatinaProtocol, PatinaTrial.Key)
            .Problems.ShouldBeEmpty();
    }

    IEnumerable<string> Told() =>
        Standing().Concat(trial.Participant(Id).TakenBack.Select(one => one.Fact)).Select(entry => entry.Event.GetType().Name).Distinct();

    IReadOnlyList<Entry> Standing() => [.. trial.Participant(Id).Entries.OrderByDescending(entry => entry.Sequence)];

    bool TakenBack(Entry entry) =>
        trial.Do(Mark(entry)) is Decision.Accepted
        || (
            trial.Do(
                new DeclareError(Id, entry.Sequence, "Another's", today, PatinaTrial.Signature(DeclareError.Meaning, PatinaTrial.Later))
            )
                is Decision.Accepted
            && trial.Do(new ConfirmError(Id, entry.Sequence, today, PatinaTrial.Signature(ConfirmError.Meaning, PatinaTrial.Later)))
                is Decision.Accepted
        );

    static ParticipantEvent Fact(Entry entry) => (ParticipantEvent)entry.Event;

    static MarkEnteredInError Mark(Entry entry) =>
        new(Id, entry.Sequence, "Entered for another", today, PatinaTrial.Signature(MarkEnteredInError.Meaning, PatinaTrial.Later));
}
