using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>analysis: Q-TWiST:</c> how the time of survival is divided by its quality.</summary>
static class ReadQuality
{
    const int FewestDraws = 100;
    const int MostDraws = 100_000;

    public static QualityPlan? From(YamlCursor part, IReadOnlyList<string> endpoints) =>
        !part.IsPresent
            ? null
            : part.Fields(fields => new QualityPlan(
                Endpoint(fields.Required("progression", "PFS"), endpoints),
                Endpoint(fields.Required("survival", "OS"), endpoints),
                fields.Required("toxicity from grade", "3").Integer("a grade from 1 to 5", 1, 5) ?? 3,
                fields.Required("to", "36 months").Duration("36 months") ?? new(1, TimeUnit.Month),
                Utility(fields.Required("utility of toxicity", "0.5")),
                Utility(fields.Required("utility of relapse", "0.5")),
                fields.Required("draws", "1000").Integer($"a number from {FewestDraws} to {MostDraws}", FewestDraws, MostDraws)
                    ?? FewestDraws,
                fields.Required("seed", "1").Integer("a whole number from 0 on", 0) ?? 0,
                fields.Required("confidence", "95%").Share("a level above 0 and below 1, such as 95%") ?? 0
            ));

    static double Utility(YamlCursor at) =>
        at.Number("a number from 0, as bad as death, to 1, as good as health", value => value is >= 0 and <= 1) ?? 0;

    static string Endpoint(YamlCursor at, IReadOnlyList<string> endpoints)
    {
        if (at.Text("the id of an endpoint") is not { } id)
            return "";
        if (!endpoints.Contains(id))
            at.Report($"{ProblemList.Quote(id)} is no endpoint of this protocol", NearestWord.Suggest(id, endpoints));
        return id;
    }
}
