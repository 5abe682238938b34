using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>What the effect cost in adverse events, in the same breath for both arms: deaths first.</summary>
static class Harms
{
    static readonly AdverseEventOverview overview = new();

    /// <summary>All that the brief tells.</summary>
    public static BoundText Of(Manuscript m) =>
        m.Protocol.Comparison is { } two ? Of(m, two.Experimental.Id, two.Control.Id) : OfSeveral(m);

    /// <summary>Of several arms each by its own number: no word says which of them is better.</summary>
    static BoundText OfSeveral(Manuscript m)
    {
        if (!m.Has(overview))
            return NotAnalyzed(m);
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        if (arms.All(arm => IsNone(m, arm)))
            return m.Say("No adverse event was recorded.");
        return BoundText.Join(
            " ",
            [
                Told(m, arms, AdverseEventOverview.Fatal, "Adverse events led to death in"),
                Told(m, arms, AdverseEventOverview.Serious, "Serious adverse events occurred in"),
                Told(m, arms, AdverseEventOverview.Severe, "Severe ones (grade three or higher) occurred in"),
                Told(m, arms, AdverseEventOverview.Discontinuation, "Adverse events led to stopping a treatment in"),
            ]
        );
    }

    static BoundText Of(Manuscript m, string arm, string control) =>
        !m.Has(overview) ? NotAnalyzed(m)
        : IsNone(m, arm) && IsNone(m, control) ? m.Say("No adverse event was recorded.")
        : BoundText.Join(
            " ",
            [
                Gravest(m, arm, control),
                Severe(m, arm, control),
                Commonest(m, arm, control),
                Doses(m, arm),
                Stopped(m, arm, control),
            ]
        );

    /// <summary>How many had a severe event in each arm, compared where there are two.</summary>
    public static BoundText SevereInShort(Manuscript m) =>
        !m.Has(overview) ? BoundText.Empty
        : m.Protocol.Comparison is { } two ? Severe(m, two.Experimental.Id, two.Control.Id)
        : Told(
            m,
            [.. m.Protocol.Arms.Select(arm => arm.Id)],
            AdverseEventOverview.Severe,
            "Severe adverse events (grade three or higher) occurred in"
        );

    /// <summary>What a conclusion must not leave out; of several arms no word says which is better.</summary>
    public static BoundText Balance(Manuscript m)
    {
        if (m.Protocol.Comparison is not { } two)
            return BoundText.Empty;
        var (one, other) = (
            overview.Percent(two.Experimental.Id, AdverseEventOverview.Severe),
            overview.Percent(two.Control.Id, AdverseEventOverview.Severe)
        );
        return m.HasNumbers(one, other)
            ? m.Say($"Severe adverse events were {Compared(m, one, other)} with {m.Names.Arm(two.Experimental).Small}.")
            : BoundText.Empty;
    }

    static bool IsNone(Manuscript m, string arm) => m.Raw(overview.Participants(arm, AdverseEventOverview.Any)) == 0;

    /// <summary>
    /// What no account of an effect may leave out: deaths, serious events and treatments stopped, each told when it occurred in
    /// some arm.
    /// </summary>
    public static BoundText InShort(Manuscript m)
    {
        if (!m.Has(overview))
            return NotAnalyzed(m);
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        return BoundText.Join(
            " ",
            [
                Told(m, arms, AdverseEventOverview.Fatal, "Adverse events led to death in"),
                Told(m, arms, AdverseEventOverview.Serious, "Serious adverse events occurred in"),
                Told(m, arms, AdverseEventOverview.Discontinuation, "Adverse events led to stopping a treatment in"),
            ]
        );
    }

    static BoundText NotAnalyzed(Manuscript m) =>
        m.Say(
            m.Protocol.Analysis.Safety is null
                ? "Harms were not analyzed: the protocol plans no analysis of adverse events."
                : "Harms were not analyzed: the data hold no adverse events."
        );

    /// <summary>Deaths and serious events; the first of the two names the arms.</summary>
    static BoundText Gravest(Manuscript m, string arm, string control)
    {
        var deaths = Told(m, [arm, control], AdverseEventOverview.Fatal, "Adverse events led to death in");
        var (one, other) = (
            overview.Percent(arm, AdverseEventOverview.Serious),
            overview.Percent(control, AdverseEventOverview.Serious)
        );
        var serious =
            deaths.IsEmpty || !m.HasNumbers(one, other)
                ? Told(m, [arm, control], AdverseEventOverview.Serious, "Serious adverse events occurred in")
            : Occurred(m, arm, AdverseEventOverview.Serious) || Occurred(m, control, AdverseEventOverview.Serious)
                ? m.Say($"Serious ones occurred in {one} against {other}.")
            : BoundText.Empty;
        return BoundText.Join(" ", [deaths, serious]);
    }

