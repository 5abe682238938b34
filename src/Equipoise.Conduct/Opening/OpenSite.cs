using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Opening;

/// <summary>Opens a site that was closed: people are screened and randomized there again.</summary>
/// <param name="Site">The site.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day, which must be today.</param>
/// <param name="Signature">Who answers for it.</param>
public sealed record OpenSite(string Site, string Reason, DateOnly On, Signature Signature) : TrialCommand
{
    internal override Act Act => Act.Direct;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What the signature means.</summary>
    public const string Meaning = "I confirm that this site is open: people may be screened and randomized there.";

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        if (!state.ClosedSites.ContainsKey(Site))
            return Refuse("site-open", $"Site {Site} is open: every site is, unless it was closed.");
        List<Refusal> reasons = [.. SignedToday.OfTrial(Reason, On, Signature, Meaning, stamp)];
        return reasons.Count > 0
            ? new Decision.Refused(reasons)
            : new Decision.Accepted([new SiteOpened(Site, Reason, On, Signature)]);
    }
}

/// <summary>A closed site was opened again.</summary>
/// <param name="Site">The site.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day.</param>
/// <param name="Signature">Who answers for it.</param>
public sealed record SiteOpened(string Site, [FreeText] string Reason, DateOnly On, Signature Signature) : TrialEvent
{
    internal override string Says(TrialProtocol protocol) => $"Site {Site} was opened again: {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new OpenSite(Site, Reason, On, Signature);

    internal override void Apply(TrialState trial, Entry entry)
    {
        var closings = trial.Own<Closings>();
        closings.Sites = closings.Sites.Remove(Site);
    }
}
