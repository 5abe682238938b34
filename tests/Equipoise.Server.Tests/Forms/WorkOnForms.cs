using Equipoise.Conduct.Forms;
using Equipoise.Server.Look;
using static Equipoise.Server.Tests.Forms.FormAtSite;

namespace Equipoise.Server.Tests.Forms;

/// <summary>What people do with a form that is filled in: ask, answer, verify, freeze, lock, sign.</summary>
public sealed class WorkOnForms
{
    [Fact]
    public async Task A_query_is_opened_answered_and_closed_beside_the_field()
    {
        await using var server = await Filled();
        var (carla, mona) = (await server.SignedIn("carla"), await server.SignedIn("mona"));
        var asked = await (await Opened.At(mona, Vitals, $"{Vitals}/queries")).Send(("text-i-pulse", "Was it measured?"), ("item", "i-pulse"));
        asked.Status.ShouldBe(303, asked.Words);
        (await (await Opened.At(mona, Vitals, $"{Vitals}/queries")).Send(("text-i-pulse", " "), ("item", "i-pulse"))).Words.ShouldContain("A query needs words.");

        (await carla.Get("/queries")).Words.ShouldContain("Vital signs, Day 1 of each cycle, number 1: Pulse Rate Was it measured? Mona Monitor open 0 days");
        (await carla.Get(Vitals)).Page.QuerySelector("#i-pulse .query")!.TextContent.ShouldContain("Was it measured?");
        (await carla.PostFrom(Vitals, $"/p/{Who}/queries/1/close", ("reason", "No"))).Status.ShouldBe(403);
        (await (await Opened.At(carla, Vitals, $"/p/{Who}/queries/1/answer")).Send(("text", "No, the device was broken."))).Status.ShouldBe(303);
        server.Forms.Query(1)!.Status.ShouldBe(QueryStatus.Answered);
        (await mona.Get("/queries?status=answered")).Words.ShouldContain("Answer: No, the device was broken. Carla Coordinator");
        (await (await Opened.At(mona, Vitals, $"/p/{Who}/queries/1/close")).Send()).Status.ShouldBe(303);
        server.Forms.Query(1)!.Status.ShouldBe(QueryStatus.Closed);
        (await mona.Get("/queries")).Words.ShouldContain("There is none.");
        var carlo = await server.SignedIn("carlo");
        (await carlo.Get("/queries?status=closed")).Words.ShouldNotContain(Who);
    }

    [Fact]
    public async Task What_is_verified_lapses_with_a_change_and_only_what_was_seen_is_verified()
    {
        await using var server = await Filled();
        var (carla, mona) = (await server.SignedIn("carla"), await server.SignedIn("mona"));
        (await mona.Get("/verify")).Words.ShouldContain("3 values of your sites are not compared with their source.");
        var page = await mona.Get(Vitals);
        var open = Opened.Of(mona, page, $"{Vitals}/verify");
        var box = page.Page.QuerySelector("[name=v-i-systolic]")!.GetAttribute("value")!;
        (await open.Send()).Words.ShouldContain("Choose the values that agree with the source.");
        (await open.Send(("v-i-systolic", box))).Status.ShouldBe(303);
        (await mona.Get($"/p/{Who}/visits/cycle/1")).Words.ShouldContain("1 of 2 verified");

        await FillIn(carla, Vitals, ("i-systolic", "130"), ("reason", "Misread"));
        (await mona.Get("/verify")).Words.ShouldContain("1 changed after verification");
        (await mona.Get(Vitals)).Words.ShouldContain("changed after it was verified");
        var late = await (await Opened.At(mona, Vitals, $"{Vitals}/verify")).Send(("v-i-systolic", box));
        late.Words.ShouldContain("the value was changed since you looked");
        server.VitalSigns!.Find(new("systolic", 1))!.Verified.ShouldBeNull();
    }

