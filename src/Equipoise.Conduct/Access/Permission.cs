using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Access;

/// <summary>Whether somebody may give a command at all: asked before every decision.</summary>
static class Permission
{
    internal static IEnumerable<Refusal> Objections(TrialCommand command, TrialState state, Stamp stamp)
    {
        // Whoever opens a trial becomes its first administrator; a log of the first format knows no people, and is not gone
        // on with.
        if (command.Opens || !stamp.HasUser || state.Part<Foundation>().Format < LogFormat.Current)
            yield break;
        // Whether the participant holds a code that counts, the command itself looks after.
        if (command.IsOfParticipant)
        {
            if (command.Concerns is not { } self || stamp.By != OwnName.Of(self))
                yield return new("not-granted", $"What participants say themselves nobody says for them ({command.Act}).");
            yield break;
        }
        if (!state.People.TryGetValue(stamp.By, out var person))
        {
            yield return new(
                "unknown-person",
                $"Nobody is known as '{stamp.By}': an administrator has to add them to the trial."
            );
            yield break;
        }
        if (person.IsClosed)
        {
            yield return new("account-closed", $"The account of {person.Name} ({person.Id}) is closed.");
            yield break;
        }
        if (!person.May(command.Act))
            yield return new("not-granted", $"{person.Name} has no role that may do this ({command.Act}).");
        else if (command.SiteIn(state) is { } site && !person.May(command.Act, site))
            yield return command.Concerns is { } participant
                // In the words for somebody whom nobody screened: whether another site has such a number is not told.
                ? new("unknown-participant", $"No participant {participant} was screened.")
                : new("not-your-site", $"{person.Name} has no role at site {site} that may do this ({command.Act}).");
    }

    /// <summary>A signature has the printed name of the person who signs, and of nobody else.</summary>
    internal static IEnumerable<Refusal> AgainstName(TrialCommand command, TrialState state, Stamp stamp)
    {
        if (
            !string.IsNullOrWhiteSpace(command.SignedAs)
            && state.People.TryGetValue(stamp.By, out var person)
            && command.SignedAs != person.Name
        )
            yield return new(
                "signed-with-another-name",
                $"The printed name of a signature is that of the person who signs: {person.Name}, not {command.SignedAs}."
            );
    }
}
