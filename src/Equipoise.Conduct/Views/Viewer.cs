using Equipoise.Conduct.Access;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>
/// Somebody who looks at a moment: what a page shows is made for them, and for nobody else. What they may not see is not there,
/// in the same words as what does not exist.
/// </summary>
/// <remarks>
/// Whether a viewer sees arms follows from the table of rights and from the masking of the protocol in force; a protocol that
/// does not say that it is open label is masked. Views are made from a published state: they never change, and keeping one costs
/// nobody anything.
/// </remarks>
public sealed partial class Viewer
{
    readonly Act seeingArms;

    /// <summary>The viewer of that identifier. Whoever is not known, or whose account is closed, sees nothing.</summary>
    /// <param name="trial">What is recorded; the views show this and nothing later.</param>
    /// <param name="rules">The rules of the trial.</param>
    /// <param name="person">The identifier.</param>
    /// <param name="now">The moment: what day it is at a site, and how long a clock still runs, follow from it.</param>
    public Viewer(TrialState trial, TrialRules rules, string person, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(person);
        (Trial, Rules, Now) = (trial, rules, now.ToUniversalTime());
        Person = trial.People.GetValueOrDefault(person);
        InForce = trial.InForce is { } version ? rules.Under(version.Sha256, trial) : rules;
        IsMasked = trial.IsMasked(rules);
        seeingArms = IsMasked ? Act.SeeArmsMasked : Act.SeeArmsOpen;
    }

    /// <summary>
    /// Somebody who looks in some of their roles only, as a program does that acts for them in one. A role that is not recorded
    /// lets nobody see anything, whatever is given here.
    /// </summary>
    /// <param name="trial">What is recorded; the views show this and nothing later.</param>
    /// <param name="rules">The rules of the trial.</param>
    /// <param name="limited">The person, with the roles in which they look.</param>
    /// <param name="now">The moment.</param>
    public Viewer(TrialState trial, TrialRules rules, Person limited, DateTimeOffset now)
        : this(trial, rules, limited?.Id ?? throw new ArgumentNullException(nameof(limited)), now) =>
        Person = Person is { } known ? known with { Roles = [.. known.Roles.Where(limited.Roles.Contains)] } : null;

    internal TrialState Trial { get; }

    internal TrialRules Rules { get; }

    /// <summary>The rules of the version that is in force.</summary>
    internal TrialRules InForce { get; }

    /// <summary>The moment, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Whether the protocol in force hides the arms from those who conduct the trial.</summary>
    public bool IsMasked { get; }

    /// <summary>Who looks; null for somebody who is not known.</summary>
    public Person? Person { get; }

    /// <summary>Whether they may do that anywhere at all.</summary>
    /// <param name="act">The act.</param>
    public bool May(Act act) => Person?.May(act) == true;

    /// <summary>Whether they may do that at that site; for what is of no site, whether anywhere.</summary>
    /// <param name="act">The act.</param>
    /// <param name="site">The site; null for what concerns no single site.</param>
    public bool May(Act act, string? site) => Person?.May(act, site) == true;

    /// <summary>
    /// The registered sites whose participants the viewer may see, by identifier; all of them for who manages people and sites.
    /// </summary>
    public IReadOnlyList<SiteView> Sites =>
        [
            .. Trial
                .Sites.Keys.Where(site => May(Act.See, site) || May(Act.ManagePeople))
                .Order(StringComparer.Ordinal)
                .Select(site => SiteView.Of(this, site)),
        ];

    /// <summary>A page of the participants whom the viewer may see, without arms, the one screened last first.</summary>
    /// <param name="site">Those of this site only; null for every site that the viewer sees.</param>
    /// <param name="search">A part of the identifier, in any case; null or empty for all.</param>
    /// <param name="page">Which page, from 1; one beyond the last is empty.</param>
    /// <param name="size">How many stand on a page, at least 1.</param>
    public ParticipantPage Participants(string? site, string? search, int page, int size = 50) =>
        ParticipantPage.Of(this, site, search, page, size);

    /// <summary>That participant without the arm; null for one who was not screened, and for one whom the viewer may not
    /// see.</summary>
    /// <param name="participant">The identifier.</param>
    public ParticipantView? Find(string participant) => Seen(participant) is { } who ? ParticipantView.Of(this, who) : null;

    /// <summary>
    /// That participant with the arm; null for one who is not randomized or not seen, and for a viewer who may not see arms
    /// there.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    public UnblindedParticipantView? FindUnblinded(string participant) =>
        Seen(participant) is { Randomized: not null } who && SeesArms(who.Site) ? UnblindedParticipantView.Of(this, who) : null;

    /// <summary>
    /// The printed name of a participant's arm; null for one who is not randomized or not seen, and for a viewer who may not
    /// see arms there.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    public string? ArmOf(string participant) =>
        Seen(participant) is { Randomized: { } randomized } who && SeesArms(who.Site)
            ? RulesOf(who).ArmOf(randomized).Label
            : null;

    /// <summary>Whether a participant may enter, and what is signed; null where the viewer may not see them.</summary>
    /// <param name="participant">The identifier.</param>
    public ScreeningView? Screening(string participant) => Seen(participant) is { } who ? ScreeningView.Of(this, who) : null;

