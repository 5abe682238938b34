using Equipoise.Statistics.Sequential;

namespace Equipoise.Validation.Sequential;

/// <summary>Bounds, drifts and exit probabilities against another program's integration, converged (R/group-sequential.R).</summary>
public sealed class BoundaryAgreement
{
    static readonly Expected expected = Expected.Read("group-sequential");

    // A bound of 1 to 10 to ten decimals; the two programs have nothing in common but the integral.
    const double Bound = 1e-10;

    // A probability to the rounding of its hundreds of addends.
    const double Probability = 1e-13;

    [Fact]
    public void Bounds_and_drifts_of_all_rules_are_those_of_a_converged_integration()
    {
        var bounds = new Agreement(
            "Group-sequential bounds and drifts, to 1e-10 absolute",
            expected.Call("recursive integration, uniroot on the logarithm of the probability")
        );
        var probabilities = new Agreement(
            "Group-sequential probabilities to stop, to 1e-13 absolute",
            expected.Call("recursive integration at no drift, the planned drift and a drift of 20")
        );
        foreach (var name in expected.Cases.Where(name => !name.StartsWith("exit", StringComparison.Ordinal)))
        {
            var test = DesignInWords.Read(name);
            var boundary = test.Solve();
            bounds.Within(Bound, $"{name} drift", boundary.Drift, expected[name, "drift"], scale: 1);
            for (var k = 1; k <= test.InformationFractions.Count; k++)
            {
                bounds.Within(Bound, $"{name} b{k}", boundary.EfficacyZ[k - 1], expected[name, $"b{k}"], scale: 1);
                if (boundary.FutilityZ[k - 1] is { } z)
                    bounds.Within(Bound, $"{name} a{k}", z, expected[name, $"a{k}"], scale: 1);
                foreach (var (drift, at) in new[] { (0, "0"), (boundary.Drift!.Value, "d"), (20, "20") })
                    if (expected.Has(name, $"up{k} at {at}"))
                    {
                        var exit = boundary.At(drift);
                        probabilities.Within(Probability, $"{name} up{k} at {at}", exit.Above[k - 1], expected[name, $"up{k} at {at}"], scale: 1);
                        probabilities.Within(Probability, $"{name} lo{k} at {at}", exit.Below[k - 1], expected[name, $"lo{k} at {at}"], scale: 1);
                    }
            }
        }
        bounds.ShouldBeComplete(atLeast: 500);
        probabilities.ShouldBeComplete(atLeast: 1500);
    }

    [Fact]
    public void Three_looks_however_close_have_the_probabilities_of_the_trivariate_normal_distribution()
    {
        var agreement = new Agreement(
            "Group-sequential probabilities to stop at three looks, as close as 1e-5 of the information",
            expected.Call("pmvnorm(algorithm = TVPACK(1e-15)), by inclusion and exclusion")
        );
        foreach (var name in expected.Cases.Where(name => name.StartsWith("exit", StringComparison.Ordinal)))
        {
            var parts = name.Split(';');
            var exit = ExitProbabilities.Of(
                DesignInWords.Numbers(parts[1]),
                [-0.5, 0.4, 1.2],
                [2.6, 2.3, 2.1],
                DesignInWords.Numbers(parts[2])[0]
            );
            for (var k = 1; k <= 3; k++)
            {
                agreement.Within(Probability, $"{name} up{k}", exit.Above[k - 1], expected[name, $"up{k}"], scale: 1);
                agreement.Within(Probability, $"{name} lo{k}", exit.Below[k - 1], expected[name, $"lo{k}"], scale: 1);
            }
        }
        agreement.ShouldBeComplete(atLeast: 48);
    }
}
