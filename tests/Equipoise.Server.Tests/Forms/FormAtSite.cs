using Equipoise.Conduct.Forms;

namespace Equipoise.Server.Tests.Forms;

/// <summary>The forms of a randomized participant at their first cycle, as people open and send them.</summary>
static class FormAtSite
{
    internal const string Who = "101-01";
    internal const string Vitals = $"/p/{Who}/visits/cycle/1/vital-signs";
    internal const string History = $"/p/{Who}/visits/baseline/1/history";
    internal const string Ecog = $"/p/{Who}/visits/cycle/1/performance-status";

    internal static readonly (string, string)[] Day = [("on-day", "1"), ("on-month", "06"), ("on-year", "2018")];

    internal static Task<ServerUnderTest> AtFirstCycle() => ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);

    extension(ServerUnderTest server)
    {
        internal ParticipantForms Forms => server.State.Find(Who)!.Forms;

        /// <summary>How vital signs at cycle 1 stand.</summary>
        internal FormState? VitalSigns => server.Forms.Find(new("cycle", 1, "vital-signs"));

        internal string? Value(string item) => server.VitalSigns?.ValueOf(new(item, 1));
    }

    /// <summary>A page that somebody has open: what they send rests on it, however late they send it.</summary>
    internal sealed record Opened(Browser Browser, string Action, (string Name, string Value)[] Hidden)
    {
        internal static async Task<Opened> At(Browser browser, string place, string? action = null) =>
            Of(browser, await browser.Get(place), action ?? place);

        internal static Opened Of(Browser browser, Browser.Answer shown, string action) =>
            new(
                browser,
                action,
                [
                    .. shown
                        .Page.QuerySelectorAll($"form[action='{action}'] input[type=hidden]")
                        .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? "")),
                ]
            );

        internal Task<Browser.Answer> Save(params (string, string)[] fields) =>
            Browser.PostBare(Action, [.. Hidden, .. Day, .. fields]);

        internal Task<Browser.Answer> Send(params (string, string)[] fields) => Browser.PostBare(Action, [.. Hidden, .. fields]);
    }

    /// <summary>Opens a form, fills it in and saves it; it must be taken.</summary>
    internal static async Task FillIn(Browser browser, string place, params (string, string)[] fields)
    {
        var answer = await (await Opened.At(browser, place)).Save(fields);
        answer.Status.ShouldBe(303, answer.Words);
    }
}
