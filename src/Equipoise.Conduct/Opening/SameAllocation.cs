using Equipoise.Protocol;

namespace Equipoise.Conduct.Opening;

/// <summary>
/// Whether two versions of a protocol allocate alike: the same arms in the same ratio, by the same method and strata.
/// </summary>
static class SameAllocation
{
    internal static bool Of(TrialProtocol one, TrialProtocol other) =>
        one.Arms.Select(Told).SequenceEqual(other.Arms.Select(Told)) && Told(one.Randomization) == Told(other.Randomization);

    static string Told(Arm arm) => $"{arm.Id} {arm.Ratio}";

    // As text, because a list inside a record is compared by identity.
    static string Told(RandomizationPlan? plan) =>
        System.Text.Json.JsonSerializer.Serialize(
            new
            {
                Kind = plan?.Method.GetType().Name,
                Method = (object?)plan?.Method,
                Factors = plan?.Factors.Select(factor => new
                {
                    factor.Id,
                    Source = $"{factor.Source.GetType().Name} {factor.Source}",
                    factor.Levels,
                }),
            }
        );
}
