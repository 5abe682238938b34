using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Whether a laboratory value can be one of a living person: 450 neutrophils are no 450 x 10^9 in a liter.</summary>
static class PlausibleValue
{
    /// <summary>What speaks against a value, or a limit of normal, in the unit of the protocol.</summary>
    internal static IEnumerable<Refusal> Objections(
        LaboratoryTest test,
        MeasuredValue value,
        double? lowerLimit,
        double? upperLimit
    )
    {
        (string What, MeasuredValue? Value)[] typed =
        [
            ("", value),
            ("a lower limit of normal of ", lowerLimit),
            ("an upper limit of normal of ", upperLimit),
        ];
        foreach (var (what, number) in typed)
            if (number is { } one && double.IsFinite(one.Number) && one.Number >= 0 && !test.IsPossible(one))
                yield return new(
                    "not-possible",
                    $"{test.Id}: {what}{one} {test.Unit} is not possible; write "
                        + $"{test.Possible} {test.Unit}. Is it in another unit?"
                );
    }
}
