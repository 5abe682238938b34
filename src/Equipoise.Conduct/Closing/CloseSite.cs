using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Closing;

/// <summary>Closes a site: nobody is screened or randomized there until it is opened again.</summary>
/// <remarks>
/// Every site is open unless it was closed, so that a trial needs no list of its sites; one that opens them one by one closes
/// them all first. Follow-up goes on: who is in the trial is owed it.
/// </remarks>
/// <param name="Site">The site.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day, which must be today.</param>
/// <param name="Signature">Who answers for it.</param>
public sealed record CloseSite(string Site, string Reason, DateOnly On, Signature Signature) : TrialCommand
{
    internal override Act Act => Act.Direct;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What the signature means.</summary>
    public const string Meaning = "I confirm that this site is closed: nobody is screened or randomized there.";

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        if (Identifiers.AgainstSite(Site) is { } unusable)
            return new Decision.Refused([unusable]);
        if (!state.Sites.ContainsKey(Site) && Identifiers.Alike(Site, state.Sites.Keys) is { } alike)
            return new Decision.Refused([alike]);
        if (state.ClosedSites.TryGetValue(Site, out var closed))
            return Refuse("site-closed", $"Site {Site} was closed on {closed.On:yyyy-MM-dd}: {closed.Reason}");
        List<Refusal> reasons = [.. SignedToday.OfTrial(Reason, On, Signature, Meaning, stamp)];
        return reasons.Count > 0
            ? new Decision.Refused(reasons)
            : new Decision.Accepted([new SiteClosed(Site, Reason, On, Signature)]);
    }
}

/// <summary>A site was closed.</summary>
/// <param name="Site">The site.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day.</param>
/// <param name="Signature">Who answers for it.</param>
public sealed record SiteClosed(string Site, [FreeText] string Reason, DateOnly On, Signature Signature) : TrialEvent
{
    internal override string Says(TrialProtocol protocol) => $"Site {Site} was closed: {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new CloseSite(Site, Reason, On, Signature);

    internal override void Apply(TrialState trial, Entry entry)
    {
        var closings = trial.Own<Closings>();
        closings.Sites = closings.Sites.SetItem(Site, this);
    }
}
