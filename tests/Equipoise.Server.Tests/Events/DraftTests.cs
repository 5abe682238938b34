using Equipoise.Server.Endpoints;
using static Equipoise.Server.Tests.Events.Typing;

namespace Equipoise.Server.Tests.Events;

/// <summary>What is typed on the pages of doses, of the disease and of visits, and is not recorded yet.</summary>
public sealed class DraftTests
{
    [Theory]
    [InlineData("/p/101-01/dose?treatment=endocrine", "form-give", "deviation", "Half a pack", "101-01, dose of endocrine, give")]
    [InlineData("/p/101-01/dose?treatment=endocrine", "form-change", "change-why", "Hot flushes", "101-01, dose of endocrine, change")]
    [InlineData("/p/101-01/dose?treatment=endocrine", "form-not-done", "left-why", "Not supplied", "101-01, dose of endocrine, not-done")]
    [InlineData("/p/101-01/dose?treatment=endocrine", "form-stop", "stop-reason", "Misread", "101-01, dose of endocrine, stop")]
    [InlineData("/p/101-01/disease", "form-lesion", "organ", "LIVER", "101-01, disease, lesion")]
    [InlineData("/p/101-01/disease", "form-assessment", "judged-why", "Not seen", "101-01, disease, assessment")]
    [InlineData("/p/101-01/disease", "form-therapy", "therapy", "Capecitabine", "101-01, disease, therapy")]
    [InlineData("/p/101-01/visits/record?visit=cycle&number=2", null, "why", "On holiday", "101-01, visits, record, cycle 2")]
    public async Task A_form_of_several_keeps_what_is_typed_for_whoever_typed_it(string page, string? form, string field, string text, string words)
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        var shown = (await carla.Get(page)).Page.QuerySelector(form is null ? "form[data-draft]" : $"#{form}")!;
        var hidden = shown.QuerySelectorAll("input").Where(one => one.GetAttribute("type") is not "radio" and not "checkbox");
        var kept = await carla.PostBare(
            shown.GetAttribute("data-draft")!,
            [
                .. hidden.Select(one => (one.GetAttribute("name")!, one.GetAttribute("value") ?? "")).Where(one => one.Item1 != field),
                (field, text),
                ("proof-password", ServerUnderTest.Password),
            ]
        );
        kept.Status.ShouldBe(204, kept.Text);
        var again = (await carla.Get(page)).Page;
        again.QuerySelector($"[name={field}]")!.GetAttribute("value").ShouldBe(text);
        again.QuerySelector(form is null ? "form[data-draft] .draft" : $"#{form} .draft")!.TextContent.ShouldContain("not recorded");
        again.QuerySelectorAll(".draft").Count(one => one.TextContent.Contains("not recorded", StringComparison.Ordinal)).ShouldBe(1);
        (await ida.Get(page)).Page.QuerySelector($"[name={field}]")!.GetAttribute("value").ShouldNotBe(text);
        // Today leads back to it.
        var link = (await carla.Get("/")).Page.QuerySelectorAll("main li a").Single();
        link.TextContent.ShouldBe(words);
        (await carla.Get(link.GetAttribute("href")!.Split('#')[0])).Page.QuerySelector($"[name={field}]")!.GetAttribute("value").ShouldBe(text);
        server.Clock.Move(TimeSpan.FromDays(30));
        server.Part<Drafts>().PlacesOf("carla").ShouldBeEmpty();
        server.Part<Drafts>().DeleteOld();
    }

    [Fact]
    public async Task What_is_recorded_leaves_no_draft_and_the_drafts_of_the_other_forms_stay()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        const string dose = "/p/101-01/dose?treatment=endocrine";
        (string, string)[] given = [("treatment", "endocrine"), ("cycle", "1"), .. Day("on", 2018, 6, 1), .. Day("until", 2018, 6, 1)];
        await Keep(dose, "#form-give", given);
        await Keep(dose, "#form-change", [("treatment", "endocrine"), ("change-why", "Hot flushes"), .. Day("changed", 2018, 6, 1)]);
        (string, string)[] lesion = [("lesion", "T01"), ("kind", "Target"), ("organ", "LIVER"), ("node", "no"), ("method", "CT SCAN"), ("diameter", "30"), .. Day("found", 2018, 5, 28)];
        await Keep("/p/101-01/disease", "#form-lesion", lesion);
        const string visit = "/p/101-01/visits/record";
        (string, string)[] done = [("visit", "cycle"), ("number", "1"), ("done", "yes"), .. Day("on", 2018, 6, 1)];
        await Keep(visit, "form[data-draft]", done);
        server.Part<Drafts>().PlacesOf("carla").Count.ShouldBe(4);

        // Refused, the form has what was sent, and its neighbors what they kept.
        var refused = await carla.PostFrom(dose, "/p/101-01/dose/give", [.. given, ("amount", "1")]);
        refused.Status.ShouldBe(422);
        refused.Page.QuerySelector("#form-give .problems").ShouldNotBeNull();
        refused.Page.QuerySelector("[name=change-why]")!.GetAttribute("value").ShouldBe("Hot flushes");
        (await carla.PostFrom(dose, "/p/101-01/dose/give", given)).Status.ShouldBe(303);
        (await carla.PostFrom("/p/101-01/disease", "/p/101-01/disease/lesion", lesion)).Status.ShouldBe(303);
        (await carla.PostFrom(visit, visit, done)).Status.ShouldBe(303);
        server.Part<Drafts>().PlacesOf("carla").ShouldBe(["101-01/dose?treatment=endocrine#form-change"]);

        async Task Keep(string page, string form, (string, string)[] typed)
        {
            var shown = (await carla.Get(page)).Page.QuerySelector(form)!;
            var hidden = shown.QuerySelectorAll("input[type=hidden]").Select(one => (one.GetAttribute("name")!, one.GetAttribute("value") ?? ""));
            (await carla.PostBare(shown.GetAttribute("data-draft")!, [.. hidden.Where(one => typed.All(field => field.Item1 != one.Item1)), .. typed])).Status.ShouldBe(204);
        }
    }

    [Fact]
    public async Task A_pharmacist_keeps_a_draft_of_a_dose_and_nobody_one_of_a_name_without_end()
    {
        await using var server = await ServerUnderTest.Start(steps: [SmallTrial.Step.Randomized]);
        var paul = await server.SignedIn("paul");
        var form = (await paul.Get("/p/101-01/dose?treatment=endocrine")).Page.QuerySelector("#form-give")!;
        (await paul.PostFrom("/account", form.GetAttribute("data-draft")!, ("until-day", "1"))).Status.ShouldBe(204);
        (await paul.PostFrom("/account", $"/p/101-01/draft/{new string('x', 201)}", ("until-day", "1"))).Status.ShouldBe(413);
    }
}