    /// <summary>"… in 30.0% (6) with drug A and in none with drug B."; nothing where it occurred in no arm.</summary>
    static BoundText Told(Manuscript m, string[] arms, string category, string what)
    {
        string[] known = [.. arms.Where(arm => m.HasNumbers(overview.Participants(arm, category)))];
        if (!known.Any(arm => Occurred(m, arm, category)))
            return BoundText.Empty;
        var parts = known.Select(arm => m.Say($"{Share(m, arm, category)} with {m.Names.Arm(arm).Small}")).ToArray();
        return m.Say($"{m.Say(what)} {BoundText.Join(" and in ", [BoundText.Join(", in ", parts[..^1]), parts[^1]])}.");
    }

    static bool Occurred(Manuscript m, string arm, string category) => m.Raw(overview.Participants(arm, category)) > 0;

    static BoundText Share(Manuscript m, string arm, string category) =>
        m.Raw(overview.Participants(arm, category)) is not { } count ? BoundText.Empty
        : count == 0 ? m.Say("none")
        : m.HasNumbers(overview.Percent(arm, category))
            ? m.Say($"{overview.Percent(arm, category)} ({overview.Participants(arm, category)})")
        : m.Say($"{overview.Participants(arm, category)}");

    static BoundText Severe(Manuscript m, string arm, string control)
    {
        var worst = m.HasNumbers(
            overview.Percent(arm, AdverseEventOverview.Severe),
            overview.Percent(control, AdverseEventOverview.Severe)
        );
        var category = worst ? AdverseEventOverview.Severe : AdverseEventOverview.Any;
        var (one, other) = (overview.Percent(arm, category), overview.Percent(control, category));
        if (!m.HasNumbers(one, other))
            return BoundText.Empty;
        if (m.Raw(one) == 0 && m.Raw(other) == 0)
            return m.Say("No adverse event was severe (grade three or higher).");
        var kind = m.Say(worst ? "Severe adverse events (grade three or higher)" : "Adverse events");
        return m.Say(
            $"{kind} were {Compared(m, one, other)} with {m.Names.Arm(arm).Small}: {one} against {other} of those treated."
        );
    }

    static BoundText Compared(Manuscript m, ResultRef one, ResultRef other) =>
        m.Say(
            m.Raw(one) > m.Raw(other) ? "more common"
            : m.Raw(one) < m.Raw(other) ? "less common"
            : "as common"
        );

    static BoundText Commonest(Manuscript m, string arm, string control)
    {
        var severe = new AdverseEventTerms(Severe: true);
        var term = m.GroupsOf(By.Term, severe)
            .Where(term => m.HasNumbers(severe.Percent(arm, term.Id), severe.Percent(control, term.Id)))
            .MaxBy(term => Math.Max(m.Raw(severe.Percent(arm, term.Id))!.Value, m.Raw(severe.Percent(control, term.Id))!.Value));
        return
            term is null
            || (m.Raw(severe.Percent(arm, term.Id)) == 0 && m.Raw(severe.Percent(control, term.Id)) == 0)
            ? BoundText.Empty
            : m.Say(
                $"The commonest severe one was {m.Names.Group(By.Term, term.Id).Small} ({severe.Percent(arm, term.Id)} "
                    + $"against {severe.Percent(control, term.Id)})."
            );
    }

    static BoundText Doses(Manuscript m, string arm) =>
        BoundText.Join(
            " ",
            m.Protocol.Treatments.Select(treatment =>
                    (treatment.Id, Reduced: new ExposureResults(treatment.Id).ReducedPercent(arm))
                )
                .Where(treatment => m.HasNumbers(treatment.Reduced))
                .Select(treatment =>
                    m.Say(
                        $"The dose of {m.Names.Treatment(treatment.Id).Small} went below the starting one in "
                            + $"{treatment.Reduced}."
                    )
                )
        );

    static BoundText Stopped(Manuscript m, string arm, string control)
    {
        var (one, other) = (
            overview.Percent(arm, AdverseEventOverview.Discontinuation),
            overview.Percent(control, AdverseEventOverview.Discontinuation)
        );
        if (!m.HasNumbers(one, other))
            return BoundText.Empty;
        return (m.Raw(one) > 0, m.Raw(other) > 0) switch
        {
            (true, true) => m.Say($"Adverse events made {one} against {other} stop a treatment."),
            (true, false) => m.Say(
                $"Adverse events made {one} stop a treatment, and nobody on {m.Names.Arm(control).Small}."
            ),
            (false, true) => m.Say(
                $"Adverse events made nobody on {m.Names.Arm(arm).Small} stop a treatment, against {other}."
            ),
            _ => m.Say("Adverse events made nobody stop a treatment."),
        };
    }
}
