namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Trials in which there is little or nothing to estimate: never an exception, never a number made of nothing.</summary>
public sealed class ExtremeTrials
{
    [Fact]
    public void A_trial_that_randomized_nobody_has_zeros_and_NE()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.ScreenFailure("s", "Age in years");
        var output = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
        output.Printed("Disposition/randomized").ShouldBe("0");
        output.Printed("PFS.Cox/hazardRatio[arm=drug]").ShouldBe("NE");
        output.Printed("PFS.LogRank/pTwoSided").ShouldBe("NE");
        output.Printed("PFS.Events/percent[arm=drug]").ShouldBe("NE");
        output.Printed("Baseline.age/mean[arm=all]").ShouldBe("NE");
    }

    [Fact]
    public void Without_any_event_the_hazard_ratio_is_NE_and_a_sentence_says_why()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD");
        sdtm.Randomized("2", "standard").Assessed("2020-03-25", "SD");
        var output = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
        output.Printed("PFS.Cox/hazardRatio[arm=drug]").ShouldBe("NE");
        output.Printed("PFS.Cox/status").ShouldBe("No participant had the event; a hazard ratio cannot be estimated.");
    }

    [Fact]
    public void With_events_in_one_arm_only_the_hazard_ratio_is_0_with_a_limit_by_profile_likelihood_and_the_log_rank_test_stands()
    {
        var sdtm = new HandMadeSdtm();
        for (var i = 1; i <= 4; i++)
        {
            sdtm.Randomized($"d{i}").Assessed("2020-03-25", "SD").Assessed("2020-06-17", "SD");
            sdtm.Randomized($"c{i}", "standard").Assessed($"2020-03-2{i}", "PD");
        }
        var output = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
        output.Printed("PFS.Cox/hazardRatio[arm=drug]").ShouldBe("0");
        output.Printed("PFS.Cox/lower[arm=drug]").ShouldBe("0");
        // The limit and the test are compared in Validation.
        output.Raw("PFS.Cox/upper[arm=drug]").ShouldBeLessThan(1);
        output.Printed("PFS.Cox/status").ShouldContain("no finite estimate");
        output.Raw("PFS.LogRank/z").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_stratified_test_compares_within_strata_only()
    {
        // Each stratum holds one arm only: there is nothing to compare, though the unstratified test would differ.
        var sdtm = new HandMadeSdtm();
        for (var i = 1; i <= 3; i++)
        {
            sdtm.Randomized($"d{i}", response: "responded").Assessed($"2020-06-1{i}", "PD");
            sdtm.Randomized($"c{i}", "standard", response: "stable").Assessed($"2020-03-2{i}", "PD");
        }
        var protocol = SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with { TimeToEvent = [SmallTrial.Plan("PFS", stratified: true)] },
        };
        Outputs.Analyzed(protocol, sdtm.Tables()).Printed("PFS.LogRank/pTwoSided").ShouldBe("NE");
        Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables()).Raw("PFS.LogRank/pTwoSided").ShouldBeLessThan(0.05);
    }

    [Fact]
    public void A_stratum_of_one_and_a_level_of_nobody_change_nothing()
    {
        // Six who responded can be compared; one with stable disease has nobody beside, and nobody is of unknown response.
        var sdtm = new HandMadeSdtm();
        for (var i = 1; i <= 3; i++)
        {
            sdtm.Randomized($"d{i}").Assessed($"2020-06-1{i}", "PD");
            sdtm.Randomized($"c{i}", "standard").Assessed($"2020-0{2 * i}-20", "PD");
        }
        var factor = SmallTrial.Protocol.Randomization!.Factors[0];
        var protocol = SmallTrial.Protocol with
        {
            Randomization = SmallTrial.Protocol.Randomization with
            {
                Factors = [factor with { Levels = [.. factor.Levels, new("unknown", ["NE"])] }],
            },
            Analysis = SmallTrial.Protocol.Analysis with { TimeToEvent = [SmallTrial.Plan("PFS", stratified: true, "response")] },
        };
        var without = Outputs.Analyzed(protocol, sdtm.Tables());
        sdtm.Randomized("alone", response: "stable").Assessed("2020-04-01", "PD");
        var with = Outputs.Analyzed(protocol, sdtm.Tables());
        foreach (var address in (string[])["PFS.LogRank/chiSquare", "PFS.Cox/hazardRatio[arm=drug]", "PFS.Cox/upper[arm=drug]"])
            with.Raw(address).ShouldBe(without.Raw(address));
        with.Printed("PFS.Subgroup.response/participants[arm=drug;level=stable]").ShouldBe("1");
        with.Printed("PFS.Subgroup.response/participants[arm=standard;level=unknown]").ShouldBe("0");
        with.Printed("PFS.Subgroup.response/hazardRatio[level=unknown]").ShouldBe("NE");
        with.Printed("Baseline.response/count[arm=all;level=unknown]").ShouldBe("0");
    }

    [Fact]
    public void A_factor_of_one_level_has_its_hazard_ratio_and_no_interaction()
    {
        var sdtm = new HandMadeSdtm();
        for (var i = 1; i <= 5; i++)
        {
            sdtm.Randomized($"d{i}").Assessed($"2020-0{i + 1}-10", "PD");
            sdtm.Randomized($"c{i}", "standard").Assessed($"2020-0{i + 1}-05", "PD");
        }
        var factor = SmallTrial.Protocol.Randomization!.Factors[0];
        var protocol = SmallTrial.Protocol with
        {
            Randomization = SmallTrial.Protocol.Randomization with { Factors = [factor with { Levels = [factor.Levels[0]] }] },
            Analysis = SmallTrial.Protocol.Analysis with { TimeToEvent = [SmallTrial.Plan("PFS", stratified: true, "response")] },
        };
        var output = Outputs.Analyzed(protocol, sdtm.Tables());
        output.Raw("PFS.Subgroup.response/hazardRatio[level=responded]").ShouldBe(output.Raw("PFS.Cox/hazardRatio[arm=drug]"));
        output.Printed("PFS.Subgroup.response/pTwoSided").ShouldBe("NE");
        output.Printed("PFS.Subgroup.response/degreesOfFreedom").ShouldBe("0");
    }

    [Fact]
    public void With_everyone_censored_no_statistic_is_made_up()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "SD");
        sdtm.Randomized("2", "standard").Assessed("2020-03-25", "SD");
        var protocol = SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with { TimeToEvent = [SmallTrial.Plan("PFS", stratified: true, "response")] },
        };
        var output = Outputs.Analyzed(protocol, sdtm.Tables());
        output.Printed("PFS.LogRank/status").ShouldBe("There is no event.");
        output.Printed("PFS.LogRank/chiSquare").ShouldBe("NE");
        output.Printed("PFS.LogRank/degreesOfFreedom").ShouldBe("0");
        output.Printed("PFS.KaplanMeier/median[arm=drug]").ShouldBe("NR");
        output.Printed("PFS.KaplanMeier/survival[arm=drug;time=6]").ShouldBe("NE");
        output.Raw("PFS.FollowUp/median[arm=drug]").ShouldBe(85 / 30.4375);
    }

    [Fact]
    public void A_subgroup_with_fewer_than_five_events_in_an_arm_has_no_hazard_ratio()
    {
        var sdtm = new HandMadeSdtm();
        for (var i = 1; i <= 5; i++)
        {
            sdtm.Randomized($"d{i}").Assessed($"2020-0{i + 1}-10", "PD");
            sdtm.Randomized($"c{i}", "standard").Assessed($"2020-0{i + 1}-05", "PD");
        }
        sdtm.Randomized("s", "standard", response: "stable").Assessed("2020-02-05", "PD");
        var protocol = SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with
            {
                TimeToEvent = [SmallTrial.Plan("PFS", stratified: false, "response")],
            },
        };
        var output = Outputs.Analyzed(protocol, sdtm.Tables());
        output.ShouldHave("PFS.Subgroup.response/hazardRatio[level=responded]").IsEstimable.ShouldBeTrue();
        output.Printed("PFS.Subgroup.response/hazardRatio[level=stable]").ShouldBe("NE");
        output.Printed("PFS.Subgroup.response/pTwoSided").ShouldBe("NE");
    }

    [Fact]
    public void The_whole_plan_of_PATINA_can_be_done_from_SDTM()
    {
        var protocol = Examples.PatinaProtocol;
        var sdtm = new HandMadeSdtm();
        foreach (var (arm, index) in protocol.Arms.SelectMany(arm => Enumerable.Range(1, 3).Select(index => (arm, index))))
        {
            var id = $"{arm.Id}-{index}";
            sdtm.Add(
                "DM",
                "PATINA",
                id,
                id,
                "01",
                "55",
                "F",
                arm.Id.ToUpperInvariant(),
                arm.Label,
                "",
                arm.Label,
                "2020-01-01",
                ""
            );
            sdtm.Add("DS", id, "RANDOMIZED", "PROTOCOL MILESTONE", "", "2020-01-02");
            sdtm.Add("RS", id, "OVRLRESP", index == 1 ? "SD" : "PD", "INVESTIGATOR", $"2020-0{index + 2}-25");
            foreach (var (factor, number) in protocol.Randomization!.Factors.Select((factor, number) => (factor, number)))
                sdtm.Add("SUPPDM", id, $"STRAT{number + 1}", factor.Levels[index % 2].Name);
            sdtm.Add("SUPPDM", id, "PERFORMA", "1");
            sdtm.Add("SUPPDM", id, "INDUCTIO", "6");
        }
        var output = Outputs.Analyzed(protocol, sdtm.Tables());
        output.Printed("Baseline.induction/median[arm=all]").ShouldBe("6.0");
        output.Printed("Baseline.performance/count[arm=all;level=1]").ShouldBe("6");
        output.Printed("PFS.Events/events[arm=palbociclib]").ShouldBe("2");
        output.Results.Find("PFS.Subgroup.partner").ShouldNotBeNull();
        foreach (var endpoint in protocol.Endpoints)
            output.Curves.ShouldContain(curves => curves.EndpointId == endpoint.Id && curves.Arms.Count == 2);
    }

    [Fact]
    public void Numbers_at_risk_stand_at_every_half_year_and_no_further_than_the_last_time()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1", death: "2022-12-01").Assessed("2020-03-25", "SD"); // day 1066, month 35.02
        sdtm.Randomized("2", "standard", death: "2020-12-01").Assessed("2020-03-25", "SD");
        var output = Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
        output.Curves.Single(curves => curves.EndpointId == "OS").Ticks.ShouldBe([0, 6, 12, 18, 24, 30]);
        output.Printed("OS.KaplanMeier/atRisk[arm=drug;time=30]").ShouldBe("1");
        output.Printed("OS.KaplanMeier/atRisk[arm=standard;time=12]").ShouldBe("0");
    }
}
