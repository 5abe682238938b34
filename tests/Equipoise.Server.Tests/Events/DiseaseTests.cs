using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

public sealed class DiseaseTests
{
    const string Disease = "/p/101-01/disease";

    static (string, string)[] Target(string name, string diameter) =>
        [("lesion", name), ("kind", "Target"), ("organ", "Liver"), ("node", "no"), ("method", "CT scan"), ("diameter", diameter), .. Day("found", 2018, 5, 25)];

    [Fact]
    public async Task The_response_by_recist_stands_beside_the_judgement_and_another_one_says_why()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        (await carla.PostFrom(Disease, $"{Disease}/lesion", Target("T01", "8,5"))).Page.QuerySelector("#diameter-wrong")!.TextContent.ShouldContain("from 10 mm");
        (await carla.PostFrom(Disease, $"{Disease}/lesion", Target("T01", "30,5"))).Status.ShouldBe(303);
        (await carla.PostFrom(Disease, $"{Disease}/lesion", Target("T02", "19,5"))).Status.ShouldBe(303);
        (await carla.PostFrom(Disease, $"{Disease}/lesion", Target("T03", "12"))).Page.QuerySelector("#organ-wrong").ShouldNotBeNull();

        server.Clock.Move(TimeSpan.FromDays(84));
        carla = await server.SignedIn("carla");
        var rows = server.State.Find("101-01")!.EntriesOf<LesionIdentified>().Select(entry => entry.Sequence).ToArray();
        // 35 of 50 mm at baseline: 30% less is a partial response (Eisenhauer 2009, section 4.3.1).
        (string, string)[] seen = [.. Day("measured", 2018, 8, 24), ($"mm-{rows[0]}", "20"), ($"mm-{rows[1]}", "15")];
        (await carla.PostFrom(Disease, $"{Disease}/measure", seen)).Status.ShouldBe(303);
        (await carla.Get(Disease)).Words.ShouldContain("By the lesions of 24 Aug 2018: PR.");

        (string, string)[] judged = [("response", "SD"), .. Day("judged", 2018, 8, 24)];
        (await carla.PostFrom(Disease, $"{Disease}/assessment", judged)).Page.QuerySelector("#judged-why-wrong")!.TextContent.ShouldContain("the response is PR");
        (await carla.PostFrom(Disease, $"{Disease}/assessment", [.. judged, ("judged-why", "T02 was cut by the slice.")])).Status.ShouldBe(303);
        var assessed = server.State.Find("101-01")!.All<TumorAssessed>().Single();
        (assessed.Response, assessed.Derived).ShouldBe((OverallResponse.SD, OverallResponse.PR));
    }

    [Fact]
    public async Task What_is_refused_of_one_lesion_records_nothing_of_the_assessment()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        await carla.PostFrom(Disease, $"{Disease}/lesion", Target("T01", "30"));
        await carla.PostFrom(Disease, $"{Disease}/lesion", Target("T02", "20"));
        var rows = server.State.Find("101-01")!.EntriesOf<LesionIdentified>().Select(entry => entry.Sequence).ToArray();
        (string, string)[] seen = [.. Day("measured", 2018, 6, 1), ($"mm-{rows[0]}", "20"), ($"mm-{rows[1]}", "1500")];
        (await carla.PostFrom(Disease, $"{Disease}/measure", seen)).Page.QuerySelector($"#mm-{rows[1]}-wrong")!.TextContent.ShouldContain("not possible");
        (await carla.PostFrom(Disease, $"{Disease}/measure", Day("measured", 2018, 6, 1))).Words.ShouldContain("Nothing is said of any lesion.");
        server.State.Find("101-01")!.All<LesionMeasured>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_therapy_begins_in_a_month_that_is_known()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        server.Clock.Move(TimeSpan.FromDays(90));
        var carla = await server.SignedIn("carla");
        (await carla.PostFrom(Disease, $"{Disease}/therapy", [("therapy", ""), .. Month("begun", 2018, 8)])).Page.QuerySelector("#therapy-wrong").ShouldNotBeNull();
        (await carla.PostFrom(Disease, $"{Disease}/therapy", [("therapy", "Capecitabine"), .. Month("begun", 2018, 8)])).Status.ShouldBe(303);
        server.State.Find("101-01")!.All<NewTherapyStarted>().Single().Start.ToString().ShouldBe("2018-08");
    }
}
