using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Server.Trial;
using Microsoft.Playwright;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>Pages without a mouse, and on paper.</summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class KeyboardAndPaper(Chromium chromium)
{
    [BrowserFact]
    public async Task With_the_keyboard_alone_somebody_signs_in_and_goes_on_until_a_participant_is_randomized()
    {
        await using var server = await ServerUnderTest.Listen(steps: []);
        var page = await chromium.Window(server);
        var keys = new Keys(page);
        await page.GotoAsync("/");
        await keys.Type("[name=user]", "ida");
        await keys.Type("[name=password]", ServerUnderTest.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Says("Nothing waits.");

        // The way over the pages' names is skipped by one key at each page.
        await keys.To(".skip");
        await keys.Press("nav a[href='/participants/new']");
        await page.Says("The number is issued by the program.");
        await keys.Press("button.main");
        await page.Says("Not recorded, 2 reasons:");
        (await keys.Focused()).ShouldBe("problems");
        await keys.Press("a[href='#age']");
        await keys.Is("[name=age]");
        await page.Keyboard.TypeAsync("57");
        await keys.Choose("sex", "Female");
        await keys.Press("button.main");

        await page.Says("Screening: answers open");
        await keys.Press("a[href$='/consent']");
        await page.Says("Version of the form");
        await keys.Type("[name=on-day]", "1");
        await keys.Type("[name=on-month]", "June");
        await keys.Type("[name=on-year]", "2018");
        await keys.Type("[name=version]", "2.0");
        await page.Keyboard.PressAsync("Enter");

        await page.Says("0 of 13 answered");
        foreach (var (criterion, answer) in LifeInTheBrowser.Eligible)
            if (answer is "yes" or "no" or "PR")
                await keys.Choose($"c-{criterion}", answer);
            else
                await keys.Type($"[name=c-{criterion}]", answer);
        await page.Keyboard.PressAsync("Control+s");
        await page.Says("13 of 13 answered");

        await keys.Press("a[href$='/sign-eligibility']");
        await page.Says("What the signature covers");
        await keys.Choose("f-pertuzumab", "yes");
        await keys.Choose("f-prior-HER2", "no");
        await keys.Choose("t-endocrine", "fulvestrant");
        await keys.Type("[name=proof-user]", "ida");
        await keys.Type("[name=proof-password]", "not this one");
        await page.Keyboard.PressAsync("Enter");
        await page.Says("Not recorded");
        (await keys.Focused()).ShouldBe("problems");
        await keys.Type("[name=proof-user]", "ida");
        await keys.Type("[name=proof-password]", ServerUnderTest.Password);
        await keys.Press("button.main");

        await page.Says("The allocation rests on what was signed");
        await keys.Press("button.main");
        await page.WaitForSelectorAsync(".arm");
        server.State.RandomizedCount.ShouldBe(1);
    }

    [BrowserFact]
    public async Task Paper_has_names_signatures_and_values_and_no_navigation_or_buttons()
    {
        await using var server = await ServerUnderTest.Listen(steps: [SmallTrial.Step.Randomized]);
        FormPlace vitals = new("cycle", 1, "vital-signs");
        var conduct = server.Part<RunningTrial>().Conduct!;
        foreach (
            var (command, by) in new (TrialCommand, string)[]
            {
                (new RecordForm("101-01", vitals, [new("systolic", "120"), new("diastolic", "80")], new(2018, 6, 1)), "carla"),
                (new SignForm("101-01", vitals, new("Ida Investigator", SignForm.Meaning, SmallTrial.Morning, "password")), "ida"),
            }
        )
            conduct.Do(command, by).ShouldBeOfType<Decision.Accepted>($"{command}");
        foreach (var (person, place, says) in new (string, string, string[])[]
            {
                ("carla", "/p/101-01", ["101-01", "signed by Ida Investigator", "Carla Coordinator", "Randomized"]),
                ("carla", "/p/101-01/randomize", ["101-01 was randomized on 1 Jun 2018."]),
                ("carla", "/p/101-01/visits/cycle/1/vital-signs", ["Signed by Ida Investigator", "Carla Coordinator"]),
                ("mona", "/p/101-01/visits/cycle/1/vital-signs", ["signed by Ida Investigator, 1 Jun 2018", "120 mmHg", "Carla Coordinator"]),
                ("ida", "/p/101-01/sign-eligibility", ["Signed by Ida Investigator on 1 Jun 2018", "Hemoglobin"]),
                ("ida", "/p/101-01/audit", ["Ida Investigator", "Carla Coordinator"]),
            })
        {
            var page = await chromium.Window(server);
            await page.SignIn(person);
            await page.GotoAsync(place);
            (await page.IsVisibleAsync("nav")).ShouldBeTrue();
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.Says(says);
            foreach (var hidden in await page.QuerySelectorAllAsync("nav, .top, .acts, button, .signing, [name=proof-password], .draft"))
                (await hidden.IsVisibleAsync()).ShouldBeFalse($"{place}: {await hidden.EvaluateAsync<string>("one => one.outerHTML")}");
            if (place.EndsWith("vital-signs", StringComparison.Ordinal) && person == "carla")
                (await page.IsVisibleAsync("[name=i-systolic]")).ShouldBeTrue("the values are what the paper is for");
            (await page.PdfAsync(new() { Format = "A4" })).Length.ShouldBeGreaterThan(5000);
            await page.Context.CloseAsync();
        }
    }

    /// <summary>Somebody who has keys and no mouse: each place is reached by Tab, and at each the focus is seen.</summary>
    sealed class Keys(IPage page)
    {
        /// <summary>Goes on with Tab until that has the focus.</summary>
        internal async Task To(string what)
        {
            for (var tabs = 0; tabs < 120; tabs++)
            {
                await page.Keyboard.PressAsync("Tab");
                if (await IsAt(what))
                {
                    await Seen(what);
                    return;
                }
            }
            throw new InvalidOperationException($"{what} is not reached by Tab at {page.Url}.");
        }

        internal async Task Press(string what)
        {
            await To(what);
            await page.Keyboard.PressAsync("Enter");
        }

        internal async Task Type(string field, string text)
        {
            await To(field);
            await page.Keyboard.TypeAsync(text);
        }

        /// <summary>One of several answers: Tab leads to them as one, arrows lead on, space chooses.</summary>
        internal async Task Choose(string name, string value)
        {
            await To($"[name='{name}']");
            for (var arrows = 0; !await IsAt($"[name='{name}'][value='{value}']"); arrows++)
            {
                arrows.ShouldBeLessThan(12, name);
                await page.Keyboard.PressAsync("ArrowDown");
            }
            await page.Keyboard.PressAsync("Space");
            (await page.IsCheckedAsync($"[name='{name}'][value='{value}']")).ShouldBeTrue(name);
        }

        internal async Task Is(string what) => (await IsAt(what)).ShouldBeTrue(what);

        internal Task<string> Focused() => page.EvaluateAsync<string>("document.activeElement.className");

        Task<bool> IsAt(string what) => page.EvaluateAsync<bool>("what => document.activeElement.matches(what)", what);

        /// <summary>Where the focus is stands on the screen, with a line around it.</summary>
        async Task Seen(string what) =>
            (
                await page.EvaluateAsync<bool>(
                    """
                    () => {
                      const one = document.activeElement, box = one.getBoundingClientRect(), look = getComputedStyle(one);
                      return one.matches(":focus-visible") && look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2
                        && box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
                    }
                    """
                )
            ).ShouldBeTrue($"The focus at {what} is not seen at {page.Url}.");
    }
}
