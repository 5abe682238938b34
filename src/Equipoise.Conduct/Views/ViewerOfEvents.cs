using Equipoise.Conduct.Access;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Treatment.DoseRules;

namespace Equipoise.Conduct.Views;

/// <content>What happens to a participant after randomization.</content>
public sealed partial class Viewer
{
    /// <summary>The visits and assessments of a participant by the plan; null where the viewer may not see them.</summary>
    /// <param name="participant">The identifier.</param>
    public PlanView? Plan(string participant) => Seen(participant) is { } who ? PlanView.Of(this, who) : null;

    /// <summary>The adverse events of a participant, by number; none where the viewer may not see them.</summary>
    /// <param name="participant">The identifier.</param>
    public IReadOnlyList<AdverseEventView> AdverseEvents(string participant) =>
        Seen(participant) is { } who ? AdverseEventView.Of(this, who, Authorities) : [];

    /// <summary>A page of the serious adverse events of a site, or of every site that the viewer sees.</summary>
    /// <param name="site">The site; null for all that the viewer sees.</param>
    /// <param name="status">Those that came so far; null for all.</param>
    /// <param name="page">Which page, from 1.</param>
    public SeriousEventsView Serious(string? site = null, SeriousStatus? status = null, int page = 1) =>
        SeriousEventsView.Of(this, site, status, page);

    /// <summary>
    /// The authorities that were told of any event of the trial. Where none was, one without a name stands for whichever must be
    /// told: the protocol names none.
    /// </summary>
    public IReadOnlyList<string> Authorities => authorities.Of(Trial, "", _ => Told(Trial));

    static readonly FoundOnce<string, IReadOnlyList<string>> authorities = new();

    static IReadOnlyList<string> Told(TrialState trial) =>
        trial
            .Participants.SelectMany(who => who.All<SubmittedToAuthority>())
            .Select(sent => sent.Authority)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList()
            is { Count: > 0 } named
            ? named
            : ["an authority"];

    /// <summary>What the grades of a term mean by the dictionary of the protocol that binds a participant.</summary>
    /// <param name="participant">The identifier.</param>
    /// <param name="term">What was observed, as far as it is typed.</param>
    public GradesView? GradesOf(string participant, string term) =>
        Seen(participant) is { } who ? GradesView.Of(RulesOf(who).Protocol, term) : null;

    /// <summary>The laboratory tests and values of a participant; null where the viewer may not see them.</summary>
    /// <param name="participant">The identifier.</param>
    public LaboratoryView? Laboratory(string participant) =>
        Seen(participant) is { } who ? LaboratoryView.Of(this, who) : null;

    /// <summary>How laboratories write their files, by the protocol in force.</summary>
    public IReadOnlyList<Protocol.LaboratoryFileLayout> LaboratoryFiles => InForce.Protocol.FollowUp?.LaboratoryFiles ?? [];

    /// <summary>
    /// How values would be graded if they were recorded; those of tests that the protocol does not have are left out.
    /// </summary>
    /// <param name="values">The values of one participant or of several.</param>
    public IReadOnlyList<LaboratoryValueView> Graded(params IReadOnlyList<RecordLabValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.Select(value => LaboratoryView.WouldBe(this, value)).OfType<LaboratoryValueView>()];
    }

    /// <summary>
    /// What a participant is given; null for one who is not randomized or not seen, and for a viewer who may not see arms there.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    public DosesView? Doses(string participant) => Treated(participant) is { } who ? DosesView.Of(this, who) : null;

    /// <summary>
    /// Whether the viewer may see what participants of the site are given: else every page about it is not there.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    public bool SeesDosesOf(string participant) => Seen(participant) is { } who && SeesArms(who.Site);

    /// <summary>
    /// What the dose rules propose today; null where the protocol names none for that treatment, and where the viewer may not see
    /// doses.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    /// <param name="treatment">The treatment.</param>
    /// <param name="cycle">The cycle, from 1.</param>
    /// <param name="day">The day of the cycle, from 1.</param>
    /// <param name="answers">What the rules need to know and nobody records elsewhere.</param>
    public DoseProposal? Proposal(string participant, string treatment, int cycle, int day, DoseAnswers answers) =>
        Treated(participant) is { } who && cycle >= 1 && day >= 1
            ? new DecideDose(
                who.Id,
                treatment,
                cycle,
                day,
                answers,
                DoseStep.Continue,
                null,
                null,
                new("", DecideDose.Meaning, Now, ""),
                TodayAt(who.Site)
            ).Proposal(Trial, RulesOf(who))
            : null;

    /// <summary>The lesions and assessments of a participant; null where the viewer may not see them.</summary>
    /// <param name="participant">The identifier.</param>
    public DiseaseView? Disease(string participant) => Seen(participant) is { } who ? DiseaseView.Of(this, who) : null;

    /// <summary>
    /// The sites that may take over a participant, with their names; none for a viewer who may not hand the participant over.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    public IReadOnlyList<(string Site, string Name)> SitesToTakeOver(string participant) =>
        Seen(participant) is { } who && May(Act.Transfer, who.Site)
            ?
            [
                .. Trial
                    .Sites.Where(site => site.Key != who.Site)
                    .OrderBy(site => site.Key, StringComparer.Ordinal)
                    .Select(site => (site.Key, site.Value.Name)),
            ]
            : [];

    /// <summary>How a participant left the study or died; null where the viewer may not see them.</summary>
    /// <param name="participant">The identifier.</param>
    public EndView? End(string participant) =>
        Seen(participant) is { } who ? new(who.The<ParticipantWithdrawn>(), who.The<DeathRecorded>()) : null;

    /// <summary>
    /// What it takes to take back a fact that was entered in error; null where that row is no fact that stands of a participant
    /// whom the viewer sees, or one that tells an arm that they may not see.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    /// <param name="sequence">The row of the fact at its latest value.</param>
    public ErrorView? Error(string participant, long sequence) =>
        Seen(participant) is { } who ? ErrorView.Of(this, who, sequence) : null;

    ParticipantState? Treated(string participant) =>
        Seen(participant) is { Randomized: not null } who && SeesArms(who.Site) ? who : null;
}