    /// <summary>What is recorded of a participant, the latest first; null where the viewer may not see them.</summary>
    /// <param name="participant">The identifier.</param>
    /// <param name="page">Which page, from 1.</param>
    public TimelineView? Timeline(string participant, int page = 1) =>
        Seen(participant) is { } who ? TimelineView.Of(this, who, page) : null;

    /// <summary>What waits for somebody today, at a site or at every site that the viewer sees.</summary>
    /// <param name="site">The site; null for all that the viewer sees. Nothing waits at one that the viewer does not
    /// see.</param>
    /// <param name="authorities">
    /// The authorities that must be told of suspected unexpected serious adverse reactions, each with a clock of its own; none
    /// where nobody looks after that here.
    /// </param>
    public TodayView Today(string? site = null, params IReadOnlyList<string> authorities)
    {
        ArgumentNullException.ThrowIfNull(authorities);
        return TodayView.Of(this, site, authorities, only: null, page: 1);
    }

    /// <summary>A page of one kind of what waits for somebody today, with the counts of all.</summary>
    /// <param name="section">The kind.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="site">The site; null for all that the viewer sees.</param>
    /// <param name="authorities">The authorities that must be told, see <see cref="Today"/>.</param>
    public TodayView TodayOf(TodaySection section, int page, string? site, IReadOnlyList<string> authorities)
    {
        ArgumentNullException.ThrowIfNull(authorities);
        return TodayView.Of(this, site, authorities, section, page);
    }

    /// <summary>The people and the delegations: all for who manages people or sees every site, else those of the sites that the
    /// viewer sees.</summary>
    public PeopleView People => PeopleView.Of(this);

    /// <summary>A page of the trail, the latest row first.</summary>
    /// <param name="filter">Which rows are wanted.</param>
    /// <param name="page">Which page, from 1.</param>
    public AuditView Audit(AuditFilter filter, int page = 1)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return AuditView.Of(this, filter, page);
    }

    /// <summary>
    /// The unit in which a laboratory test of a participant is recorded; null where the protocol that binds them has no such
    /// test, and where the viewer may not see them.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    /// <param name="test">The id of the test.</param>
    public string? LaboratoryUnit(string participant, string test) =>
        Seen(participant) is { } who
            ? RulesOf(who).Protocol.FollowUp?.Laboratory.FirstOrDefault(one => one.Id == test)?.Unit
            : null;

    /// <summary>Those whose arm the viewer may see as well; nobody for a viewer who is blinded.</summary>
    public IReadOnlyList<UnblindedParticipantView> Unblinded =>
        [
            .. Trial
                .Participants.Where(who => May(Act.See, who.Site) && SeesArms(who.Site))
                .Where(who => who.At(Milestone.Randomization) is not null)
                .Select(who => UnblindedParticipantView.Of(this, who)),
        ];

    /// <summary>
    /// What was recorded about one thing, the latest first, with who and when; nothing where the viewer may not see the
    /// participant.
    /// </summary>
    /// <param name="participant">The participant.</param>
    /// <param name="number">The row of the value as it stands, as the views number it for this viewer.</param>
    public IReadOnlyList<RecordedView> History(string participant, long number)
    {
        if (Seen(participant) is not { } who || RowOf(who, number) is not { } sequence)
            return [];
        var canSeeArms = SeesArms(who.Site);
        return
        [
            .. who
                .Entries.Where(entry => entry.Sequence == sequence)
                .SelectMany(entry => entry.History())
                .Where(entry => canSeeArms || !((ParticipantEvent)entry.Event).TellsArm)
                .Select(entry => RecordedView.Of(entry, Trial) with { Sequence = NumberOf(who, entry.Sequence) }),
        ];
    }

    /// <summary>That participant, if the viewer may see them.</summary>
    internal ParticipantState? Seen(string participant) =>
        Trial.Find(participant) is { } who && May(Act.See, who.Site) ? who : null;

    /// <summary>Whether a role of theirs sees the participants of every site, also of those to come.</summary>
    internal bool SeesEverySite =>
        Person is { IsClosed: false } person
        && person.Roles.Any(role => role.IsInForce && Rights.Of(role.Role, Act.See) == Reach.EverySite);

    /// <summary>Whether the viewer may see the arms of the participants of that site.</summary>
    internal bool SeesArms(string site) => May(seeingArms, site);

    /// <summary>The sites that are meant by a choice of one, or of all: those among them whose participants are seen.</summary>
    internal IEnumerable<string> SitesSeen(string? site) =>
        site is not null
            ? Trial.Sites.ContainsKey(site) && May(Act.See, site) ? [site] : []
            : Trial.Sites.Keys.Where(one => May(Act.See, one)).Order(StringComparer.Ordinal);

    /// <summary>The rules of the version that binds a participant.</summary>
    internal TrialRules RulesOf(ParticipantState who) => Rules.Under(who.BoundTo, Trial);

    /// <summary>The day at a site.</summary>
    internal DateOnly TodayAt(string site) => SiteClock.Today(Trial, site, Now);

    /// <summary>The printed name of somebody; null for a log without people.</summary>
    internal string? NameOf(string person) => Trial.People.GetValueOrDefault(person)?.Name;
}
