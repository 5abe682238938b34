using System.Text.Json;
using System.Text.Json.Nodes;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Verification;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// A log rewritten with fitting hashes by somebody who has the keys. Verification puts every row to the rules again, so that what
/// breaks one is named at its row with the words of the rule.
/// </summary>
public sealed class RedecisionTests : IClassFixture<StoriesOfEveryKind>
{
    readonly StoriesOfEveryKind stories;
    readonly IReadOnlyList<LogRow> rows;

    public RedecisionTests(StoriesOfEveryKind stories)
    {
        ArgumentNullException.ThrowIfNull(stories);
        (this.stories, rows) = (stories, stories.Life);
    }

    IEnumerable<LogRow> OneOfEachKind => rows.DistinctBy(row => row.Kind);

    [Fact]
    public void What_was_recorded_by_the_rules_is_decided_anew_and_sound()
    {
        foreach (var story in new[] { stories.Life, stories.OfOffice })
        {
            var report = TrialVerification.Verify(story, null, Examples.PatinaProtocol, PatinaTrial.Key);
            report.Problems.ShouldBeEmpty();
            report.DecidedAnew.ShouldBeTrue();
        }
    }

    [Theory]
    // The forgeries of an outside review, each of which an earlier verification took for sound.
    [InlineData("ConsentRecorded", "\"on\":\"2018-03-02\"", "\"on\":\"1999-03-02\"", "before-screening")]
    [InlineData("EligibilitySigned", "\"meaning\":\"I confirm", "\"meaning\":\"I doubt", "signature-of-something-else")]
    [InlineData("EligibilitySigned", "\"name\":\"Investigator of site 101\"", "\"name\":\"\"", "signature-without-name")]
    [InlineData("EligibilitySigned", "\"name\":\"Investigator of site 101\"", "\"name\":\"Dr. Else\"", "signed-with-another-name")]
    [InlineData("EligibilitySigned", "\"authenticatedAt\":\"2018", "\"authenticatedAt\":\"2015", "signature-not-fresh")]
    [InlineData("EligibilitySigned", "\"on\":\"2018-03-08\",\"sig", "\"on\":\"2029-03-08\",\"sig", "in-the-future")]
    [InlineData("EligibilitySigned", "\"authenticatedBy\":\"password\"", "\"authenticatedBy\":\"\"", "signature-without-proof")]
    [InlineData("ParticipantRandomized", "\"on\":\"2018-03-08\"", "\"on\":\"2018-03-07\"", "backdated")]
    [InlineData("ParticipantRandomized", "\"on\":\"2018-03-08\"", "\"on\":\"2099-03-08\"", "in-the-future")]
    [InlineData("ParticipantScreened", "\"age\":57", "\"age\":-1", "bad-age")]
    [InlineData("AdverseEventRecorded", "\"grade\":3", "\"grade\":2147483647", "bad-grade")]
    [InlineData("DoseGiven", "\"treatment\":\"palbociclib\"", "\"treatment\":\"heroin\"", "unknown-treatment")]
    [InlineData("LabValueRecorded", "\"test\":\"platelets\"", "\"test\":\"zzz\"", "unknown-test")]
    [InlineData("VisitRecorded", "\"visit\":\"cycle\"", "\"visit\":\"zzz\"", "unknown-visit")]
    [InlineData("ProtocolAmended", "block sizes: concealed", "block sizes: [2]", "allocation-changed")]
    [InlineData("ProtocolAmended", "\"protocolText\":\"", "\"protocolText\":\"garbage: [", "protocol-has-problems")]
    [InlineData("TrialLocked", "\"meaning\":\"I confirm", "\"meaning\":\"I doubt", "signature-of-something-else")]
    [InlineData("ArmClosed", "\"arm\":\"standard\"", "\"arm\":\"zzz\"", "unknown-arm")]
    [InlineData("PersonAdded", "\"name\":\"Investigator of site 101\"", "\"name\":\"\"", "bad-name")]
    [InlineData("FormItemRecorded", "\"value\":\"250\"", "\"value\":\"9999\"", "not-possible")]
    public void What_the_rules_refuse_is_named_with_their_words(string kind, string from, string to, string rule)
    {
        var row = rows.First(one => one.Kind == kind && one.Payload.Contains(from, StringComparison.Ordinal));

        Problems(Forgery.Of(rows, row.Sequence, from, to))
            .ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: it could not have been recorded: {rule}: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DoseDecided", "\"step\":\"", "\"step\":\"Continue\",\"was\":\"", "it cannot be understood")]
    [InlineData("DoseDecided", "\"rules\":[{", "\"rules\":[],\"because\":[],\"x\":[{", "it cannot be understood")]
    [InlineData("DoseDecided", "\"judgement\":", "\"judgement\":!", "it cannot be understood")]
    [InlineData("EligibilitySigned", "\"answer\":57", "\"answer\":58", "its evidence 1 answer is 58, and would have been 57")]
    [InlineData("QueryOpened", "\"query\":1", "\"query\":7", "its query is 7, and would have been 1")]
    [InlineData("ParticipantRandomized", "\"place\":1", "\"place\":2", "its place is 2, and would have been 1")]
    [InlineData("ReportedToSponsor", "\"related\":true", "\"related\":false", "its related is false, and would have been true")]
    [InlineData("LabValueRecorded", "\"unit\":\"10^9/L\"", "\"unit\":\"10^6/L\"", "its unit is \"10^6/L\", and would have been \"10^9/L\"")]
    [InlineData("TrialLocked", "\"key\":\"", "\"key\":\"00", "its key is not what the log and the key give")]
    [InlineData("TrialLocked", "\"blockSizes\":[4", "\"blockSizes\":[2", "its blockSizes")]
    [InlineData("TrialLocked", ",\"blockSizes\":[4,6,8]", "", "its blockSizes is not what the log and the key give")]
    [InlineData("ProtocolAmended", "\"blockSizesCommitment\":\"", "\"blockSizesCommitment\":\"00", "its blockSizesCommitment is not what the log and the key give")]
    [InlineData("TrialOpened", "\"blockSizesCommitment\":\"", "\"blockSizesCommitment\":\"00", "the block sizes of the protocol file are not those to which this row is bound")]
    public void What_does_not_follow_is_named_with_its_member(string kind, string from, string to, string words)
    {
        var row = rows.First(one => one.Kind == kind && one.Payload.Contains(from, StringComparison.Ordinal));

        Problems(Forgery.Of(rows, row.Sequence, from, to))
            .ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: {words}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TrialLocked", "signature")]
    [InlineData("EligibilitySigned", "signature")]
    [InlineData("EligibilitySigned", "evidence")]
    [InlineData("ParticipantRandomized", "stratum")]
    [InlineData("ReportedToSponsor", "criteria")]
    public void A_member_that_is_missing_is_named(string kind, string member)
    {
        var row = rows.First(one => one.Kind == kind);
        Problems(Forgery.Of(rows, row.Sequence, $"\"{member}\":", $"\"{member}X\":")).ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: it cannot be understood", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("")]
    public void Whatever_a_row_holds_it_is_named_and_the_others_are_looked_at(string payload)
    {
        foreach (var row in OneOfEachKind)
            Problems(Forgery.Of(rows, one => one == row ? one with { Payload = payload } : one))
                .ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: it cannot be understood", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_that_no_number_holds_is_named()
    {
        var row = rows.First(one => one.Kind == "LabValueRecorded");
        var forged = Forgery.Of(rows, row.Sequence, "\"value\":", "\"value\":1e999,\"test\":");
        Problems(forged).ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: it cannot be understood", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_nobody_and_one_of_no_time_are_named()
    {
        foreach (var row in OneOfEachKind)
        {
            var nobody = Problems(Forgery.Of(rows, one => one == row ? one with { By = "" } : one));
            nobody.ShouldContain(problem => problem.StartsWith($"row {row.Sequence}: ", StringComparison.Ordinal), row.Kind);
            Problems(Forgery.Of(rows, one => one == row ? one with { RecordedAt = "banana" } : one))
                .ShouldContain($"row {row.Sequence}: it cannot be understood: 'banana' is no time as rows have it.");
        }
    }

    [Fact]
    public void Whoever_has_not_the_right_has_signed_nothing()
    {
        var row = rows.First(one => one.Kind == "EligibilitySigned");
        Problems(Forgery.Of(rows, one => one == row ? one with { By = "nurse" } : one))
            .ShouldContain($"row {row.Sequence}: it could not have been recorded: not-granted: {Staff.Name} has no role that may do this (SignEligibility).");
    }

    [Fact]
    public void The_dead_are_not_randomized_and_what_follows_from_a_save_is_not_left_out()
    {
        var randomized = rows.First(one => one.Kind == "ParticipantRandomized");
        var death = PatinaTrial.Row(LogHead.Empty, PatinaTrial.At(PatinaTrial.Consent), new Equipoise.Conduct.FollowUp.DeathRecorded("101-001", null, PatinaTrial.Consent));
        Problems(Forgery.Of(rows.SelectMany(row => row == randomized ? [death, row] : new[] { row }), row => row))
            .ShouldContain($"row {randomized.Sequence + 1}: it could not have been recorded: left-the-study: 101-001 has left the study.");

        var query = rows.First(one => one.Kind == "QueryOpened");
        Problems(Forgery.Of(rows, row => row == query ? null : row))
            .ShouldContain($"row {query.Sequence}: here a QueryOpened would have been recorded with the row before");
    }

    [Fact]
    public void A_log_that_is_said_to_be_of_the_first_format_has_nothing_of_a_later_one() =>
        Problems(Forgery.Of(rows, 1, ",\"format\":2", "")).ShouldContain("row 2: a log of the first format has nothing of the kind");

    [Fact]
    public void Without_the_key_all_but_the_arms_is_decided_anew()
    {
        var report = TrialVerification.Verify(rows, null, Examples.PatinaProtocol, key: null);
        (report.IsSound, report.DecidedAnew, report.Replayed).ShouldBe((true, true, false));
        var row = rows.First(one => one.Kind == "EligibilitySigned");
        TrialVerification
            .Verify(Forgery.Of(rows, row.Sequence, "I confirm", "I doubt"), null, Examples.PatinaProtocol, key: null)
            .Problems.ShouldContain(problem => problem.Row == row.Sequence);
    }

    [Fact]
    public void The_key_and_the_arm_that_it_gives_are_not_told_because_somebody_forged_a_row()
    {
        var locked = rows.First(one => one.Kind == "TrialLocked");
        var without = rows.Where(row => row != locked).ToList();
        var forged = PatinaTrial.Row(LogHead.Of(without[^1]), PatinaTrial.Later, new Equipoise.Conduct.Closing.TrialLocked(new('0', 64), PatinaTrial.Signature("x", PatinaTrial.Later)));
        string.Concat(Problems([.. without, forged])).ShouldNotContain(PatinaTrial.Key.Reveal());
    }

    [Fact]
    public void Every_kind_of_event_gives_its_command_back_or_says_why_not()
    {
        Dictionary<string, TrialCommand?> told = [];
        foreach (var story in new[] { stories.Life, stories.OfOffice })
        {
            var state = new TrialState();
            var entries = story.Select(Entry.Of).ToList();
            foreach (var (place, row) in story.Index())
            {
                var one = entries[place].Event;
                var command = one.AsAsked(new(state, PatinaTrial.Rules, entries.Skip(place + 1).Select(entry => entry.Event)));
                (command is null).ShouldBe(one.WhyNotAsked is not null, row.Kind);
                told.TryAdd(row.Kind, command);
                state.Apply(row);
            }
        }
        EventJson.Kinds.Except(told.Keys).ShouldBeEmpty("Tell the new kind in a story.");
        // The first query was opened by the program; the others give their command.
        told.Where(kind => kind.Value is null)
            .Select(kind => kind.Key)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["FormSignatureLapsed", "ItemVerificationLapsed", "QueryOpened", "RequestChangedNothing", "RequestRefused"]);
    }

    [Fact]
    public void A_consent_dated_after_what_it_permits_is_found_where_that_was_recorded()
    {
        var consent = rows.First(row => row.Kind == "ConsentRecorded");
        var answer = rows.First(row => row.Kind == "EligibilityAnswered");
        Problems(Forgery.Of(rows, consent.Sequence, "2018-03-02", "2023-03-02"))
            .ShouldContain($"row {answer.Sequence}: it could not have been recorded: before-consent: 2018-03-02 is before 101-001 consented on 2023-03-02.");
    }

    /// <summary>
    /// What the program never takes: U+0007, a line in a text of one line, 10,001 letters, an override of the order of letters. Half of
    /// a pair is no JSON at all.
    /// </summary>
    [Theory]
    [InlineData("AdverseEventRecorded", "\"rash\\u0007\"", "'term' has a control character (U+0007) at character 5")]
    [InlineData("AdverseEventRecorded", "\"rash\\nand fever\"", "'term' has ")]
    [InlineData("AdverseEventRecorded", null, "'term' has 10,001 characters")]
    [InlineData("NewTherapyStarted", "\"\\u202eenibaticepac\"", "'therapy' has ")]
    [InlineData("QueryAnswered", "\"why\\u0085\"", "'text' has ")]
    public void A_text_that_could_not_have_been_typed_is_named(string kind, string? content, string words)
    {
        var row = rows.First(one => one.Kind == kind && one.Texts.Count > 0);
        var text = row.Texts[0] with { Content = content ?? $"\"{new string('x', 10_001)}\"" };
        var forged = Forgery.Of(
            rows,
            one =>
                one == row
                    ? one with
                    {
                        Payload = one.Payload.Replace(one.Texts[0].Hash, text.Hash, StringComparison.Ordinal),
                        Texts = [text, .. one.Texts.Skip(1)],
                    }
                    : one
        );
        string.Join('\n', Problems(forged)).ShouldContain($"row {row.Sequence}: it could not have been recorded: unreadable-text: {words}");
    }

    /// <summary>
    /// Why, what is asked, what is signed for: each of these texts must say something, and no rule takes an empty one. Of one row
    /// of each kind, every text that is there.
    /// </summary>
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    public void No_text_is_empty(string nothing)
    {
        List<string> taken = [];
        foreach (var story in new[] { stories.Life, stories.OfOffice })
            foreach (var row in story.DistinctBy(one => (one.Kind, string.Join(' ', one.Texts.Select(text => text.Name)))))
                foreach (var (where, forged) in Emptied(row, nothing))
                    if (!Problems(Forgery.Of(story, one => one == row ? forged : one)).Any(problem => problem.StartsWith($"row {row.Sequence}: ", StringComparison.Ordinal)))
                        taken.Add($"{row.Kind} {where}");
        taken
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                // May be left out.
                "AdverseEventRecorded preferredTerm",
                "DeathRecorded cause",
                // Copied from the declaration, of a log of which a text is gone: what was copied cannot be compared any more.
                "EnteredInError reason",
                // Whom it was asked about may have been the reason to refuse it.
                "RequestRefused participant",
                // Only the key tells.
                "TrialOpened sealCommitment",
            ]);
    }

    static IEnumerable<(string Where, LogRow Forged)> Emptied(LogRow row, string nothing)
    {
        foreach (var text in row.Texts)
        {
            var empty = text with { Content = nothing };
            var payload = row.Payload.Replace(text.Hash, empty.Hash, StringComparison.Ordinal);
            yield return (text.Name, row with { Payload = payload, Texts = [.. row.Texts.Select(one => one == text ? empty : one)] });
        }
        foreach (var member in JsonNode.Parse(row.Payload)!.AsObject())
            if (member.Value?.GetValueKind() == JsonValueKind.String)
            {
                var changed = JsonNode.Parse(row.Payload)!.AsObject();
                changed[member.Key] = JsonNode.Parse(nothing);
                yield return (member.Key, row with { Payload = changed.ToJsonString() });
            }
    }

    static string[] Problems(IEnumerable<LogRow> forged) =>
        [.. TrialVerification.Verify(forged, null, Examples.PatinaProtocol, PatinaTrial.Key).Problems.Select(problem => $"{problem}")];
}
