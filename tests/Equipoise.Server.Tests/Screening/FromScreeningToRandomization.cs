using Equipoise.Conduct.Randomization;

namespace Equipoise.Server.Tests.Screening;

public sealed class FromScreeningToRandomization
{
    [Fact]
    public async Task Two_people_of_a_site_take_somebody_from_screening_to_an_arm()
    {
        await using var server = await ServerUnderTest.Start();
        var carla = await server.SignedIn("carla");
        var screened = await carla.Post("/participants/new", ("on-day", "1"), ("on-month", "06"), ("on-year", "2018"), ("age", "57"), ("sex", "Female"));
        screened.Status.ShouldBe(303, screened.Words);
        screened.Place.ShouldBe("/p/101-01");
        (await carla.Post("/p/101-01/consent", ("on-day", "1"), ("on-month", "06"), ("on-year", "2018"), ("version", "2.0")))
            .Place.ShouldBe("/p/101-01/eligibility");

        var answered = await carla.Post(
            "/p/101-01/eligibility",
            [
                ("on-day", "1"),
                ("on-month", "06"),
                ("on-year", "2018"),
                .. SmallTrial.EligibleAnswers.Select(answer => ($"c-{answer.Key}", answer.Value.ToString().Replace('.', ','))),
            ]
        );
        answered.Status.ShouldBe(303, answered.Words);
        (await carla.Get("/p/101-01/eligibility")).Words.ShouldContain("Every criterion is met.");
        (await carla.Get("/p/101-01/sign-eligibility")).Status.ShouldBe(403);

        var ida = await server.SignedIn("ida");
        var signed = await ida.Post("/p/101-01/sign-eligibility", [.. Signature("ida"), .. Stratum]);
        signed.Status.ShouldBe(303, signed.Words);

        var asked = await carla.Get("/p/101-01/randomize");
        asked.Words.ShouldContain("Eligibility was signed by Ida Investigator on 1 Jun 2018");
        var randomized = await carla.Post("/p/101-01/randomize");
        randomized.Status.ShouldBe(303, randomized.Words);
        var arm = server.State.Find("101-01")!.Randomized!.Arm;
        (await carla.Get("/p/101-01/randomize")).Page.QuerySelector(".arm")!.TextContent.ShouldBe(
            SmallTrial.Protocol.Arms.Single(one => one.Id == arm).Label
        );
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_allocates_once()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        var carla = await server.SignedIn("carla");
        var page = await carla.Get("/p/101-01/randomize");
        var fields = page
            .Page.QuerySelectorAll("form[action='/p/101-01/randomize'] input[type=hidden]")
            .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!))
            .ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => carla.PostBare("/p/101-01/randomize", fields)));
        answers.Select(answer => answer.Status).ShouldAllBe(status => status == 303);
        server.State.RandomizedCount.ShouldBe(1);
    }

    static (string, string)[] Stratum =>
        [
            .. SmallTrial.Levels.Select(level => ($"f-{level.Key}", level.Value)),
            .. SmallTrial.Choices.Select(choice => ($"t-{choice.Key}", choice.Value)),
        ];

    static (string, string)[] Signature(string user) => [("proof-user", user), ("proof-password", ServerUnderTest.Password)];
}
