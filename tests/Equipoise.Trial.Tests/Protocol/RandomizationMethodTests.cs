using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>The methods of randomization that a protocol may choose: what is read, and every slip with its place.</summary>
public sealed class RandomizationMethodTests
{
    internal const string Blocks =
        "  method: permuted blocks                # within each stratum, arms balanced in every block\n"
        + "  block sizes: [4, 6, 8]                 # drawn at random, and no 2, whose second arm all would know; [assumed]\n";
    const string Minimization = "  method: minimization\n  imbalance: range\n  probability: 85%\n";

    static readonly string patina = File.ReadAllText(Examples.ProtocolPath("patina"));

    internal static TrialProtocol With(string method, params (string Find, string Replacement)[] edits)
    {
        var text = edits.Aggregate(Slip.Replace(patina, Blocks, method), (text, edit) => Slip.Replace(text, edit.Find, edit.Replacement));
        return ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            var refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
        };
    }

    static void Slips(string method, string path, string message) => Slip.In(Blocks, method, path, message);

    [Fact]
    public void Minimization_is_read_with_weights_of_one_where_none_is_given()
    {
        var plan = With(
            "  method: minimization\n  imbalance: variance\n  probability: 80%\n  by site: yes\n  weights: { response: 2, site: 0.5 }\n"
        ).Randomization!;
        var method = plan.Method.ShouldBeOfType<RandomizationMethod.Minimization>();
        (method.Imbalance, method.Probability, method.SiteWeight).ShouldBe((Imbalance.Variance, 0.8, 0.5));
        plan.Factors.Select(factor => method.WeightOf(factor.Id)).ShouldBe([1, 1, 2, 1]);
        plan.AtMost.ShouldBeNull();
    }

    [Fact]
    public void Without_a_word_the_site_is_no_factor_and_with_yes_it_weighs_one()
    {
        Method(Minimization).SiteWeight.ShouldBeNull();
        Method(Minimization + "  by site: no\n").SiteWeight.ShouldBeNull();
        Method(Minimization + "  by site: yes\n").SiteWeight.ShouldBe(1);

        static RandomizationMethod.Minimization Method(string words) => (RandomizationMethod.Minimization)With(words).Randomization!.Method;
    }

    [Fact]
    public void Simple_randomization_and_a_limit_of_enrollment_are_read()
    {
        var plan = With("  method: simple\n  enrollment: at most 520\n").Randomization!;
        plan.Method.ShouldBeOfType<RandomizationMethod.Simple>();
        plan.AtMost.ShouldBe(520);
        plan.Factors.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("  method: simple\n", "simple; pertuzumab, prior-HER2, response, partner recorded and not balanced")]
    [InlineData(
        "  method: minimization\n  imbalance: standard deviation\n  probability: 0.85\n  by site: yes\n  weights: { response: 2 }\n",
        "minimization of the standard deviation over pertuzumab, prior-HER2, response (weight 2), partner, site, preferred arm with 85%"
    )]
    [InlineData(
        "  method: permuted blocks\n  block sizes: [4]\n  enrollment: at most 500\n",
        "permuted blocks of 4 within 16 strata of pertuzumab, prior-HER2, response, partner; at most 500 participants"
    )]
    public void The_summary_of_a_protocol_says_the_method_in_words(string method, string words)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("protocol.yaml");
        File.WriteAllText(path, Slip.Replace(patina, Blocks, method));
        CommandLine.Run(["check", path]).Output.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal).ShouldContain(words);
    }

    [Fact]
    public void Minimization_without_its_measure_is_refused() =>
        Slip.In(
            [(Blocks, "  method: minimization\n  probability: 85%\n"), ("randomize:\n", "‸randomize:\n")],
            "randomize.imbalance",
            "is missing"
        );

    [Fact]
    public void Minimization_without_its_probability_is_refused() =>
        Slip.In(
            [(Blocks, "  method: minimization\n  imbalance: range\n"), ("randomize:\n", "‸randomize:\n")],
            "randomize.probability",
            "is missing"
        );

    [Fact]
    public void A_measure_that_does_not_exist_is_refused() =>
        Slips("  method: minimization\n  imbalance: ‸ranges\n  probability: 85%\n", "randomize.imbalance", "is 'ranges'");

    [Theory]
    [InlineData("85")]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("high")]
    public void A_probability_that_is_no_share_is_refused(string written) =>
        Slips($"  method: minimization\n  imbalance: range\n  probability: ‸{written}\n", "randomize.probability", $"is '{written}'");

    [Fact]
    public void A_probability_that_prefers_no_arm_is_refused() =>
        Slips(
            "  method: minimization\n  imbalance: range\n  probability: ‸50%\n",
            "randomize.probability",
            "prefers no arm: 2 arms have 0.5 each by chance alone"
        );

    [Fact]
    public void A_weight_of_no_factor_is_refused() =>
        Slips(
            Minimization + "  weights: { ‸respons: 2 }\n",
            "randomize.weights.respons",
            "'respons' is no stratification factor"
        );

    [Fact]
    public void A_weight_of_the_site_needs_the_site_as_a_factor() =>
        Slips(Minimization + "  weights: { ‸site: 2 }\n", "randomize.weights.site", "'site' is no stratification factor");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("much")]
    public void A_weight_that_is_not_above_zero_is_refused(string weight) =>
        Slips(Minimization + $"  weights: {{ response: ‸{weight} }}\n", "randomize.weights.response", $"is '{weight}'");

    [Fact]
    public void A_word_that_is_neither_yes_nor_no_is_one_problem() =>
        Slips(Minimization + "  by site: ‸perhaps\n  weights: { site: 2 }\n", "randomize.by site", "is 'perhaps'");

    [Fact]
    public void Block_sizes_of_another_method_are_refused() =>
        Slips(Minimization + "  ‸block sizes: [2, 4]\n", "randomize.block sizes", "is an unknown key");

    [Fact]
    public void A_probability_of_permuted_blocks_is_refused() =>
        Slips(Blocks + "  ‸probability: 85%\n", "randomize.probability", "is an unknown key");

    [Fact]
    public void A_factor_named_site_beside_the_site_is_refused() =>
        Slip.In(
            [
                (Blocks, Minimization + "  by site: yes\n"),
                ("    prior-HER2:\n      label", "    ‸site:\n      label"),
                ("[pertuzumab, prior-HER2, response, partner]", "[pertuzumab, site, response, partner]"),
                ("performance, induction, pertuzumab, prior-HER2,", "performance, induction, pertuzumab, site,"),
            ],
            "randomize.strata.site",
            "has the name of the factor that by site: yes adds"
        );

    [Theory]
    [InlineData("520")]
    [InlineData("at most many")]
    [InlineData("at most 0")]
    [InlineData("at least 100")]
    public void A_limit_of_enrollment_that_is_none_is_refused(string written) =>
        Slips(Blocks + $"  enrollment: ‸{written}\n", "randomize.enrollment", $"is '{written}'");

    [Fact]
    public void A_limit_below_the_participants_of_the_design_is_refused() =>
        Slips(Blocks + "  enrollment: ‸at most 400\n", "randomize.enrollment", "ends before the 496 participants of the design");

    [Fact]
    public void Minimization_of_nothing_is_refused()
    {
        var at = patina.IndexOf("  strata:", StringComparison.Ordinal);
        var end = patina.IndexOf("# ------", at, StringComparison.Ordinal);
        var text = patina[..at] + patina[end..];
        text = Slip.Replace(text, Blocks, "  method: ‸minimization\n  imbalance: range\n  probability: 85%\n");
        text = text.Replace("stratified log-rank", "log-rank", StringComparison.Ordinal)
            .Replace("stratified Cox", "Cox", StringComparison.Ordinal)
            .Replace("stratified: yes", "stratified: no", StringComparison.Ordinal)
            .Replace("    subgroups: [pertuzumab, prior-HER2, response, partner]\n", "", StringComparison.Ordinal)
            .Replace(", pertuzumab, prior-HER2, response, partner]", "]", StringComparison.Ordinal);
        Slip.Of(text, "randomize.method", "has no factor to balance");
    }

    [Fact]
    public void More_combinations_than_blocks_could_fill_are_no_problem_of_minimization()
    {
        var levels = $"[{string.Join(", ", Enumerable.Range(1, 120).Select(level => $"L{level}"))}]";
        (string, string)[] edits = [("levels: [yes, no]", $"levels: {levels}"), ("levels: [yes, no]", $"levels: {levels}")];
        With(Minimization, edits).Randomization!.Factors[1].Levels.Count.ShouldBe(120);
        Should.Throw<InvalidOperationException>(() => With(Blocks, edits)).Message.ShouldContain("make 57600 strata");
    }
}
