using Equipoise.Conduct.Access;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Screening;

/// <summary>Registers a person who may enter the trial, or corrects the screening of somebody of the same site.</summary>
/// <remarks>
/// The number is issued by the program, or chosen by the site among those that begin with its own identifier: so nobody
/// learns from it who is in the trial elsewhere. Screening again never moves anybody to another site: a transfer does.
/// </remarks>
/// <param name="Participant">The identifier: letters, digits and hyphens, at most 20; null for the next of the site.</param>
/// <param name="Site">The site, in the same characters; exported as SITEID.</param>
/// <param name="Age">Age in whole years on that day.</param>
/// <param name="Sex">Sex as recorded by the site.</param>
/// <param name="On">The day of screening.</param>
public sealed record ScreenParticipant(string? Participant, string Site, int Age, Sex Sex, DateOnly On) : TrialCommand
{
    internal override Act Act => Act.Screen;

    internal override DateOnly? TellsUntil => On;

    internal override string? SiteIn(TrialState state) => Participant is null ? Site : state.Find(Participant)?.Site ?? Site;

    /// <summary>Why a screening that is already recorded changes; needed for that only.</summary>
    public string? ReasonForChange { get; init; }

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        var number = Participant ?? NextNumber(state);
        var participant = state.Find(number);
        List<Refusal> reasons =
        [
            .. Identity(number),
            .. Place(state, number, participant),
            .. Calendar(state, participant, rules, stamp),
        ];
        // Who is already screened may be corrected after accrual has ended.
        if (participant is null)
            reasons.AddRange([.. AccrualGate.ToScreening(state, rules.Protocol, Site), .. Alike(state, number)]);
        return reasons.Count > 0
            ? new Decision.Refused(reasons)
            : Corrections.Of([new ParticipantScreened(number, Site, Age, Sex, On)], participant, ReasonForChange);
    }

    /// <summary>The first number of the site that nobody has.</summary>
    string NextNumber(TrialState state)
    {
        var next = state.Participants.Count(participant => participant.Id.StartsWith($"{Site}-", StringComparison.Ordinal)) + 1;
        while (state.Find($"{Site}-{next:00}") is not null)
            next++;
        return $"{Site}-{next:00}";
    }

    IEnumerable<Refusal> Place(TrialState state, string number, ParticipantState? participant)
    {
        if (!state.Sites.ContainsKey(Site))
            yield return new("unknown-site", $"There is no site {Site}: an administrator has to register it.");
        if (participant is not null && participant.Site != Site)
            yield return new("other-site", $"{number} is a participant of another site: only a transfer moves somebody.");
        else if (participant is null && !number.StartsWith($"{Site}-", StringComparison.Ordinal))
            yield return new(
                "number-of-another-site",
                $"A number of site {Site} begins with '{Site}-': '{number}' does not. Leave it out, and the next one is issued."
            );
    }

    static IEnumerable<Refusal> Alike(TrialState state, string number) =>
        state.InWhateverCase(number) is { } other && Identifiers.Alike(number, [other]) is { } alike ? [alike] : [];

    IEnumerable<Refusal> Identity(string number)
    {
        if (Identifiers.AgainstParticipant(number) is { } badNumber)
            yield return badNumber;
        if (Identifiers.AgainstSite(Site) is { } badSite)
            yield return badSite;
        if (Age is < 0 or > 120)
            yield return new("bad-age", $"An age of {Age} years is not possible.");
        if (!Enum.IsDefined(Sex))
            yield return new("bad-sex", "Sex is recorded as female, male or unknown.");
    }

    IEnumerable<Refusal> Calendar(TrialState state, ParticipantState? participant, TrialRules rules, Stamp stamp)
    {
        if (Timeline.NotYet(On, stamp) is { } future)
            yield return future;
        if (state.FinalCutoff is { } cutoff && On > cutoff.On)
            yield return new("after-cutoff", $"{On:yyyy-MM-dd} is after the data cutoff of {cutoff.On:yyyy-MM-dd}.");
        if (
            participant?.Facts.Where(fact => fact is not ParticipantScreened).MinBy(fact => fact.Began.Last) is { } earliest
            && earliest.Began.IsBefore(On) is true
        )
            yield return new("facts-before-the-start", $"{On:yyyy-MM-dd} is after {earliest.What} of {earliest.Began}.");
        foreach (var refusal in AccrualGate.Calendar(rules.Protocol, On, "new participants"))
            yield return refusal;
    }
}

/// <summary>Sex as recorded by the site.</summary>
public enum Sex
{
    /// <summary>Exported as F.</summary>
    Female,

    /// <summary>Exported as M.</summary>
    Male,

    /// <summary>Exported as U.</summary>
    Unknown,
}

/// <summary>A person was screened.</summary>
/// <param name="Participant">The participant's identifier.</param>
/// <param name="Site">The site.</param>
/// <param name="Age">Age in whole years on that day.</param>
/// <param name="Sex">Sex as recorded by the site.</param>
/// <param name="On">The day of screening.</param>
public sealed record ParticipantScreened(string Participant, string Site, int Age, Sex Sex, DateOnly On) : ParticipantEvent
{
    internal override FactItem Item => new();

    internal override string What => "the screening";

    internal override string Says(TrialProtocol protocol) => $"Screened: {Sex.InWords}, {Age} years";

    internal override string? InsteadOfTakingBack =>
        "A screening is not taken back: correct it, with a reason.";

    internal override Milestone? Reaches => Milestone.Screening;

    internal override TrialCommand AsAsked(Trace trace) =>
        new ScreenParticipant(Participant, Site, Age, Sex, On) { ReasonForChange = ReasonForChange };

    internal override void Apply(TrialState trial, Entry entry)
    {
        var isNew = trial.Find(Participant) is null;
        var who = trial.Add(Participant);
        trial.Place(who, Site);
        if (isNew)
            who.BoundTo = trial.InForce?.Sha256 ?? "";
        who.Take(entry, this);
    }
}

/// <summary>The screening of a participant.</summary>
public static class ScreeningState
{
    extension(ParticipantState who)
    {
        /// <summary>The screening, which every participant has.</summary>
        public ParticipantScreened Screened => who.The<ParticipantScreened>()!;
    }
}
