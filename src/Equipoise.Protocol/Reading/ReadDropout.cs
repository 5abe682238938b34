using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>dropout: 5% yearly</c>: for both arms or each, constant or in pieces.</summary>
static class ReadDropout
{
    const string Wanted = "the share lost within a year or a month, such as 5% yearly, 0.5% monthly, or none";

    public static DropoutAssumption From(YamlCursor at)
    {
        if (at.Node is not YamlNode.Map)
            return Hazard(at) is var both ? new(both, both) : DropoutAssumption.None;
        return at.Fields(fields => new DropoutAssumption(
                Hazard(fields.Required("control", "5% yearly")),
                Hazard(fields.Required("experimental", "5% yearly"))
            )) ?? DropoutAssumption.None;
    }

    static PiecewiseHazard Hazard(YamlCursor at)
    {
        if (at.Node is not YamlNode.List)
            return PiecewiseHazard.Constant(PerMonth(at));
        var pieces = at.Pieces((fields, _) => PerMonth(fields.Required("lost", "5% yearly")));
        return pieces.Count > 0 ? new(pieces) : PiecewiseHazard.Constant(0);
    }

    static double PerMonth(YamlCursor at)
    {
        if (at.Words(Wanted) is not { } words || words is ["none"])
            return 0;
        if (words is [var share, "yearly" or "monthly"] && Scalars.ParseShare(share) is >= 0 and < 1 and var lost)
            return -Math.Log(1 - lost) / (words[1] == "yearly" ? 12 : 1);
        at.Reject(string.Join(' ', words), Wanted);
        return 0;
    }
}
