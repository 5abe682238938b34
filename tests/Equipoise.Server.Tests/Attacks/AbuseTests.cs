using AngleSharp.Dom;
using Equipoise.Conduct.Randomization;

namespace Equipoise.Server.Tests.Attacks;

/// <summary>What nobody should send, in every field of every form.</summary>
public sealed class AbuseTests
{
    static readonly (string Place, string Person)[] places =
    [
        ("/sign-in", "carla"),
        ("/join", "carla"),
        ("/account", "carla"),
        ("/participants/new", "carla"),
        ("/p/101-01/consent", "carla"),
        ("/p/101-02/eligibility", "carla"),
        ("/p/101-03/sign-eligibility", "ida"),
        ("/p/101-04/randomize", "carla"),
        ("/p/101-05/visits/baseline/1/history", "carla"),
        ("/p/101-05/visits/cycle/1/vital-signs", "carla"),
        ("/p/101-05/visits/cycle/1/vital-signs", "mona"),
        ("/p/101-05/visits/record", "carla"),
        ("/p/101-05/adverse-events/new", "carla"),
        ("/p/101-05/lab", "carla"),
        ("/p/101-05/dose", "ida"),
        ("/p/101-05/disease", "carla"),
        ("/lab-import", "carla"),
        ("/p/101-05/end", "carla"),
        ("/people", "ada"),
        ("/people/mona", "ada"),
        ("/sites", "ada"),
    ];

    static readonly string[] typed =
    [
        "",
        " ",
        "\0",
        "\u0001\u001b[31m",
        "\ud800",
        "\u202e\u200b",
        "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
        "'; DROP TABLE account; --",
        "{{7*7}} ${7*7} %00 ../../etc/passwd",
        "999999999999999999999999999",
        "-1",
        "NaN",
        "1e309",
        "٣",
        new('x', 40_000),
    ];

    [Fact]
    public async Task No_field_of_any_form_makes_the_server_fail_or_gives_back_markup()
    {
        await using var server = await ServerUnderTest.Start(steps: Enum.GetValues<SmallTrial.Step>());
        List<string> wrong = [];
        foreach (var (place, person) in places)
        {
            // Wrong sign-ins among what was sent have locked the name.
            server.Clock.Move(TimeSpan.FromMinutes(16));
            var browser = await server.SignedIn(person);
            var page = (await browser.Get(place)).Page;
            foreach (var form in page.QuerySelectorAll("main form[method=post]"))
            {
                var action = form.GetAttribute("action")!;
                if (action.Contains("end-sessions", StringComparison.Ordinal) || action.Contains("invite", StringComparison.Ordinal))
                    continue;
                var fields = Fields(form);
                foreach (var field in fields.Select(one => one.Name).Where(name => name != "form").Distinct())
                    foreach (var value in typed)
                    {
                        var answer = await browser.PostBare(
                            action,
                            [.. fields.Where(one => one.Name != field), (field, value)]
                        );
                        if (answer.Status >= 500 || answer.Text.Contains("<script>alert", StringComparison.Ordinal) || answer.Text.Contains("   at ", StringComparison.Ordinal))
                            wrong.Add($"{action} {field} = {value[..Math.Min(20, value.Length)]}: {answer.Status}");
                        if (answer.Status != 401)
                            continue;
                        server.Clock.Move(TimeSpan.FromMinutes(16));
                        browser = await server.SignedIn(person);
                    }
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_too_large_or_no_form_is_refused()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        var carla = await server.SignedIn("carla");
        (await carla.PostBare("/participants/new", ("age", new string('9', 1_000_000)))).Status.ShouldBeOneOf(400, 413);
        foreach (var type in new[] { "application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded; charset=utf-7" })
        {
            var content = new StringContent("{}");
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            (await carla.Send(new(HttpMethod.Post, "/p/101-01/randomize") { Content = content })).Status.ShouldBe(400, type);
        }
        var many = string.Join('&', Enumerable.Range(0, 5_000).Select(number => $"f{number}=1"));
        (await carla.Send(new(HttpMethod.Post, "/participants/new") { Content = new StringContent(many, null, "application/x-www-form-urlencoded") }))
            .Status.ShouldBe(400);
        server.State.RandomizedCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("/participants?page=-1")]
    [InlineData("/participants?page=99999999999999999999")]
    [InlineData("/participants?site=%00&search=%ff")]
    [InlineData("/participants?search='%20OR%201=1")]
    [InlineData("/p/..%2f..%2fetc%2fpasswd")]
    [InlineData("/p/101-01/history/99999999999999999999")]
    [InlineData("/p/101-01?page=0")]
    [InlineData("/people/%2e%2e")]
    [InlineData("/?site=%27")]
    public async Task No_address_makes_the_server_fail(string place)
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        foreach (var person in new[] { "carla", "ada" })
            (await (await server.SignedIn(person)).Get(place)).Status.ShouldBeLessThan(500);
    }

    [Fact]
    public async Task A_forged_a_foreign_and_an_ended_session_are_none()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        var carla = await server.SignedIn("carla");
        var session = carla.Cookies.Single(cookie => cookie.Key == "session");
        foreach (var forged in new[] { "", "x", session.Value[..^1], session.Value + "A", Equipoise.Server.Tables.Token.Hash(session.Value), new string('A', 5000) })
        {
            var browser = server.Browser();
            browser.Cookies["session"] = forged;
            (await browser.Get("/participants")).Status.ShouldBeOneOf(302, 431);
        }
        await using var another = await ServerUnderTest.Start(steps: [SmallTrial.Step.Signed]);
        var stranger = another.Browser();
        stranger.Cookies["session"] = session.Value;
        (await stranger.Get("/participants")).Status.ShouldBe(302);
    }

    static List<(string Name, string Value)> Fields(IElement form) =>
        [
            .. form.QuerySelectorAll("input, select, textarea")
                .Select(field =>
                    (Name: field.GetAttribute("name") ?? "", Value: field.GetAttribute("value") ?? field.QuerySelector("option")?.GetAttribute("value") ?? "")
                )
                .Where(field => field.Name.Length > 0),
        ];
}
