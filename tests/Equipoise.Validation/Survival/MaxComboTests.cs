using Equipoise.Statistics.Comparisons;

namespace Equipoise.Validation.Survival;

/// <summary>MaxCombo against R, by another integral (R/max-combo.R).</summary>
public sealed class MaxComboTests
{
    static readonly Expected expected = Expected.Read("max-combo");

    static readonly (string Name, (double, double)[] Powers)[] combinations =
    [
        ("usual", [(0, 0), (0, 1), (1, 0), (1, 1)]),
        ("two", [(0, 0), (0, 1)]),
        ("three", [(0, 0), (0, 1), (1, 1)]),
        ("dependent", [(0, 0), (0, 1), (1, 0)]),
        ("close", [(0, 0), (0, 0.5), (0, 1), (0, 2)]),
    ];

    [Fact]
    public void The_largest_of_several_weighted_tests_has_the_p_value_of_its_distribution()
    {
        var agreement = new Agreement(
            "MaxCombo",
            expected.Call("the density of the largest statistic, integrated, with pmvnorm(TVPACK)")
        );
        foreach (
            var (trialName, trial) in new[]
            {
                ("6mp", ClassicTrial.Freireich),
                ("aml", ClassicTrial.Aml),
                ("kidney", ClassicTrial.Alternating),
            }
        )
            foreach (var (name, powers) in combinations)
                Compare($"{trialName} {name}", trial, powers);
        agreement.ShouldBeComplete(atLeast: 130);

        void Compare(string name, ClassicTrial trial, (double Rho, double Gamma)[] powers)
        {
            LogRankWeight[] weights = [.. powers.Select(power => new LogRankWeight.FlemingHarrington(power.Rho, power.Gamma))];
            var test = MaxComboTest.Compare(trial.Observations, trial.Groups, trial.Strata, name.EndsWith("usual") ? null : weights);
            for (var i = 0; i < powers.Length; i++)
            {
                agreement.Within(1e-12, $"{name} z{i}", test.Components[i].Z, expected[name, $"z{i}"]);
                for (var j = 0; j < i; j++)
                    agreement.Within(1e-12, $"{name} r{i}{j}", test.Correlation[i, j], expected[name, $"r{i}{j}"]);
            }
            agreement.Within(1e-10, $"{name} one-sided p", test.PValueOneSided, expected[name, "one"]);
            agreement.Within(1e-10, $"{name} two-sided p", test.PValue, expected[name, "two"]);
        }
    }
}
