using System.Text.Json;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>
/// Several endpoints that share alpha: <c>design</c> and <c>look</c>. Expected values by R 4.2.2: the recursion of Lan-DeMets
/// O'Brien-Fleming bounds over mvtnorm 1.1-3, pmvnorm with TVPACK(1e-14), roots to 1e-13.
/// </summary>
public sealed class SplitLookTests
{
    static readonly string keynote = Repository.At("examples", "published-designs", "keynote-189.yaml");

    static readonly string impower = Repository.At("examples", "published-designs", "impower133.yaml");

    [Fact]
    public void The_plan_has_the_bounds_of_each_endpoint_at_every_alpha_that_it_may_have()
    {
        var endpoints = Run("design", keynote).GetProperty("endpoints");
        Bounds(endpoints[0], 0).ShouldBe([2.69342636721, 2.38966783662], 1e-9);
        Bounds(endpoints[0], 1).ShouldBe([2.26657342232, 2.02240287627], 1e-9);
        Bounds(endpoints[1], 0).ShouldBe([2.98047579525, 2.49567285993, 2.21489233833], 1e-9);
        Bounds(endpoints[1], 1).ShouldBe([2.72986165856, 2.2859834532, 2.02944081554], 1e-9);
        endpoints[1].GetProperty("byAlpha")[1].GetProperty("afterRejectionOf")[0].GetString().ShouldBe("PFS");

        static double[] Bounds(JsonElement endpoint, int level) =>
            [
                .. endpoint.GetProperty("byAlpha")[level].GetProperty("looks").EnumerateArray().Select(look => look.GetProperty("efficacyZ").GetDouble()),
            ];
    }

