using Equipoise.Conduct.Screening;

namespace Equipoise.Server.Tests.Signing;

/// <summary>Who signs proves who they are: with both components first, with one later (21 CFR 11.200).</summary>
public sealed class ProofTests
{
    [Fact]
    public async Task The_first_signature_of_a_session_takes_user_name_and_password_and_a_later_one_the_password()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Answered, SmallTrial.Step.Answered]);
        var ida = await server.SignedIn("ida");
        (await Sign(ida, "101-01", ("proof-password", ServerUnderTest.Password))).Words.ShouldContain("needs your own user name as well");
        (await Sign(ida, "101-01", ("proof-user", "carla"), ("proof-password", ServerUnderTest.Password)))
            .Words.ShouldContain("needs your own user name as well");
        (await Sign(ida, "101-01", ("proof-user", "ida"), ("proof-password", "wrong"))).Words.ShouldContain("The password is wrong.");
        (await Sign(ida, "101-01", ("proof-user", "ida"), ("proof-password", ServerUnderTest.Password))).Status.ShouldBe(303);
        (await Sign(ida, "101-02")).Words.ShouldContain("prove who you are");
        (await Sign(ida, "101-02", ("proof-password", ServerUnderTest.Password))).Status.ShouldBe(303);
        Signed(server, "101-01").Signature.AuthenticatedBy.ShouldBe("user name and password");
        Signed(server, "101-02").Signature.AuthenticatedBy.ShouldBe("password");
        Signed(server, "101-02").Signature.Name.ShouldBe("Ida Investigator");
    }

    [Fact]
    public async Task A_new_session_asks_for_both_components_again()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Answered, SmallTrial.Step.Answered]);
        var ida = await server.SignedIn("ida");
        (await Sign(ida, "101-01", ("proof-user", "ida"), ("proof-password", ServerUnderTest.Password))).Status.ShouldBe(303);
        (await Sign(await server.SignedIn("ida"), "101-02", ("proof-password", ServerUnderTest.Password))).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Five_wrong_passwords_at_a_signature_lock_the_name_and_end_its_sessions()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Answered]);
        var (ida, elsewhere) = (await server.SignedIn("ida"), await server.SignedIn("ida"));
        for (var attempt = 0; attempt < 5; attempt++)
            (await Sign(ida, "101-01", ("proof-user", "ida"), ("proof-password", "wrong"))).Status.ShouldBe(422);
        (await ida.Get("/participants")).Status.ShouldBe(302);
        (await elsewhere.Get("/participants")).Status.ShouldBe(302);
        server.State.Find("101-01")!.The<EligibilitySigned>().ShouldBeNull();
    }

    [Fact]
    public async Task In_a_session_that_began_with_an_invitation_nothing_is_signed()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Answered]);
        var ada = await server.SignedIn("ada");
        var invited = await ada.PostFrom("/people/ida", "/people/ida/invite");
        var code = invited.Page.QuerySelector(".saved code")!.TextContent;
        const string chosen = "another long password";
        var ida = server.Browser();
        (await ida.Post("/join", ("code", code), ("password", chosen), ("again", chosen))).Status.ShouldBe(303);
        (await ida.Get("/participants")).Status.ShouldBe(200);
        (await Sign(ida, "101-01", ("proof-user", "ida"), ("proof-password", chosen))).Words.ShouldContain("began with an invitation");
        var again = server.Browser();
        (await again.Post("/sign-in", ("user", "ida"), ("password", chosen))).Status.ShouldBe(303);
        (await Sign(again, "101-01", ("proof-user", "ida"), ("proof-password", chosen))).Status.ShouldBe(303);
        // The code counts once, and the password before it no longer.
        (await server.Browser().Post("/join", ("code", code), ("password", chosen), ("again", chosen))).Status.ShouldBe(422);
        (await server.Browser().Post("/sign-in", ("user", "ida"), ("password", ServerUnderTest.Password))).Status.ShouldBe(422);
    }

    static EligibilitySigned Signed(ServerUnderTest server, string participant) =>
        server.State.Find(participant)!.The<EligibilitySigned>()!;

    static Task<Browser.Answer> Sign(Browser browser, string participant, params (string, string)[] proof) =>
        browser.Post(
            $"/p/{participant}/sign-eligibility",
            [
                .. SmallTrial.Levels.Select(level => ($"f-{level.Key}", level.Value)),
                .. SmallTrial.Choices.Select(choice => ($"t-{choice.Key}", choice.Value)),
                .. proof,
            ]
        );
}
