using static Equipoise.Server.Tests.Forms.FormAtSite;

namespace Equipoise.Server.Tests.Forms;

/// <summary>Two people fill in one form, in every order of opening and saving: nothing is lost unseen.</summary>
public sealed class TwoAtOneForm
{
    /// <summary>Carla opens and saves (A, a), Ida opens and saves (B, b).</summary>
    [Theory]
    [InlineData("AaBb")]
    [InlineData("ABab")]
    [InlineData("ABba")]
    [InlineData("BAab")]
    [InlineData("BAba")]
    [InlineData("BbAa")]
    public async Task Of_two_values_of_one_item_the_second_is_recorded_only_by_who_saw_the_first(string order)
    {
        await using var server = await AtFirstCycle();
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"));
        Dictionary<char, Opened> open = [];
        var isFirstSave = true;
        foreach (var step in order)
        {
            var browser = step is 'A' or 'a' ? carla : ida;
            if (char.IsUpper(step))
            {
                open[char.ToLowerInvariant(step)] = await Opened.At(browser, Vitals);
                continue;
            }
            var (mine, theirs, name) = step == 'a' ? ("130", "150", "Ida Investigator") : ("150", "130", "Carla Coordinator");
            var answer = await open[step].Save(("i-systolic", mine), ("i-diastolic", "80"), ("reason", "Measured again"));
            var hasSeen = isFirstSave || order is "AaBb" or "BbAa";
            answer.Status.ShouldBe(hasSeen ? 303 : 422, answer.Words);
            if (!hasSeen)
            {
                server.Value("systolic").ShouldBe(theirs);
                var shown = answer.Page.QuerySelector("#i-systolic")!;
                shown.TextContent.ShouldContain($"{name} recorded {theirs} mmHg");
                shown.QuerySelector("[name=i-systolic]")!.GetAttribute("value").ShouldBe(mine);
                // Neither is taken before one is chosen.
                var page = Opened.Of(browser, answer, Vitals);
                (await page.Save(("i-systolic", mine), ("i-diastolic", "80"), ("reason", "Measured again"))).Status.ShouldBe(422);
                var chosen = await page.Save(
                    ("i-systolic", mine),
                    ("i-diastolic", "80"),
                    ("m-i-systolic", "mine"),
                    ("r-i-systolic", "Mine is of the right arm")
                );
                chosen.Status.ShouldBe(303, chosen.Words);
            }
            server.Value("systolic").ShouldBe(mine);
            isFirstSave = false;
        }
        server.VitalSigns!.Find(new("systolic", 1))!.Entry.History().Count().ShouldBe(3, "the trail has all of them");
    }

    [Theory]
    [InlineData("ABab")]
    [InlineData("ABba")]
    [InlineData("AaBb")]
    public async Task Two_items_of_one_form_do_not_disturb_each_other(string order)
    {
        await using var server = await AtFirstCycle();
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"));
        Dictionary<char, Opened> open = [];
        foreach (var step in order)
        {
            if (char.IsUpper(step))
            {
                open[char.ToLowerInvariant(step)] = await Opened.At(step == 'A' ? carla : ida, Vitals);
                continue;
            }
            // Each page still says of the other's item what it said when it was drawn.
            var (systolic, diastolic) = step == 'a' ? ("130", Drawn("diastolic")) : (Drawn("systolic"), "90");
            var answer = await open[step].Save(("i-systolic", systolic), ("i-diastolic", diastolic), ("reason", "Measured again"));
            answer.Status.ShouldBe(303, answer.Words);
        }
        (server.Value("systolic"), server.Value("diastolic")).ShouldBe(("130", "90"));

        string Drawn(string item) => order == "AaBb" ? server.Value(item)! : item == "systolic" ? "120" : "80";
    }

    [Fact]
    public async Task Their_value_may_be_kept_and_one_that_changed_again_is_shown_again()
    {
        await using var server = await AtFirstCycle();
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"));
        var open = await Opened.At(carla, Vitals);
        await FillIn(ida, Vitals, ("i-systolic", "150"), ("reason", "Measured again"));
        var conflict = await open.Save(("i-systolic", "130"), ("i-diastolic", "85"), ("reason", "Misread"));
        conflict.Status.ShouldBe(422);
        await FillIn(ida, Vitals, ("i-systolic", "151"), ("reason", "Misread"));
        var page = Opened.Of(carla, conflict, Vitals);
        (string, string)[] choice = [("i-systolic", "130"), ("i-diastolic", "85"), ("m-i-systolic", "mine"), ("reason", "Misread")];
        var again = await page.Save(choice);
        again.Status.ShouldBe(422);
        again.Words.ShouldContain("Ida Investigator recorded 151 mmHg");
        server.Value("systolic").ShouldBe("151");
        server.Value("diastolic").ShouldBe("80");

        var kept = await Opened.Of(carla, again, Vitals)
            .Save(("i-systolic", "130"), ("i-diastolic", "85"), ("m-i-systolic", "theirs"), ("reason", "Misread"));
        kept.Status.ShouldBe(303, kept.Words);
        (server.Value("systolic"), server.Value("diastolic")).ShouldBe(("151", "85"));
    }

    [Fact]
    public async Task A_draft_that_somebody_overtook_shows_both_values_when_it_is_opened_again()
    {
        await using var server = await AtFirstCycle();
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        var open = await Opened.At(carla, Vitals);
        await carla.PostBare($"{Vitals}/draft", [.. open.Hidden, .. Day, ("i-systolic", "130"), ("i-diastolic", "")]);
        await FillIn(ida, Vitals, ("i-systolic", "150"), ("i-diastolic", "90"));
        var page = (await carla.Get(Vitals)).Page;
        page.QuerySelector("#i-systolic")!.TextContent.ShouldContain("Ida Investigator recorded 150 mmHg");
        page.QuerySelector("[name=i-systolic]")!.GetAttribute("value").ShouldBe("130");
        page.QuerySelector("[name=i-diastolic]")!.GetAttribute("value").ShouldBe("90", "nobody typed another");
    }

    [Fact]
    public async Task A_save_that_is_sent_twice_is_recorded_once()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        var open = await Opened.At(carla, Vitals);
        (string, string)[] typed = [("i-systolic", "212"), ("i-diastolic", "80"), ("why-i-systolic", "Pain")];
        (await open.Save(typed)).Status.ShouldBe(303);
        var rows = server.State.Find(Who)!.Entries.Count();
        (await open.Save(typed)).Status.ShouldBeOneOf(303, 422);
        server.State.Find(Who)!.Entries.Count().ShouldBe(rows);
        server.Forms.Queries.Count.ShouldBe(1);
    }
}
