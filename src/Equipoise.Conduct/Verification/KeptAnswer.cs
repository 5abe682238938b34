using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Verification;

/// <summary>
/// What no command gives again: the answer to a request that was refused or changed nothing, which is looked at for its form,
/// and what is recorded with something else only.
/// </summary>
static partial class KeptAnswer
{
    static readonly FrozenDictionary<string, Type> commands = typeof(TrialCommand)
        .Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(TrialCommand)) && !type.IsAbstract)
        .ToFrozenDictionary(type => type.Name);

    internal static IEnumerable<string> Problems(ReadRow row, TrialState state) =>
        row.Event switch
        {
            RequestRefused one => Problems(one, one.Asked, one.Participant, state, row.Entry.Stamp).Concat(Problems(one.Reasons)),
            RequestChangedNothing one => Problems(one, one.Asked, one.Participant, state, row.Entry.Stamp)
                .Concat(Problems(one, state, row.Entry.Stamp.By)),
            var other => [$"nothing that was recorded with it brings it about. {other.WhyNotAsked}"],
        };

    static IEnumerable<string> Problems(TrialEvent answer, string asked, string? participant, TrialState state, Stamp stamp)
    {
        if (state.Part<Foundation>().IsLocked)
            yield return "it was recorded after the trial was locked";
        if (!stamp.HasUser)
            yield return "nobody asked for what it answers";
        if (answer.Request is null)
            yield return "it answers no request";
        if (!commands.TryGetValue(asked, out var command))
            yield return $"there is no command '{asked}'";
        else if (command.IsSubclassOf(typeof(ParticipantCommand)) == participant is null)
            yield return participant is null ? $"a {asked} is about a participant" : $"a {asked} is about no participant";
    }

    /// <summary>Who was told that nothing changed was somebody who may ask, about somebody who is here.</summary>
    static IEnumerable<string> Problems(RequestChangedNothing nothing, TrialState state, string by)
    {
        if (!state.People.TryGetValue(by, out var person) || person.IsClosed)
            yield return $"nobody who may ask is known as '{by}'";
        if (nothing.Participant is { } participant && state.Find(participant) is null)
            yield return $"no participant {participant} was screened";
    }

    static IEnumerable<string> Problems(IReadOnlyList<Refusal> reasons)
    {
        if (reasons.Count == 0)
            yield return "it was refused for no reason";
        foreach (var (rule, words) in reasons)
            if (!Rule().IsMatch(rule) || string.IsNullOrWhiteSpace(words))
                yield return $"'{rule}' is no rule with its words";
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();
}
