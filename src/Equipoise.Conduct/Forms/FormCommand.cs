using Equipoise.Conduct.Record;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Forms;

/// <summary>A command about a form that a participant has: what people do with it, not what is written in it.</summary>
/// <param name="Participant">The participant.</param>
public abstract record FormCommand(string Participant) : TrialCommand
{
    internal sealed override string? Concerns => Participant;

    private protected sealed override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        if (state.Find(Participant) is not { } participant)
            return Refuse("unknown-participant", $"No participant {Participant} was screened.");
        var now = new Situation(state, participant, rules.Under(participant.BoundTo, state), stamp);
        List<Refusal> reasons = [.. Objections(now)];
        return reasons.Count > 0 ? new Decision.Refused(reasons) : new Decision.Accepted([.. Events(now)]);
    }

    /// <summary>What speaks against it.</summary>
    private protected abstract IEnumerable<Refusal> Objections(Situation now);

    /// <summary>What is to be recorded; nothing when the log already says so.</summary>
    private protected abstract IEnumerable<FormEvent> Events(Situation now);

    /// <summary>The form in that place, or why there is none.</summary>
    private protected static IEnumerable<Refusal> NoSuchForm(Situation now, FormPlace place)
    {
        if (BindingForms.Of(now).FirstOrDefault(form => form.Id == place.Form) is not { } form)
            yield return new("unknown-form", $"The protocol has no form '{place.Form}'.");
        else if (!form.IsFilledInAt(place.Visit, place.Occurrence))
            yield return new("not-at-this-visit", $"Form '{place.Form}' is not filled in at {place.Visit} {place.Occurrence}.");
    }

    /// <summary>A form in which nothing is recorded yet leaves nothing to verify, freeze, lock or sign.</summary>
    private protected static IEnumerable<Refusal> NothingRecorded(Situation now, FormPlace place)
    {
        if (now.Participant.Forms.Find(place) is null)
            yield return new("nothing-recorded", $"Nothing is recorded in {place} of {now.Participant.Id}.");
    }

    private protected static IEnumerable<Refusal> Locked(Situation now, FormPlace place)
    {
        if (now.Participant.Forms.Find(place) is { IsLocked: true })
            yield return new("form-locked", $"{place} of {now.Participant.Id} is locked.");
    }

    /// <summary>Words that people write to one another: something.</summary>
    private protected static IEnumerable<Refusal> Wordless(string? text, string rule, string words)
    {
        if (string.IsNullOrWhiteSpace(text))
            yield return new(rule, words);
    }
}
