namespace Equipoise.Server.Tests.Entering;

public sealed class SignInTests
{
    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_sign_in_and_back()
    {
        await using var server = await ServerUnderTest.Start();
        var browser = server.Browser();
        var led = await browser.Get("/participants?page=2");
        (led.Status, led.Place).ShouldBe((302, "/sign-in?back=%2Fparticipants%3Fpage%3D2"));
        (await browser.PostFrom(led.Place!, "/sign-in", ("user", "carla"), ("password", ServerUnderTest.Password)))
            .Place.ShouldBe("/participants?page=2");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_elsewhere_after_signing_in(string back)
    {
        await using var server = await ServerUnderTest.Start();
        var browser = server.Browser();
        (await browser.Post("/sign-in", ("user", "carla"), ("password", ServerUnderTest.Password), ("back", back))).Place.ShouldBe("/");
    }

    [Fact]
    public async Task A_session_that_was_ended_is_ended_for_whoever_copied_its_cookie()
    {
        await using var server = await ServerUnderTest.Start();
        var carla = await server.SignedIn("carla");
        var thief = server.Browser();
        foreach (var (name, value) in carla.Cookies)
            thief.Cookies[name] = value;
        (await thief.Get("/participants")).Status.ShouldBe(200);
        (await carla.PostFrom("/participants", "/sign-out")).Place.ShouldBe("/sign-in");
        (await thief.Get("/participants")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task A_session_ends_after_thirty_idle_minutes_and_after_twelve_hours()
    {
        await using var server = await ServerUnderTest.Start();
        var carla = await server.SignedIn("carla");
        server.Clock.Move(TimeSpan.FromMinutes(29));
        (await carla.Get("/participants")).Status.ShouldBe(200);
        server.Clock.Move(TimeSpan.FromMinutes(29));
        (await carla.Get("/participants")).Status.ShouldBe(200);
        server.Clock.Move(TimeSpan.FromMinutes(31));
        (await carla.Get("/participants")).Status.ShouldBe(302);

        var ida = await server.SignedIn("ida");
        for (var half = 0; half < 24; half++)
        {
            server.Clock.Move(TimeSpan.FromMinutes(29));
            (await ida.Get("/participants")).Status.ShouldBe(200);
        }
        server.Clock.Move(TimeSpan.FromMinutes(25));
        (await ida.Get("/participants")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_a_name_and_that_is_said_whether_anybody_has_it_or_nobody()
    {
        await using var server = await ServerUnderTest.Start();
        foreach (var name in new[] { "carla", "nobody-has-this" })
        {
            var browser = server.Browser();
            var answers = new List<string>();
            for (var attempt = 0; attempt < 6; attempt++)
                answers.Add((await browser.Post("/sign-in", ("user", name), ("password", "wrong"))).Words);
            answers[..4].ShouldAllBe(words => words.Contains("User name, password or code is wrong."));
            answers[4..].ShouldAllBe(words => words.Contains("this name is locked for up to 15 minutes"));
        }
        (await server.Browser().Post("/sign-in", ("user", "carla"), ("password", ServerUnderTest.Password))).Status.ShouldBe(422);
        server.Clock.Move(TimeSpan.FromMinutes(16));
        await server.SignedIn("carla");
    }

    [Fact]
    public async Task Of_a_thousand_attempts_at_once_five_are_checked()
    {
        await using var server = await ServerUnderTest.Start();
        var browser = server.Browser();
        var hidden = (await browser.Get("/sign-in")).Hidden;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => browser.PostBare("/sign-in", [.. hidden, ("user", "carla"), ("password", "wrong")]))
        );
        answers.Count(answer => answer.Words.Contains("is wrong", StringComparison.Ordinal)).ShouldBeLessThan(5);
    }
}
