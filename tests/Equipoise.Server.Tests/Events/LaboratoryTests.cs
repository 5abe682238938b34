using System.Text;
using Equipoise.Conduct.FollowUp;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Protocol.Values;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

public sealed class LaboratoryTests
{
    const string Lab = "/p/101-01/lab";

    static readonly (string, string)[] day = Day("on", 2018, 6, 1);

    [Fact]
    public async Task Several_tests_of_a_sample_are_recorded_at_once_with_a_comma_a_bound_and_another_unit()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        var saved = await carla.Post(
            Lab,
            [.. day, ("sample", "1"), ("v-neutrophils", "840"), ("u-neutrophils", "cells/uL"), ("v-platelets", "<25"), ("v-hemoglobin", "11,5"), ("lo-hemoglobin", "11,7")]
        );
        saved.Status.ShouldBe(303, saved.Words);
        var values = server.State.Find("101-01")!.All<LabValueRecorded>().ToDictionary(value => value.Test);
        values["neutrophils"].Value.ShouldBe(0.84);
        values["neutrophils"].Unit.ShouldBe("10^9/L");
        values["platelets"].Comparator.ShouldBe(Comparator.LessThan);
        values["hemoglobin"].Value.ShouldBe(11.5);
        values["hemoglobin"].LowerLimit.ShouldBe(11.7);
        // CTCAE 4.03: neutrophils 0.5 to 1.0 are grade 3, platelets below 25 grade 4.
        var page = (await carla.Get(Lab)).Words;
        page.ShouldContain("neutrophils 0.84 10^9/L 2 to 7.5 grade 3");
        page.ShouldContain("platelets <25 10^9/L 150 to 400 grade 4");
    }

    [Fact]
    public async Task The_grade_is_told_while_somebody_types_and_nothing_is_recorded()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        var told = await carla.PostFrom(Lab, $"{Lab}/verdict", [.. day, ("v-neutrophils", "0,45"), ("v-platelets", "many")]);
        told.Text.ShouldContain("grade 4: Neutrophil count decreased");
        told.Text.ShouldContain("platelets is a number such as 0.45");
        server.State.Find("101-01")!.All<LabValueRecorded>().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_records_nothing_of_the_sample()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        (string Field, string Value, string At)[] wrong =
        [
            ("v-neutrophils", "450", "v-neutrophils-wrong"),
            ("v-neutrophils", "1.2.3", "v-neutrophils-wrong"),
            ("u-neutrophils", "pints", "u-neutrophils"),
            ("lo-neutrophils", "9", "lo-neutrophils-wrong"),
            ("sample", "0", "sample-wrong"),
            ("on-year", "2019", "on"),
        ];
        foreach (var (field, value, at) in wrong)
        {
            (string, string)[] typed = [.. day, ("sample", "1"), ("v-neutrophils", "1.8"), ("v-platelets", "200")];
            var answer = await carla.Post(Lab, [.. typed.Where(one => one.Item1 != field), (field, value)]);
            answer.Status.ShouldBe(422, field);
            answer.Page.QuerySelector($"#{at}").ShouldNotBeNull(field);
        }
        (await carla.Post(Lab, day)).Words.ShouldContain("No value is typed.");
        server.State.Find("101-01")!.All<LabValueRecorded>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_that_is_unusual_is_confirmed_in_place()
    {
        await using var server = await ServerUnderTest.Start(SmallTrial.Rules(of: WithUsualValues()), steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        (string, string)[] typed = [.. day, ("sample", "1"), ("v-neutrophils", "20")];
        var asked = await carla.Post(Lab, typed);
        asked.Status.ShouldBe(422);
        asked.Page.QuerySelector("#v-neutrophils-wrong")!.TextContent.ShouldContain("unusual (usual: 1 to 15)");
        asked.Page.QuerySelector("#ok-neutrophils").ShouldNotBeNull();
        (await carla.Post(Lab, [.. typed, ("ok-neutrophils", "yes")])).Status.ShouldBe(303);
        server.State.Find("101-01")!.All<LabValueRecorded>().Single().Value.ShouldBe(20);
    }

    [Fact]
    public async Task A_value_is_corrected_with_a_reason_and_a_second_sample_of_the_day_is_another_value()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        await carla.Post(Lab, [.. day, ("sample", "1"), ("v-neutrophils", "1.8")]);
        (await carla.Post(Lab, [.. day, ("sample", "1"), ("v-neutrophils", "1.6")])).Page.QuerySelector("#reason-wrong").ShouldNotBeNull();
        (await carla.Post(Lab, [.. day, ("sample", "1"), ("v-neutrophils", "1.6"), ("reason", "Misread.")])).Status.ShouldBe(303);
        (await carla.Post(Lab, [.. day, ("sample", "2"), ("v-neutrophils", "1.7")])).Status.ShouldBe(303);
        server.State.Find("101-01")!.LaboratoryValues("neutrophils").Select(value => value.Value).ShouldBe([1.6, 1.7]);
    }

    static TrialProtocol WithUsualValues()
    {
        var text = File.ReadAllText(Repository.At("examples", "patina", "protocol.yaml"));
        var usual = text.Replace("        upper limit of normal: 7.5\n", "        upper limit of normal: 7.5\n        usual: 1 to 15\n", StringComparison.Ordinal);
        usual.ShouldNotBe(text);
        return ProtocolFile.Parse(Encoding.UTF8.GetBytes(usual), "usual.yaml") is ProtocolReading.Accepted accepted
            ? accepted.Protocol
            : throw new InvalidOperationException("The protocol with usual values is not accepted.");
    }
}
