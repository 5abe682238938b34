using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>
/// What <c>randomize:</c> says of minimization. Whether it fits the factors and the arms is seen in <see
/// cref="StrataConsistency"/>.
/// </summary>
static class ReadMinimization
{
    /// <summary>The name under which a weight is that of the site.</summary>
    public const string Site = "site";

    static readonly Meanings<Imbalance> imbalances = new()
    {
        ["range"] = Imbalance.Range,
        ["variance"] = Imbalance.Variance,
        ["standard deviation"] = Imbalance.StandardDeviation,
    };

    public static RandomizationMethod.Minimization From(YamlFields fields)
    {
        var imbalance = fields.Required("imbalance", "range, variance or standard deviation").OneOf(imbalances);
        var probability = Probability(fields.Required("probability", "85%, of the preferred arm"));
        var site = fields.Optional("by site");
        // What is neither yes nor no is reported as that, and not as a weight without its factor too.
        var bySite = site.YesNo() is not false && site.IsPresent;
        var weights = Weights(fields.Optional("weights"));
        double? siteWeight = bySite ? weights.GetValueOrDefault(Site, 1) : null;
        if (bySite)
            weights.Remove(Site);
        return new(imbalance ?? Imbalance.Range, probability ?? 1) { Weights = weights, SiteWeight = siteWeight };
    }

    /// <summary>Lets the names pass where the method is not known.</summary>
    public static void Ignore(YamlFields fields)
    {
        foreach (var name in new[] { "imbalance", "probability", "by site", "weights" })
            fields.Optional(name);
    }

    static double? Probability(YamlCursor at)
    {
        const string wanted = "a share above 0% and up to 100%, such as 85%";
        if (at.Text(wanted) is not { } text)
            return null;
        if (Scalars.ParseShare(text) is > 0 and <= 1 and var share)
            return share;
        at.Reject(text, wanted);
        return null;
    }

    static Dictionary<string, double> Weights(YamlCursor part)
    {
        var weights = new Dictionary<string, double>();
        if (part.IsPresent)
            part.Each(
                (id, at) =>
                {
                    if (at.Number("a weight above 0, such as 2 or 0.5", weight => weight is > 0 and <= 1000) is { } weight)
                        weights[id] = weight;
                    return id;
                }
            );
        return weights;
    }
}
