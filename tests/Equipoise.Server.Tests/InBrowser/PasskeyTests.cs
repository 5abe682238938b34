using Equipoise.Conduct.Screening;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>A passkey of a device that the browser pretends to have.</summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class PasskeyTests(Chromium chromium)
{
    [BrowserFact]
    public async Task A_passkey_is_made_signs_in_and_signs()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Answered]);
        var page = await chromium.Window(server);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                },
            }
        );
        await page.SignIn("ida");
        await page.GotoAsync("/account");
        await page.BringToFrontAsync();
        await page.FillAsync("[name=passkey]", "my telephone");
        await page.ClickAsync("[data-makes]");
        await page.GetByText("The passkey is made").WaitForAsync();

        await page.ClickAsync("text=Sign out");
        await page.Reaches("/sign-in");
        await page.ClickAsync("text=Sign in with a passkey");
        await page.Leaves("sign-in");

        await page.GotoAsync("/p/101-01/sign-eligibility");
        foreach (var (factor, level) in SmallTrial.Levels)
            await page.CheckAsync($"[name='f-{factor}'][value='{level}']");
        foreach (var (treatment, choice) in SmallTrial.Choices)
            await page.CheckAsync($"[name='t-{treatment}'][value='{choice}']");
        await page.ClickAsync("text=Sign eligibility with a passkey");
        await page.Reaches("/randomize");
        server.State.Find("101-01")!.The<EligibilitySigned>()!.Signature.AuthenticatedBy.ShouldBe("passkey");
    }
}
