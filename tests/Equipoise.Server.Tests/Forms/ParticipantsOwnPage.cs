using System.Text.RegularExpressions;
using Equipoise.Conduct.Forms;
using Equipoise.Server.Tables;
using static Equipoise.Server.Tests.Forms.FormAtSite;

namespace Equipoise.Server.Tests.Forms;

/// <summary>A letter with a code, one questionnaire, and the code is dead.</summary>
public sealed partial class ParticipantsOwnPage
{
    const string Own = $"/p/{Who}/visits/unscheduled/1/own-words";
    static readonly FormPlace place = new("unscheduled", 1, "own-words");
    static readonly (string, string)[] answers = [("answers", "yes"), ("i-tired", "2"), ("i-slept", "6"), ("i-kept-from", "yes"), ("i-from-what", "My garden")];

    /// <summary>The code of a letter that the coordinator prints.</summary>
    static async Task<string> Letter(ServerUnderTest server, string form = Own)
    {
        var carla = await server.SignedIn("carla");
        var letter = await carla.PostFrom(form, $"{form}/code");
        letter.Status.ShouldBe(200, letter.Words);
        return letter.Page.QuerySelectorAll(".large code")[^1].TextContent;
    }

    static Task<Browser.Answer> Send(Browser browser, string code, params (string, string)[] fields) =>
        browser.Post("/answer", [("code", code), .. fields]);

