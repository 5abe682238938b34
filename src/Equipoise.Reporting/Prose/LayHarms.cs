using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>Harms for everyone: a death is called a death.</summary>
static class LayHarms
{
    static readonly AdverseEventOverview overview = new();

    public static IEnumerable<BoundText> Of(Manuscript m)
    {
        if (!m.Has(overview))
            return [m.Say("The study did not report on harms here.")];
        return
        [
            m.Say(
                "A health problem that comes up during a study is called an adverse event. The treatment need not be its cause."
            ),
            Fatal(m),
            Seen(m, AdverseEventOverview.Serious, "A serious adverse event was seen"),
            Severe(m),
            Commonest(m),
            Stopped(m),
        ];
    }

    static bool Occurred(Manuscript m, string category) =>
        m.Protocol.Arms.All(arm => m.HasNumbers(overview.Percent(arm.Id, category), overview.Participants(arm.Id, category)))
        && m.Protocol.Arms.Any(arm => m.Raw(overview.Participants(arm.Id, category)) > 0);

    static BoundText Share(Manuscript m, Arm arm, string category) =>
        m.Raw(overview.Participants(arm.Id, category)) == 0
            ? m.Say($"in none of those on {m.Names.Arm(arm).Small}")
            : m.Say($"in {overview.Percent(arm.Id, category)} of those on {m.Names.Arm(arm).Small}");

    static BoundText Fatal(Manuscript m)
    {
        if (!Occurred(m, AdverseEventOverview.Fatal))
            return BoundText.Empty;
        return m.Say($"Adverse events led to death {ArmWords.OfEach(m, Died)}.");

        BoundText Died(Arm arm) =>
            m.Raw(overview.Participants(arm.Id, AdverseEventOverview.Fatal)) == 0
                ? m.Say($"in none of those on {m.Names.Arm(arm).Small}")
                : m.Say($"in {overview.Participants(arm.Id, AdverseEventOverview.Fatal)} of those on {m.Names.Arm(arm).Small}");
    }

    static BoundText Seen(Manuscript m, string category, string what) =>
        Occurred(m, category)
            ? m.Say($"{m.Say(what)} {ArmWords.OfEach(m, arm => Share(m, arm, category))}.")
            : BoundText.Empty;

    static BoundText Severe(Manuscript m)
    {
        const string Category = AdverseEventOverview.Severe;
        if (m.Protocol.Comparison is not { } two || !Occurred(m, Category))
            return Seen(m, Category, "A severe one was seen");
        var (one, other) = (overview.Percent(two.Experimental.Id, Category), overview.Percent(two.Control.Id, Category));
        var (more, less) = (m.Names.Arm(two.Experimental).Small, m.Names.Arm(two.Control).Small);
        var compared = m.Say(
            m.Raw(one) > m.Raw(other) ? "more common"
            : m.Raw(one) < m.Raw(other) ? "less common"
            : "as common"
        );
        return m.Raw(one) == m.Raw(other)
            ? m.Say($"Severe ones were as common with {more} as with {less}: they were seen in {one}.")
            : m.Say($"Severe ones were {compared} with {more} ({one}) than with {less} ({other}).");
    }

    static BoundText Commonest(Manuscript m)
    {
        var terms = new AdverseEventTerms(Severe: false);
        var common = m.GroupsOf(By.Term, terms)
            .Where(term => m.HasNumbers([.. m.Protocol.Arms.Select(arm => terms.Percent(arm.Id, term.Id))]))
            .Select(term => (Term: term, Most: m.Protocol.Arms.Max(arm => m.Raw(terms.Percent(arm.Id, term.Id))!.Value)))
            .OrderByDescending(term => term.Most)
            .FirstOrDefault();
        if (common is not { Term: { } most, Most: > 0 })
            return BoundText.Empty;
        var name = m.Names.Group(By.Term, most.Id).Small;
        return m.Say($"The most common one of all kinds was {name}. It was seen {ArmWords.OfEach(m, OfArm)}.");

        BoundText OfArm(Arm arm) => m.Say($"in {terms.Percent(arm.Id, most.Id)} of those on {m.Names.Arm(arm).Small}");
    }

    static BoundText Stopped(Manuscript m) =>
        Seen(m, AdverseEventOverview.Discontinuation, "Because of such events, a treatment was stopped");
}
