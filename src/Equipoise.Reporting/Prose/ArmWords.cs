using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>Arms as sentences name them, one or several.</summary>
static class ArmWords
{
    /// <summary>Something of each arm in a series, experimental arms first: "40% with drug A and 30% with drug B".</summary>
    public static BoundText OfEach(Manuscript m, Func<Arm, BoundText> said, string last = "and") =>
        BoundText.Series([.. m.Protocol.Experimental.Append(m.Protocol.Control).Select(said)], last);

    /// <summary>What was tested, in lay words; these speak of one arm, so that several are called by their labels.</summary>
    public static BoundText Tested(Manuscript m, IReadOnlyList<Arm> arms) =>
        m.Protocol.Comparison is not null && m.Protocol.PlainWords is not null
            ? m.Say($"{m.Names.Experimental}")
            : BoundText.Series(arms.Select(arm => m.Say($"{m.Names.ArmInFull(arm).Small}")));

    /// <summary>What it was compared with, in lay words where there are any.</summary>
    public static BoundText ComparedWith(Manuscript m) =>
        m.Protocol.PlainWords is not null
            ? m.Say($"{m.Names.Control}")
            : m.Say($"{m.Names.ArmInFull(m.Protocol.Control).Small}");

    /// <summary>The claims on an endpoint, each with the arms of which it holds, in the order of the protocol.</summary>
    public static IEnumerable<(Claim Claim, IReadOnlyList<Arm> Arms)> Claimed(Manuscript m, string endpoint) =>
        m.Protocol.Experimental.GroupBy(arm => Claims.Of(m, endpoint, arm))
            .Select(same => (same.Key, (IReadOnlyList<Arm>)[.. same]));
}