    [Fact]
    public async Task A_letter_has_address_code_and_end_and_is_shown_once()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        var form = await carla.Get(Own);
        form.Words.ShouldContain("The participant answers this form, and nobody for them.");
        form.Page.QuerySelector("[name=i-tired]").ShouldBeNull("nobody types an answer for them");
        var key = form.Page.QuerySelector($"form[action='{Own}/code'] input[name=key]")!.GetAttribute("value")!;
        var letter = await carla.PostFrom(Own, $"{Own}/code", ("key", key));
        letter.Words.ShouldContain("http://localhost/answer");
        letter.Words.ShouldContain("until 15 Jun 2018 10:00 (08:00 UTC)");
        Code().IsMatch(letter.Page.QuerySelectorAll(".large code")[^1].TextContent).ShouldBeTrue();
        (await carla.PostFrom(Own, $"{Own}/code", ("key", key))).Words.ShouldContain("its letters are shown once");
        (await carla.Get(Own)).Words.ShouldContain("Code 1 was given out by Carla Coordinator");
    }

    [Fact]
    public async Task The_participant_answers_without_an_account_and_the_site_reads_who_said_it_by_which_code()
    {
        await using var server = await AtFirstCycle();
        var code = await Letter(server);
        var browser = server.Browser();
        var form = await Send(browser, code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        (form.Status, form.Page.QuerySelector("nav"), form.Page.QuerySelector(".who")).ShouldBe((200, null, null));
        form.Words.ShouldContain("How tired have you been in the last 7 days?");
        form.Text.ShouldNotContain(Who);
        var saved = await Send(browser, code, answers);
        (saved.Status, saved.Place).ShouldBe((303, "/answer/thanks"));
        (await browser.Get("/answer/thanks")).Words.ShouldContain("Your answers have arrived.");

        var item = server.Forms.Find(place)!.Find(new("tired", 1))!;
        (item.Value, item.Entry.Stamp.By, item.Recorded.Code).ShouldBe(("2", $"participant {Who}", 1));
        var seen = await (await server.SignedIn("carla")).Get(Own);
        seen.Words.ShouldContain("quite a lot");
        seen.Words.ShouldContain($"participant {Who}");
        seen.Words.ShouldContain("Code 1 was given out by Carla Coordinator, 1 Jun 2018 10:00 (08:00 UTC): used.");
    }

    [Fact]
    public async Task What_is_refused_is_told_at_its_question_in_plain_words_and_nothing_that_was_typed_is_lost()
    {
        await using var server = await AtFirstCycle();
        var (code, browser) = (await Letter(server), server.Browser());
        var refused = await Send(browser, code, ("answers", "yes"), ("i-slept", "25"), ("i-kept-from", "yes"), ("i-from-what", "My garden"));
        refused.Status.ShouldBe(422);
        refused.Page.QuerySelector("#i-tired .wrong")!.TextContent.ShouldContain("Please answer this question.");
        refused.Page.QuerySelector("#i-slept .wrong")!.TextContent.ShouldContain("Please write 0 to 24.");
        refused.Page.QuerySelector("[name=i-slept]")!.GetAttribute("value").ShouldBe("25");
        refused.Page.QuerySelector("[name=i-from-what]")!.TextContent.Trim().ShouldBe("My garden");
        refused.Page.QuerySelector("[name=i-kept-from][value=yes]")!.HasAttribute("checked").ShouldBeTrue();
        foreach (var word in new[] { "(tired)", "(slept)", "own-words", Who })
            refused.Words.ShouldNotContain(word);
        server.Forms.Find(place).ShouldBeNull();
        (await Send(browser, code, answers)).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_code_that_was_used_has_ended_was_replaced_or_is_of_another_trial_opens_nothing()
    {
        await using var server = await AtFirstCycle();
        await using var other = await AtFirstCycle();
        var browser = server.Browser();
        const string unknown = "We do not know this code";
        (await Send(browser, await Letter(other))).Words.ShouldContain(unknown);
        (await Send(browser, "")).Words.ShouldContain(unknown);

        var replaced = await Letter(server);
        var used = await Letter(server);
        (await Send(browser, replaced, answers)).Words.ShouldContain("This code counts no more.");
        (await Send(browser, used, answers)).Status.ShouldBe(303);
        var again = await Send(browser, used, answers);
        (again.Status, again.Words.Contains("You have answered with this code already.", StringComparison.Ordinal)).ShouldBe((422, true));

        var ended = await Letter(server, $"/p/{Who}/visits/unscheduled/2/own-words");
        server.Clock.Move(TimeSpan.FromDays(GiveAnswerCode.Days));
        (await Send(browser, ended, answers)).Words.ShouldContain(unknown);
        server.Forms.All.Count(form => form.Place.Form == "own-words").ShouldBe(1);
    }

    [Fact]
    public async Task Codes_are_not_guessed_and_their_letters_are_nowhere_at_rest()
    {
        await using var server = await AtFirstCycle();
        var code = await Letter(server);
        var letters = code.Replace("-", "", StringComparison.Ordinal);
        foreach (var row in server.Part<ServerTables>().Everything())
        {
            row.ShouldNotContain(letters);
            row.ShouldNotContain(code);
        }
        var browser = server.Browser();
        for (var attempt = 0; attempt < 30; attempt++)
            (await Send(browser, $"AAAA-BBBB-{attempt:0000}")).Status.ShouldBe(422);
        var waits = await Send(browser, code);
        (waits.Status, waits.Words.Contains("Please wait a minute.", StringComparison.Ordinal)).ShouldBe((429, true));
        server.Clock.Move(TimeSpan.FromMinutes(1));
        (await Send(browser, code)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Answers_of_somebody_else_are_cleared_with_a_reason_and_the_coordinator_cannot_type_any()
    {
        await using var server = await AtFirstCycle();
        (await Send(server.Browser(), await Letter(server), answers)).Status.ShouldBe(303);
        var carla = await server.SignedIn("carla");
        var forced = await carla.PostFrom(Own, Own, [("key", "k1"), ("seen", "0"), .. Day, ("i-tired", "0")]);
        (forced.Status, forced.Words.Contains("answers 'How you have been' themselves", StringComparison.Ordinal)).ShouldBe((422, true));
        (await carla.PostFrom(Own, $"{Own}/clear", ("why-cleared", ""))).Status.ShouldBe(422);
        (await carla.PostFrom(Own, $"{Own}/clear", ("why-cleared", "Her sister answered"))).Status.ShouldBe(303);
        server.Forms.Find(place)!.ValueOf(new("tired", 1)).ShouldBeNull();
        (await Send(server.Browser(), await Letter(server), answers)).Status.ShouldBe(303);
    }

    [GeneratedRegex("^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