    [Fact]
    public async Task A_frozen_or_locked_form_refuses_and_keeps_what_was_typed()
    {
        await using var server = await Filled();
        var (carla, dora, mona) = (await server.SignedIn("carla"), await server.SignedIn("dora"), await server.SignedIn("mona"));
        var open = await Opened.At(carla, Vitals);
        var (ask, standing) = (await Opened.At(mona, Vitals, $"{Vitals}/queries"), $"{Vitals}/standing");
        (await dora.PostFrom(Vitals, standing, ("act", "freeze"))).Status.ShouldBe(303);
        var refused = await open.Save(("i-systolic", "130"), ("reason", "Misread"));
        refused.Status.ShouldBe(422);
        refused.Words.ShouldContain("is frozen");
        refused.Page.QuerySelector("[name=i-systolic]")!.GetAttribute("value").ShouldBe("130");
        (await dora.PostFrom(Vitals, standing, ("act", "unfreeze"), ("reason", ""))).Words.ShouldContain("To unfreeze a form, say why.");
        (await dora.PostFrom(Vitals, standing, ("act", "unfreeze"), ("reason", "A value was misread"))).Status.ShouldBe(303);
        (await open.Save(("i-systolic", "130"), ("reason", "Misread"))).Status.ShouldBe(303);

        (await dora.PostFrom(Vitals, standing, ("act", "lock"))).Status.ShouldBe(303);
        (await carla.Get(Vitals)).Page.QuerySelector("[name=i-systolic]").ShouldBeNull();
        (await open.Save(("i-systolic", "140"), ("reason", "Misread"))).Status.ShouldBe(422);
        (await ask.Send(("text-i-pulse", "And?"), ("item", "i-pulse"))).Words.ShouldContain("is locked");
        (await carla.PostFrom("/account", standing, ("act", "unlock"))).Status.ShouldBe(403);
        server.Value("systolic").ShouldBe("130");
    }

    [Fact]
    public async Task Many_forms_are_signed_in_one_act_and_a_correction_ends_one_signature_and_says_what_changed()
    {
        await using var server = await Filled();
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        var sign = $"/p/{Who}/sign";
        var page = await ida.Get(sign);
        var open = Opened.Of(ida, page, sign);
        (string, string)[] chosen =
        [
            .. page.Page.QuerySelectorAll("input[type=checkbox]").Select(box => (box.GetAttribute("name")!, box.GetAttribute("value")!)),
        ];
        chosen.Length.ShouldBe(2);
        (await open.Send([.. chosen, ("proof-user", "ida"), ("proof-password", "wrong")])).Words.ShouldContain("The password is wrong.");
        server.Forms.All.ShouldAllBe(form => form.Signature == null);
        (string, string)[] proof = [("proof-user", "ida"), ("proof-password", ServerUnderTest.Password)];
        (await open.Send([.. chosen, .. proof])).Status.ShouldBe(303);
        (await open.Send([.. chosen, .. proof])).Status.ShouldBe(303, "sent again it is answered as the first time");
        server.Forms.All.Select(form => form.Signature!.Signature.Name).ShouldBe(["Ida Investigator", "Ida Investigator"]);
        server.Forms.All.Select(form => form.SignatureEntry!.Sequence).ShouldBeUnique();
        (await carla.Get($"/p/{Who}/visits/cycle/1")).Words.ShouldContain("signed by Ida Investigator, 1 Jun 2018");

        await FillIn(carla, Vitals, ("i-systolic", "130"), ("reason", "Misread"));
        server.Forms.All.Count(form => form.Signature is not null).ShouldBe(1);
        (await carla.Get(Vitals)).Words.ShouldContain("Changed since it was signed Systolic Blood Pressure: 120 mmHg, now 130 mmHg");
        var again = await ida.Get(sign);
        again.Words.ShouldContain("Ida Investigator signed it, and it was changed since: Systolic Blood Pressure: 120 mmHg, now 130 mmHg.");
        again.Page.QuerySelectorAll("input[type=checkbox]").Length.ShouldBe(1);
        // What changed after the page was drawn is not signed unseen.
        var box = again.Page.QuerySelector("input[type=checkbox]")!;
        await FillIn(carla, Vitals, ("i-systolic", "131"), ("reason", "Misread"));
        var late = await Opened.Of(ida, again, sign).Send((box.GetAttribute("name")!, box.GetAttribute("value")!), ("proof-password", ServerUnderTest.Password));
        late.Words.ShouldContain("the value was changed since you looked: carla recorded ");
        (await carla.Get(sign)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_form_that_is_not_complete_says_what_keeps_it_from_being_signed()
    {
        await using var server = await AtFirstCycle();
        var (carla, ida) = (await server.SignedIn("carla"), await server.SignedIn("ida"));
        await FillIn(carla, Vitals, ("i-systolic", "120"));
        (await ida.Get($"/p/{Who}/sign")).Words.ShouldContain("lacks diastolic");
    }

    [Fact]
    public void The_script_and_the_style_sheet_stay_small()
    {
        Asset.Script.Length.ShouldBeLessThan(5_000);
        Asset.Style.Length.ShouldBeLessThan(8_000);
    }

    static async Task<ServerUnderTest> Filled()
    {
        var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"));
        await FillIn(carla, Ecog, ("i-ecog", "0"));
        return server;
    }
}
