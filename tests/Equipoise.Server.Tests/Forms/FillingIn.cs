using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Trial;
using Equipoise.TrialLog;
using static Equipoise.Server.Tests.Forms.FormAtSite;

namespace Equipoise.Server.Tests.Forms;

/// <summary>A form is filled in: what is typed is read, asked about, kept and recorded.</summary>
public sealed class FillingIn
{
    [Fact]
    public async Task The_page_has_the_questions_of_the_protocol_with_unit_bounds_and_the_value_of_the_visit_before()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        await FillIn(carla, $"/p/{Who}/visits/baseline/1/vital-signs", ("i-systolic", "118"), ("i-diastolic", "78"));

        var page = await carla.Get(Vitals);
        page.Status.ShouldBe(200);
        var systolic = page.Page.QuerySelector("#i-systolic")!.TextContent;
        systolic.ShouldContain("Systolic Blood Pressure, mmHg");
        systolic.ShouldContain("usual 90 to 180; was 118 mmHg at baseline; needed");
        page.Page.QuerySelectorAll("#i-temperature input").Single().GetAttribute("inputmode").ShouldBe("decimal");
        (await carla.Get(Ecog)).Page.QuerySelectorAll("[name=i-ecog]").Length.ShouldBe(5);
        (await carla.Get(History)).Page.QuerySelectorAll("[name='i-began.1-month']").Length.ShouldBe(1, "a day has its month by name");
        (await carla.Get($"/p/{Who}/visits/cycle/2/quality-of-life")).Status.ShouldBe(404, "it is asked from cycle 4");
    }

    [Fact]
    public async Task A_decimal_comma_is_taken_and_only_what_changed_is_recorded()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"), ("i-temperature", "36,7"));
        server.Value("temperature").ShouldBe("36.7");
        var before = server.VitalSigns!.Items.Single(item => item.Key.Item == "systolic").Value.Entry.Sequence;

        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"), ("i-temperature", "36.7"), ("i-weight", "70,5"));
        server.Value("weight").ShouldBe("70.5");
        server.VitalSigns!.Items.Single(item => item.Key.Item == "systolic").Value.Entry.Sequence.ShouldBe(before);

        var refused = await (await Opened.At(carla, Vitals)).Save(("i-weight", "70,55"), ("reason", "Misread"));
        refused.Status.ShouldBe(422);
        refused.Page.QuerySelector("#i-weight .wrong")!.TextContent.ShouldContain("at most 1 decimal");
        refused.Page.QuerySelector("[name=i-weight]")!.GetAttribute("value").ShouldBe("70,55");
        var unexplained = await (await Opened.At(carla, Vitals)).Save(("i-weight", "71"));
        unexplained.Words.ShouldContain("a change needs a reason");
        server.Value("weight").ShouldBe("70.5");
    }

    [Fact]
    public async Task An_unusual_value_is_confirmed_in_place_with_a_word_that_answers_its_query()
    {
        await using var server = await AtFirstCycle();
        var (carla, mona) = (await server.SignedIn("carla"), await server.SignedIn("mona"));
        var page = await Opened.At(carla, Vitals);
        var asked = await page.Save(("i-systolic", "212"), ("i-diastolic", "95"));
        asked.Status.ShouldBe(422);
        asked.Words.ShouldContain("212 is unusual, usual is 90 to 180");
        server.VitalSigns.ShouldBeNull();

        var confirmed = await Opened.Of(carla, asked, Vitals).Save(("i-systolic", "212"), ("i-diastolic", "95"), ("why-i-systolic", "Pain at the visit"));
        confirmed.Status.ShouldBe(303, confirmed.Words);
        var query = server.Forms.Queries.ShouldHaveSingleItem();
        (query.Status, query.Answered!.Text).ShouldBe((QueryStatus.Answered, "Pain at the visit"));
        (await mona.Get(Vitals)).Words.ShouldContain("Answer: Pain at the visit Carla Coordinator");
        await FillIn(carla, Vitals, ("i-systolic", "122"), ("reason", "Measured again"));
        server.Forms.Queries.ShouldHaveSingleItem().Status.ShouldBe(QueryStatus.Closed);
    }

    [Fact]
    public async Task What_is_not_asked_is_refused_and_what_is_no_longer_asked_is_cleared_in_the_same_save()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        FormPlace place = new("baseline", 1, "history");
        var refused = await (await Opened.At(carla, History)).Save(("i-any-condition", "no"), ("i-condition.1", "Asthma"));
        refused.Status.ShouldBe(422);
        refused.Page.GetElementById("i-condition.1")!.TextContent.ShouldContain("this is asked only if any-condition is yes");

        await FillIn(
            carla,
            History,
            ("i-any-condition", "yes"),
            ("i-condition.1", "Asthma"),
            ("i-ongoing.1", "yes"),
            ("i-began.1-day", "5"),
            ("i-began.1-month", "04"),
            ("i-began.1-year", "2009")
        );
        var state = server.Forms.Find(place)!;
        state.ValueOf(new("began", 1)).ShouldBe("2009-04-05");
        (await carla.Get(History)).Page.QuerySelector("[name='i-condition.2']").ShouldNotBeNull("there is room for the next");
        // The script sends nothing of what it hides.
        await FillIn(carla, History, ("i-any-condition", "no"), ("reason", "Another's disease"));
        state = server.Forms.Find(place)!;
        state.Items.Select(item => item.Value.Value).OfType<string>().ShouldBe(["no"]);
    }

    [Fact]
    public async Task A_draft_survives_an_amendment_and_the_save_says_which_version_it_now_is()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        var open = await Opened.At(carla, Vitals);
        var draft = new[] { ("i-systolic", "120"), ("i-diastolic", "80"), ("i-pulse", "70") };
        (await carla.PostBare($"{Vitals}/draft", [.. open.Hidden, .. Day, .. draft])).Status.ShouldBe(200);
        (await carla.Get("/")).Page.QuerySelector($"a[href='{Vitals}']").ShouldNotBeNull("today has the draft");
        Amend(server);

        var late = await open.Save(draft);
        late.Status.ShouldBe(422);
        late.Words.ShouldContain("The form is now that of protocol 2.0; you opened it under 1.0. What you typed is kept. It no longer asks for: pulse 70.");
        server.VitalSigns.ShouldBeNull();
        late.Page.QuerySelector("[name=i-systolic]")!.GetAttribute("value").ShouldBe("120");
        var again = await carla.Get(Vitals);
        again.Words.ShouldContain("now that of protocol 2.0");
        again.Page.QuerySelector("[name=i-diastolic]")!.GetAttribute("value").ShouldBe("80");

        var saved = await Opened.Of(carla, late, Vitals).Save(draft);
        saved.Status.ShouldBe(303, saved.Words);
        (await carla.Get(saved.Place!)).Words.ShouldContain("Recorded, by protocol 2.0.");
        server.Part<Drafts>().PlacesOf("carla").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_visits_say_how_their_forms_stand_and_lead_to_the_next()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        var visits = await carla.Get($"/p/{Who}/visits");
        visits.Page.QuerySelectorAll("tbody a").Select(link => link.TextContent.Trim())
            .ShouldBe(["Baseline", "Day 1 of each cycle, number 1", "Day 1 of each cycle, number 2", "Survival follow-up, number 1", "Unscheduled, number 1"]);
        var next = await (await Opened.At(carla, Ecog)).Save(("i-ecog", "0"), ("next", "yes"));
        next.Place.ShouldBe(Vitals);
        await FillIn(carla, Vitals, ("i-systolic", "120"));
        var words = (await carla.Get($"/p/{Who}/visits/cycle/1")).Words;
        words.ShouldContain("ECOG performance status complete");
        words.ShouldContain("Vital signs 1 answer missing");
        (await carla.Get($"/p/{Who}/visits/cycle/0")).Status.ShouldBe(404);
        (await carla.Get($"/p/{Who}/visits/nothing/1")).Status.ShouldBe(404);
        (await carla.Get($"/p/{Who}")).Page.QuerySelector($"a[href='/p/{Who}/visits']").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_day_of_what_is_recorded_is_corrected_with_a_reason()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"));
        var open = await Opened.At(carla, Vitals);
        var moved = await open.Send(
            ("on-day", "31"), ("on-month", "05"), ("on-year", "2018"),
            ("i-systolic", "120"), ("i-diastolic", "80"), ("move-day", "yes"), ("reason", "Measured the day before")
        );
        moved.Status.ShouldBe(303, moved.Words);
        server.VitalSigns!.Items.Select(item => item.Value.Recorded.On).ShouldAllBe(on => on == new DateOnly(2018, 5, 31));
    }

    [Fact]
    public async Task What_the_form_no_longer_asks_for_stays_in_view()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"), ("i-pulse", "70"));
        Amend(server);
        (await carla.Get(Vitals)).Words.ShouldContain("Recorded, and no longer asked pulse: 70, Carla Coordinator, history");
    }

    [Fact]
    public async Task A_text_of_several_lines_is_recorded_as_it_was_typed_and_a_value_is_cleared_with_a_reason()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        FormPlace place = new("baseline", 1, "history");
        await FillIn(carla, History, ("i-any-condition", "yes"), ("i-condition.1", "<b>Asthma</b>\r\nsince childhood"), ("i-ongoing.1", "yes"));
        server.Forms.Find(place)!.ValueOf(new("condition", 1)).ShouldBe("<b>Asthma</b>\nsince childhood");
        var page = (await carla.Get(History)).Page;
        page.QuerySelectorAll("main b").Length.ShouldBe(0);
        // A browser sends back what it shows: that is no change.
        var shown = page.QuerySelector("textarea[name='i-condition.1']")!.TextContent;
        var again = await (await Opened.At(carla, History)).Save(("i-any-condition", "yes"), ("i-condition.1", shown), ("i-ongoing.1", "yes"));
        again.Words.ShouldContain("Nothing is answered otherwise than it is recorded.");
        await FillIn(carla, History, ("i-any-condition", "yes"), ("i-condition.1", ""), ("i-ongoing.1", ""), ("reason", "Another's"));
        server.Forms.Find(place)!.Items.Select(item => item.Value.Value).OfType<string>().ShouldBe(["yes"]);
    }

    [Fact]
    public async Task What_no_page_of_the_form_sends_is_refused_in_words()
    {
        await using var server = await AtFirstCycle();
        var carla = await server.SignedIn("carla");
        await FillIn(carla, Vitals, ("i-systolic", "120"), ("i-diastolic", "80"));
        foreach (var seen in new[] { "", "-1", "99999999999999999999", "9999999", "x" })
        {
            var open = await Opened.At(carla, Vitals);
            var hidden = open.Hidden.Where(field => field.Name != "seen").Append(("seen", seen)).ToArray();
            var answer = await (open with { Hidden = hidden }).Save(("i-systolic", "130"), ("reason", "Misread"));
            answer.Status.ShouldBe(422, seen);
            answer.Words.ShouldContain("The form has no version -1");
        }
        var opened = await Opened.At(carla, Vitals);
        var noDay = await opened.Send(("on-day", "31"), ("on-month", "06"), ("on-year", "2018"), ("i-systolic", "130"), ("reason", "Misread"));
        noDay.Words.ShouldContain("The day is no day of the calendar");
        noDay.Page.QuerySelectorAll(".problems li").Length.ShouldBe(1);
        var tomorrow = await opened.Send(("on-day", "2"), ("on-month", "06"), ("on-year", "2018"), ("i-systolic", "130"), ("reason", "Misread"));
        tomorrow.Page.QuerySelector("#on .wrong")!.TextContent.ShouldContain("is in the future");
        server.Value("systolic").ShouldBe("120");
    }

    static void Amend(ServerUnderTest server)
    {
        var text = File.ReadAllText(Repository.At("examples", "patina", "protocol.yaml"))
            .Replace("protocol version: \"1.0\"", "protocol version: \"2.0\"", StringComparison.Ordinal)
            .Replace("      pulse: { ask: Pulse Rate,", "      heart-rate: { ask: Heart Rate,", StringComparison.Ordinal);
        var now = server.Clock.GetUtcNow();
        var signature = new Signature("Sigi Signatory", AmendProtocol.Meaning, now, "password");
        server
            .Part<RunningTrial>()
            .Conduct!.Do(
                new AmendProtocol(text, AmendmentBinding.AllParticipants, DateOnly.FromDateTime(now.DateTime), signature),
                new Stamp(now, "sigi")
            )
            .ShouldBeOfType<Decision.Accepted>();
    }
}
