using System.Text;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

public sealed class DoseTests
{
    static readonly SmallTrial.Step[] eight = [.. Enumerable.Repeat(SmallTrial.Step.Randomized, 8)];

    [Fact]
    public async Task A_dose_is_recorded_by_the_pharmacist_the_rules_propose_and_the_investigator_signs()
    {
        await using var server = await ServerUnderTest.Start(steps: eight);
        var who = Treated(server);
        var dose = $"/p/{who}/dose";
        var paul = await server.SignedIn("paul");
        var given = await paul.PostFrom(
            $"{dose}?treatment=palbociclib",
            $"{dose}/give",
            [("treatment", "palbociclib"), ("cycle", "1"), ("amount", "125"), .. Day("on", 2018, 6, 1), .. Day("until", 2018, 6, 1)]
        );
        given.Status.ShouldBe(303, given.Words);
        (await paul.Get($"{dose}?treatment=palbociclib")).Words.ShouldContain("1 1 125 mg 1 Jun 2018 1 Jun 2018");
        (await paul.PostFrom($"/p/{who}", $"{dose}/decide")).Status.ShouldBe(403);
        (await paul.PostFrom($"/p/{who}", $"{dose}/stop")).Status.ShouldBe(403);

        server.Clock.Move(TimeSpan.FromDays(14));
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        await carla.Post($"/p/{who}/lab", [.. Day("on", 2018, 6, 15), ("sample", "1"), ("v-neutrophils", "0,4"), ("v-platelets", "200")]);

        // The US label of palbociclib, table 2: neutropenia of grade 4 is withheld until grade 2, then the next lower dose.
        var page = await ida.Get($"{dose}?treatment=palbociclib");
        page.Words.ShouldContain("The rules propose: withhold");
        page.Words.ShouldContain("0.4");
        (string, string)[] decision =
        [
            ("treatment", "palbociclib"), ("decision-cycle", "1"), ("decision-day", "15"), ("inhibitor", "no"), ("liver", "no"), ("decision", "Continue"),
        ];
        var unsigned = await ida.PostFrom($"{dose}?treatment=palbociclib", $"{dose}/decide", decision);
        unsigned.Page.QuerySelector("#proof-password-wrong").ShouldNotBeNull();
        var differs = await ida.PostFrom($"{dose}?treatment=palbociclib", $"{dose}/decide", [.. decision, .. Signed("ida")]);
        differs.Page.QuerySelector("#decision-why-wrong")!.TextContent.ShouldContain("another decision needs a reason");
        var signed = await ida.PostFrom(
            $"{dose}?treatment=palbociclib",
            $"{dose}/decide",
            [.. decision.Where(field => field.Item1 != "decision"), ("decision", "Withhold"), .. Signed("ida")]
        );
        signed.Status.ShouldBe(303, signed.Words);
        var decided = server.State.Find(who)!.All<DoseDecided>().Single();
        decided.Decision.ShouldBe(DoseStep.Withhold);
        decided.Signature.Name.ShouldBe("Ida Investigator");
        (await ida.Get($"{dose}?treatment=palbociclib")).Words.ShouldContain("Withheld since 15 Jun 2018.");
    }

    [Fact]
    public async Task A_departure_from_plan_says_why_and_a_stop_is_recorded_by_who_records()
    {
        await using var server = await ServerUnderTest.Start(steps: eight);
        var who = Treated(server);
        var dose = $"/p/{who}/dose";
        var carla = await server.SignedIn("carla");
        (string, string)[] other = [("treatment", "palbociclib"), ("cycle", "1"), ("amount", "112,5"), .. Day("on", 2018, 6, 1), .. Day("until", 2018, 6, 1)];
        var refused = await carla.PostFrom($"{dose}?treatment=palbociclib", $"{dose}/give", other);
        refused.Page.QuerySelector("#deviation-wrong")!.TextContent.ShouldContain("The current dose of palbociclib is 125 mg");
        (await carla.PostFrom($"{dose}?treatment=palbociclib", $"{dose}/give", [.. other, ("deviation", "A capsule was lost.")])).Status.ShouldBe(303);
        server.State.Find(who)!.All<DoseGiven>().Single().Amount.ShouldBe(112.5);
        (await carla.PostFrom($"{dose}?treatment=palbociclib", $"{dose}/stop", [("treatment", "palbociclib"), ("stop-why", "AdverseEvent"), .. Day("stop", 2018, 5, 31)]))
            .Page.QuerySelector("#stop .wrong").ShouldNotBeNull();
        (await carla.PostFrom($"{dose}?treatment=palbociclib", $"{dose}/stop", [("treatment", "palbociclib"), ("stop-why", "AdverseEvent"), .. Day("stop", 2018, 6, 1)])).Status.ShouldBe(303);
        (await carla.Get($"{dose}?treatment=palbociclib")).Words.ShouldContain("Stopped on 1 Jun 2018: Adverse event.");
    }

    [Fact]
    public async Task In_a_masked_trial_there_is_no_page_of_doses_for_whoever_is_blinded()
    {
        await using var server = await ServerUnderTest.Start(SmallTrial.Rules(of: Masked()), steps: eight);
        foreach (var person in new[] { "carla", "ida", "paul" })
        {
            var browser = await server.SignedIn(person);
            foreach (var place in new[] { "/p/101-01/dose", "/p/101-01/dose?treatment=palbociclib" })
                (await browser.Get(place)).Status.ShouldBe(404, person);
            (await browser.PostFrom("/account", "/p/101-01/dose/give", ("treatment", "palbociclib"))).Status.ShouldBe(404, person);
            (await browser.Get("/p/101-01")).Page.QuerySelector("a[href$='/dose']").ShouldBeNull(person);
        }
        var ida = await server.SignedIn("ida");
        foreach (var place in new[] { "proposal", "decide", "stop" })
            (await ida.PostFrom("/account", $"/p/101-01/dose/{place}", ("treatment", "palbociclib"))).Status.ShouldBe(404, place);
    }

    static string Treated(ServerUnderTest server) =>
        server.State.Participants.First(who => who.Site == "101" && SmallTrial.Protocol.Arms.Single(arm => arm.Id == who.Randomized!.Arm).Gives.Contains("palbociclib")).Id;

    static TrialProtocol Masked()
    {
        var text = File.ReadAllText(Repository.At("examples", "patina", "protocol.yaml"));
        var blind = text.Replace("masking: open label", "masking: double blind", StringComparison.Ordinal);
        return ((ProtocolReading.Accepted)ProtocolFile.Parse(Encoding.UTF8.GetBytes(blind), "masked.yaml")).Protocol;
    }
}