    // Of one look the bound of Lan-DeMets O'Brien-Fleming can be turned round: α = 2(1 - Φ(√t Φ⁻¹(1 - p/2))).
    [Fact]
    public void Alpha_of_a_rejected_endpoint_passes_on_and_the_other_is_tested_again()
    {
        var look = Run("look", keynote, "--events", "PFS=410", "--events", "OS=235", "--z", "PFS=5.8", "--z", "OS=2.9");
        var (pfs, os) = (look.GetProperty("endpoints")[0], look.GetProperty("endpoints")[1]);
        look.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("rejected").GetString()).ShouldBe(["PFS", "OS"]);
        pfs.GetProperty("alphaNow").GetDouble().ShouldBe(0.0095, 1e-15);
        os.GetProperty("alphaNow").GetDouble().ShouldBe(0.025, 1e-15);
        os.GetProperty("sequentialP").GetDouble().ShouldBe(0.0193831056804, 1e-12);
        os.GetProperty("adjustedP").GetDouble().ShouldBe(0.0193831056804, 1e-12);
        // At 1.55% it was not: the first step has the bound for which 0.00128 was published.
        var first = look.GetProperty("steps")[0].GetProperty("tests");
        Normal.UpperTail(first[0].GetProperty("efficacyZ")[0].GetDouble()).ShouldBe(0.00559, 5e-6);
        Normal.UpperTail(first[1].GetProperty("efficacyZ")[0].GetDouble()).ShouldBe(0.00128, 5e-6);
    }

    [Fact]
    public void IMpower133_was_significant_at_its_interim_look_below_a_two_sided_p_of_0_0193()
    {
        var look = Run("look", impower, "--events", "PFS=295", "--events", "OS=238", "--z", "PFS=1", "--z", "OS=1");
        var bound = look.GetProperty("endpoints")[1].GetProperty("looks")[0].GetProperty("efficacyZ").GetDouble();
        (2 * Normal.UpperTail(bound)).ShouldBe(0.0193, 5e-5);
    }

    [Fact]
    public void Repeated_p_values_are_the_alpha_of_the_bound_at_each_look()
    {
        var os = Run("look", keynote, "--events", "OS=235,340", "--z", "OS=1.9,2.35").GetProperty("endpoints")[1];
        os.GetProperty("repeatedP").EnumerateArray().Select(p => p.GetDouble()).ShouldBe([0.100172382179, 0.0198787167779], 1e-10);
        os.GetProperty("sequentialP").GetDouble().ShouldBe(0.0198787167779, 1e-10);
        os.GetProperty("isRejected").GetBoolean().ShouldBeFalse();
        os.GetProperty("alphaNow").GetDouble().ShouldBe(0.0155, 1e-15);
        os.GetProperty("conditionalPower").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public void An_earlier_look_counts_again_once_more_alpha_has_come()
    {
        With("1").GetProperty("isRejected").GetBoolean().ShouldBeFalse();
        var later = With("5");
        later.GetProperty("isRejected").GetBoolean().ShouldBeTrue();
        later.GetProperty("endedAt").GetInt32().ShouldBe(1);

        static JsonElement With(string z) =>
            Run("look", keynote, "--events", "PFS=410", "--events", "OS=235,340", "--z", $"PFS={z}", "--z", "OS=2.9,1.0").GetProperty("endpoints")[1];
    }

    // Without planned looks nothing is spent before the end, and the end has all: p = 1 - Φ(2.9).
    [Fact]
    public void An_endpoint_with_one_analysis_is_tested_at_that_one()
    {
        Run("look", impower, "--events", "PFS=200", "--z", "PFS=2.9").GetProperty("endpoints")[0].GetProperty("isRejected").GetBoolean().ShouldBeFalse();
        var pfs = Run("look", impower, "--events", "PFS=200", "--z", "PFS=2.9", "--final-of", "PFS").GetProperty("endpoints")[0];
        pfs.GetProperty("isRejected").GetBoolean().ShouldBeTrue();
        pfs.GetProperty("sequentialP").GetDouble().ShouldBe(Normal.UpperTail(2.9), 1e-12);
    }

    [Fact]
    public void What_is_told_is_for_people_too()
    {
        var text = CommandLine.Run(["look", keynote, "--events", "PFS=410", "--events", "OS=235", "--z", "PFS=5.8", "--z", "OS=2.9"]).Output;
        text.ShouldContain("KEYNOTE-189: one-sided alpha 2.5%; PFS 0.95%, which passes on to OS; OS 1.55%, which passes on to PFS");
        text.ShouldContain("2. OS: p = 0.0193831 ≤ 0.025 (z of 2.7632). Rejected: OS.");
        text.ShouldContain("OS: rejected at alpha 2.5%; sequential p 0.01938, adjusted for all endpoints 0.01938");
    }

    [Theory]
    [InlineData("--events 410", "--events is 410, and the design has several endpoints: write it for each, such as --events PFS=410.")]
    [InlineData("--events PD=410", "'PD' is none of the endpoints: PFS, OS.")]
    [InlineData("--events PFS=410 --events PFS=420", "PFS is named twice: give all its looks at once.")]
    [InlineData("--events PFS=410 --z OS=2", "--z names 'OS', of which no events are given: write --events OS=129.")]
    [InlineData("--events PFS=410,400", "PFS: Look 2 has 400 events: they increase from look to look, from 1 on.")]
    [InlineData("--events PFS=4x", "--events of PFS is 4x; write whole numbers such as PFS=129,200.")]
    [InlineData("--events PFS=410 --final", "--final does not say of which endpoint: write --final-of, such as --final-of PFS.")]
    [InlineData("--events PFS=410 --months 12", "--months is for a plan that spends by the calendar; several endpoints spend by events.")]
    public void What_fits_no_plan_is_refused(string call, string reason)
    {
        var run = CommandLine.Run(["look", keynote, .. call.Split(' ')]);
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(reason);
    }

    [Theory]
    [InlineData("--events 200 --final-of OS", "--final-of is for several endpoints; of one it is --final.")]
    [InlineData("--events 200 --events 300", "--events is given 2 times, and the design has one endpoint.")]
    public void What_is_for_several_is_refused_of_one(string call, string reason)
    {
        var run = CommandLine.Run(["look", Repository.At("bench", "scenarios", "three-looks.yaml"), .. call.Split(' ')]);
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(reason);
    }

    [Theory]
    [InlineData("--verify")]
    [InlineData("--solve power --follow-up 12")]
    public void What_takes_one_endpoint_says_so(string call)
    {
        var run = CommandLine.Run(["design", keynote, .. call.Split(' ')]);
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("has several endpoints");
    }

    static JsonElement Run(string verb, params string[] arguments)
    {
        var run = CommandLine.Run([verb, .. arguments, "--format", "json"]);
        run.Exit.ShouldBe(0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
