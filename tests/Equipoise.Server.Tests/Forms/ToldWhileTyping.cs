using static Equipoise.Server.Tests.Forms.FormAtSite;

namespace Equipoise.Server.Tests.Forms;

/// <summary>What a form says while it is filled in: the answer to the draft, which is kept 0.8 s after the last key.</summary>
public sealed class ToldWhileTyping
{
    /// <summary>Every order in which Carla opens, types and saves (A, a, 1) and Ida does (B, b, 2).</summary>
    public static TheoryData<string> Orders()
    {
        TheoryData<string> orders = [];
        Go("", "Aa1", "Bb2");
        return orders;

        void Go(string so, string carla, string ida)
        {
            if (carla.Length + ida.Length == 0)
                orders.Add(so);
            if (carla.Length > 0)
                Go(so + carla[0], carla[1..], ida);
            if (ida.Length > 0)
                Go(so + ida[0], carla, ida[1..]);
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Two_people_at_one_form_are_told_of_each_other_in_every_order_of_opening_typing_and_saving(string order)
    {
        await using var server = await AtFirstCycle();
        Dictionary<bool, Browser> browsers = new() { [true] = await server.SignedIn("carla"), [false] = await server.SignedIn("ida") };
        await FillIn(browsers[true], Vitals, ("i-systolic", "120"), ("i-diastolic", "80"));
        Dictionary<bool, Opened> open = [];
        for (var at = 0; at < order.Length; at++)
        {
            var isCarla = order[at] is 'A' or 'a' or '1';
            var (browser, mine, theirs, other) = isCarla
                ? (browsers[true], "130", "150", "Ida Investigator")
                : (browsers[false], "150", "130", "Carla Coordinator");
            (string, string)[] typed = [("i-systolic", mine), ("i-diastolic", "80"), ("reason", "Measured again")];
            // Whether the other saved after this one opened.
            var isOvertaken = order[..at].IndexOf(isCarla ? '2' : '1') > order.IndexOf(isCarla ? 'A' : 'B');
            switch (char.ToLowerInvariant(order[at]))
            {
                case 'a' or 'b' when char.IsUpper(order[at]):
                    open[isCarla] = await Opened.At(browser, Vitals);
                    break;
                case 'a' or 'b':
                    var told = await Keep(open[isCarla], typed);
                    var said = told.Page.GetElementById("n-i-systolic")!.TextContent;
                    if (isOvertaken)
                    {
                        said.ShouldContain($"{other} recorded {theirs} mmHg");
                        said.ShouldContain($"you typed {mine} mmHg");
                    }
                    else
                        said.Trim().ShouldBeEmpty();
                    break;
                default:
                    server.Part<Endpoints.Drafts>().PlacesOf(isCarla ? "carla" : "ida").Count.ShouldBe(1);
                    var saved = await open[isCarla].Save(typed);
                    saved.Status.ShouldBe(isOvertaken ? 422 : 303, saved.Words);
                    if (isOvertaken)
                    {
                        server.Value("systolic").ShouldBe(theirs, "nothing is lost unseen");
                        var chosen = await Opened.Of(browser, saved, Vitals).Save([.. typed, ("m-i-systolic", "mine")]);
                        chosen.Status.ShouldBe(303, chosen.Words);
                    }
                    server.Value("systolic").ShouldBe(mine);
                    server.Part<Endpoints.Drafts>().PlacesOf(isCarla ? "carla" : "ida").ShouldBeEmpty();
                    break;
            }
        }
        server.VitalSigns!.Find(new("systolic", 1))!.Entry.History().Count().ShouldBe(3, "the trail has all of them");
    }

    [Fact]
    public async Task An_unusual_value_is_asked_about_while_it_is_typed_and_no_longer_once_it_is_corrected()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        var open = await Opened.At(carla, Vitals);
        var told = await Keep(open, ("i-systolic", "212"), ("i-diastolic", ""));
        var note = told.Page.GetElementById("n-i-systolic")!;
        note.TextContent.ShouldContain("212 mmHg is unusual. Is it right? Yes, because");
        note.QuerySelector("input[name=why-i-systolic]").ShouldNotBeNull();
        told.Page.GetElementById("n-i-diastolic")!.ChildElementCount.ShouldBe(0);
        // What was typed into it stays in it.
        (await Keep(open, ("i-systolic", "212"), ("why-i-systolic", "In pain")))
            .Page.QuerySelector("[name=why-i-systolic]")!.GetAttribute("value").ShouldBe("In pain");
        (await Keep(open, ("i-systolic", "121"))).Page.GetElementById("n-i-systolic")!.ChildElementCount.ShouldBe(0);
        (await open.Save(("i-systolic", "212"), ("i-diastolic", "95"), ("why-i-systolic", "In pain"))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_value_that_a_colleague_recorded_is_told_also_to_who_types_elsewhere_in_the_form()
    {
        await using var server = await AtFirstCycle();
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"));
        var open = await Opened.At(carla, Vitals);
        await FillIn(ida, Vitals, ("i-systolic", "150"), ("reason", "Misread"));
        var told = await Keep(open, ("i-systolic", "120"), ("i-diastolic", "80"), ("i-pulse", "70"));
        var note = told.Page.GetElementById("n-i-systolic")!;
        note.TextContent.ShouldContain("Ida Investigator recorded 150 mmHg");
        note.TextContent.ShouldContain("As long as you type no other value it stays.");
        note.QuerySelector("input").ShouldBeNull("there is nothing to choose");
        (await open.Save(("i-systolic", "120"), ("i-diastolic", "80"), ("i-pulse", "70"))).Status.ShouldBe(303);
        server.Value("systolic").ShouldBe("150");
    }

    static async Task<Browser.Answer> Keep(Opened open, params (string, string)[] typed)
    {
        var told = await open.Browser.PostBare($"{Vitals}/draft", [.. open.Hidden, .. Day, .. typed]);
        told.Status.ShouldBe(200, told.Words);
        return told;
    }
}
