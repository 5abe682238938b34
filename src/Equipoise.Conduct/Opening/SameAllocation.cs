using Equipoise.Protocol;

namespace Equipoise.Conduct.Opening;

/// <summary>
/// Whether two versions of a protocol allocate alike: the same arms in the same ratio, by the same method and strata, and under
/// each name still the same arm.
/// </summary>
/// <remarks>
/// A label may be worded better, and a treatment may be added to an arm or left out. But whoever is in an arm is in it by its
/// name: what stood under the name of another arm, its label or the treatment that told the two apart, cannot be moved under
/// this one. Block sizes are compared where both versions tell them: the readable text conceals them, and they are those of the
/// opening.
/// </remarks>
static class SameAllocation
{
    internal static bool Of(TrialProtocol one, TrialProtocol other) =>
        one.Arms.Select(Told).SequenceEqual(other.Arms.Select(Told))
        && Told(one, other) == Told(other, one)
        && !one.Arms.Any(arm => one.Arms.Any(rival => rival != arm && Took(arm, rival, other)))
        && !one.Treatments.Any(drug => one.Treatments.Any(rival => rival != drug && Took(drug, rival, other)));

    static string Told(Arm arm) => $"{arm.Id} {arm.Ratio} {arm.Role}";

    /// <summary>
    /// Whether an arm has, in the other version, the label of its rival or a treatment that was the rival's alone.
    /// </summary>
    static bool Took(Arm arm, Arm rival, TrialProtocol other)
    {
        var (now, then) = (ById(arm), ById(rival));
        return (IsSame(now.Label, rival.Label) && !IsSame(arm.Label, rival.Label))
            || rival.Gives.Except(arm.Gives).Any(told => now.Gives.Contains(told) && !then.Gives.Contains(told));

        Arm ById(Arm before) => other.Arms.First(after => after.Id == before.Id);
    }

    /// <summary>
    /// Whether a treatment has, in the other version, the label of its rival: the arms would give another drug.
    /// </summary>
    static bool Took(Protocol.Treatment drug, Protocol.Treatment rival, TrialProtocol other) =>
        other.Treatments.FirstOrDefault(after => after.Id == drug.Id) is { } now
        && IsSame(now.Label, rival.Label)
        && !IsSame(drug.Label, rival.Label);

    static bool IsSame(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    // As text, because a list inside a record is compared by identity.
    static string Told(TrialProtocol protocol, TrialProtocol beside) =>
        Told(protocol, MethodOf(protocol, beside));

    /// <summary>The method as far as it can be compared with that of another version.</summary>
    static RandomizationMethod? MethodOf(TrialProtocol protocol, TrialProtocol beside) =>
        protocol.Randomization?.Method is RandomizationMethod.PermutedBlocks && beside.ConcealsBlockSizes
            ? new RandomizationMethod.BlocksOfConcealedSize()
            : protocol.Randomization?.Method;

    static string Told(TrialProtocol protocol, RandomizationMethod? method) =>
        System.Text.Json.JsonSerializer.Serialize(
            new
            {
                Kind = method?.GetType().Name,
                Method = (object?)method,
                Factors = protocol.Randomization?.Factors.Select(factor => new
                {
                    factor.Id,
                    Source = $"{factor.Source.GetType().Name} {factor.Source}",
                    // What the site is asked says what a level means, also where the answer comes from a criterion.
                    Asked = factor.Source is FactorSource.FromCriterion from
                        ? protocol.Eligibility.FirstOrDefault(criterion => criterion.Id == from.CriterionId)?.Ask
                        : null,
                    factor.Levels,
                }),
            }
        );
}
