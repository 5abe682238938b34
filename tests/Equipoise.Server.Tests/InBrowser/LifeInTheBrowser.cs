using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.TrialLog;
using Microsoft.Playwright;

namespace Equipoise.Server.Tests.InBrowser;

/// <summary>
/// A participant from screening to the lock of a form, by the people of a site and of the sponsor, each at a page of their own.
/// </summary>
[Collection(InOneBrowser.Name)]
[Trait("Takes", "time")]
public sealed class LifeInTheBrowser(Chromium chromium, OnePostgres postgres) : IClassFixture<OnePostgres>
{
    const string Who = "101-01";
    const string At = $"/p/{Who}";
    const string Vitals = $"{At}/visits/cycle/1/vital-signs";

    internal static readonly (string Criterion, string Answer)[] Eligible =
    [
        ("adult", "57"), ("hormone-receptor", "yes"), ("her2", "yes"), ("metastatic", "yes"), ("induction", "6"), ("no-progression", "PR"),
        ("performance", "0"), ("neutrophils", "1,8"), ("platelets", "210"), ("hemoglobin", "12,1"), ("prior-CDK46", "no"), ("pregnancy", "no"),
        ("brain-metastases", "no"),
    ];

    [BrowserFact]
    public async Task A_participant_goes_from_screening_to_the_lock_in_the_pages_of_a_trial_in_a_file()
    {
        await using var server = await ServerUnderTest.ListenOn(postgres: null, GivesPalbociclib());
        await Live(server);
    }

    [BrowserOnPostgresFact]
    public async Task A_participant_goes_from_screening_to_the_lock_in_the_pages_of_a_trial_in_PostgreSQL()
    {
        await using var server = await ServerUnderTest.ListenOn(postgres.NewDatabase(), GivesPalbociclib());
        await Live(server);
    }

    async Task Live(ServerUnderTest server)
    {
        var (carla, ida) = (await SignedIn(server, "carla"), await SignedIn(server, "ida"));
        await Enter(carla, ida);
        await VisitWithAnUnusualValue(carla);
        await AdverseEvents(server, carla);

        // Two weeks later every session has ended.
        server.Clock.Move(TimeSpan.FromDays(14));
        (carla, ida) = (await SignedIn(server, "carla"), await SignedIn(server, "ida"));
        await WithholdTheDose(carla, ida);
        await AskAndVerify(server, carla);
        await SignAndSignAgain(carla, ida);
        await Lock(server, carla);

        var who = server.State.Find(Who)!;
        var form = who.Forms.Find(new("cycle", 1, "vital-signs"))!;
        (form.IsLocked, form.Signature?.Signature.Name).ShouldBe((true, "Ida Investigator"));
        form.ValueOf(new("diastolic", 1)).ShouldBe("85");
        who.Forms.Queries.Select(query => query.Status).ShouldBe([QueryStatus.Closed, QueryStatus.Closed]);
    }

    /// <summary>Screened, consented, eligible, signed, randomized.</summary>
    static async Task Enter(IPage carla, IPage ida)
    {
        await carla.GotoAsync("/participants/new");
        await carla.FillAsync("[name=age]", "57");
        await carla.CheckAsync("[name=sex][value=Female]");
        await carla.Press("Screen");
        await carla.Reaches(At);
        await carla.Says("Screening: answers open", "57 years at screening, female, site 101", "1 recorded", "Carla Coordinator, 1 Jun 2018 10:00 (08:00 UTC)");

        await carla.ClickAsync("text=Record consent");
        await carla.Day("on", 1, "06", 2018);
        await carla.FillAsync("[name=version]", "2.0");
        await carla.Press("Record consent");
        await carla.Says("0 of 13 answered, by protocol 1.0");

        foreach (var (criterion, answer) in Eligible)
            if (answer is "yes" or "no" or "PR")
                await carla.CheckAsync($"[name=c-{criterion}][value={answer}]");
            else
                await carla.FillAsync($"[name=c-{criterion}]", answer);
        await carla.Press("Save answers");
        await carla.Says("13 of 13 answered", "Every criterion is met.");

        await ida.GotoAsync(At);
        await ida.Says("Ready to sign");
        await ida.ClickAsync("text=Sign eligibility");
        await ida.Says("13 of 13 criteria answered", "Absolute neutrophil count 1.8 10^9/L 1 Jun 2018 met");
        await ida.CheckAsync("[name=f-pertuzumab][value=yes]");
        await ida.CheckAsync("[name=f-prior-HER2][value=no]");
        await ida.CheckAsync("[name=t-endocrine][value=fulvestrant]");
        await ida.Sign("ida", "Sign eligibility");
        await ida.Says("Eligibility was signed by Ida Investigator on 1 Jun 2018", "Endocrine therapy fulvestrant");

        await carla.GotoAsync($"{At}/randomize");
        await carla.Press($"Randomize {Who}");
        await carla.Says($"{Who} was randomized on 1 Jun 2018.", "Palbociclib plus standard therapy");
        await carla.GotoAsync(At);
        await carla.Says("In the study: Palbociclib plus standard therapy.", "signed by Ida Investigator");
    }

    /// <summary>The first visit, the first dose, and a blood pressure that is unusual and right.</summary>
    static async Task VisitWithAnUnusualValue(IPage carla)
    {
        await carla.ClickAsync("text=Record visit");
        await carla.Says("Proposed from the plan: Day 1 of each cycle, number 1, window 29 May 2018 to 4 Jun 2018.");
        await carla.Press("Record");
        await carla.Says("Visit: Day 1 of each cycle, number 1");

        await carla.GotoAsync($"{At}/dose");
        await carla.Says("Current dose 125 mg. Cycle 1, day 1.", "Nothing is recorded yet.");
        await carla.Day("until", 1, "06", 2018);
        await carla.Press("Record the dose");
        await carla.Says("1 1 125 mg 1 Jun 2018 1 Jun 2018");

        await carla.GotoAsync($"{At}/visits/cycle/1");
        await carla.ClickAsync("text=Vital signs");
        await carla.FillAsync("[name=i-systolic]", "212");
        await carla.FillAsync("[name=i-diastolic]", "95");
        await carla.Press("Save");
        await carla.Says("212 is unusual, usual is 90 to 180");
        await carla.FillAsync("[name=why-i-systolic]", "In pain");
        await carla.Press("Save");
        await carla.Says("Recorded, by protocol 1.0.", "Query 1, answered", "Answer: In pain Carla Coordinator");
    }

    /// <summary>One that is not serious, and one that is, whose clocks run until everybody is told.</summary>
    async Task AdverseEvents(ServerUnderTest server, IPage carla)
    {
        await AdverseEvent(carla, "Nausea", grade: 2, serious: false);
        await carla.Says("1 Nausea 2 1 Jun 2018 ongoing no no Not recovered");
        await AdverseEvent(carla, "Pneumonia", grade: 3, serious: true);
        await carla.Says("Serious: whom to tell, by when", "The site learned of it not recorded");
        await carla.Day("aware", 1, "06", 2018);
        await carla.FillAsync("[name=aware-time]", "09:45");
        await carla.Press("Record when the site learned of it");
        await carla.Says("23 h 45 min left", "The site learned of it 1 Jun 2018 09:45 (07:45 UTC)");
        var sara = await SignedIn(server, "sara");
        await sara.GotoAsync("/");
        await sara.Says("Serious adverse events: to be told (1)", "23 h 45 min left");
        await carla.Day("report", 1, "06", 2018);
        await carla.FillAsync("[name=report-time]", "10:00");
        await carla.Press("Record the report to the sponsor");
        await carla.Says("Report 1 to the sponsor 1 Jun 2018 10:00 (08:00 UTC)");
        await sara.GotoAsync("/serious");
        await sara.Says($"{Who}: Pneumonia, grade 3, from 1 Jun 2018", "Everybody is told.");
        await sara.Context.CloseAsync();
    }

    static async Task AdverseEvent(IPage page, string term, int grade, bool serious)
    {
        await page.GotoAsync($"{At}/adverse-events/new");
        await page.FillAsync("[name=term]", term);
        await page.CheckAsync($"[name=grade][value='{grade}']");
        await page.Day("on", 1, "06", 2018);
        await page.CheckAsync("[name=outcome][value=NotRecovered]");
        await page.CheckAsync("[name=related][value=no]");
        await page.CheckAsync("[name=action][value=DoseNotChanged]");
        await page.CheckAsync($"[name=serious][value={(serious ? "yes" : "no")}]");
        if (serious)
            await page.CheckAsync("[name=criterion-Hospitalization]");
        await page.Press("Record");
    }

    /// <summary>Neutrophils of grade 4 on day 15: the rules propose, the investigator signs.</summary>
    static async Task WithholdTheDose(IPage carla, IPage ida)
    {
        await carla.GotoAsync($"{At}/lab");
        await carla.FillAsync("[name=v-neutrophils]", "0,4");
        await carla.Says("grade 4: Neutrophil count decreased");
        await carla.Press("Save values");
        await carla.Says("0.4 10^9/L 2 to 7.5 grade 4");

        await ida.GotoAsync($"{At}/dose");
        await ida.Says("Current dose 125 mg. Cycle 1, day 15.", "The rules propose: withhold");
        await ida.CheckAsync("[name=fever][value=no]");
        await ida.CheckAsync("[name=persists][value=no]");
        await ida.CheckAsync("[name=decision][value=Withhold]");
        await ida.Sign("ida", "Sign the decision");
        await ida.Says("Withheld since 15 Jun 2018.", "proposed: Withhold", "Signed by Ida Investigator.");
    }

    /// <summary>A query of the data manager that the site answers, and the monitor's comparison with the source.</summary>
    async Task AskAndVerify(ServerUnderTest server, IPage carla)
    {
        var (mona, dora) = (await SignedIn(server, "mona"), await SignedIn(server, "dora"));
        await dora.GotoAsync(Vitals);
        await dora.FillAsync("[name=text-i-pulse]", "Was the pulse not taken?");
        await dora.ClickAsync("button[value=i-pulse]");
        await dora.Says("Query 2, open: Was the pulse not taken? Dora Data Manager");

        await carla.GotoAsync("/");
        await carla.Says("Queries (1)");
        await carla.GotoAsync("/queries");
        await carla.ClickAsync("tbody a");
        await carla.FillAsync("[aria-label='Answer to query 2']", "No, the device was broken.");
        await carla.Press("Answer");
        await carla.Says("Query 2, answered: Was the pulse not taken?", "Answer: No, the device was broken. Carla Coordinator");

        await dora.GotoAsync(Vitals);
        await dora.Press("Close query 2");
        await dora.Says("Query 2, closed");
        await dora.Press("Close query 1");
        await dora.Says("Queries that are closed", "Query 2, closed", "Query 1, closed");

        await mona.GotoAsync("/verify");
        await mona.Says("2 values of your sites are not compared with their source.");
        await mona.GotoAsync(Vitals);
        await mona.Press("Mark all 2 as verified");
        await mona.Says("2 of 2 verified");
        await mona.Context.CloseAsync();
        await dora.Context.CloseAsync();
    }

    /// <summary>Signed; corrected, which ends the signature and the mark of that value alone; signed again.</summary>
    static async Task SignAndSignAgain(IPage carla, IPage ida)
    {
        await ida.GotoAsync($"{At}/sign");
        await ida.Says("Vital signs, Day 1 of each cycle, number 1", "Systolic Blood Pressure 212 mmHg");
        await ida.Sign("ida", "Sign the chosen forms");
        await ida.Says("Signed.", "No form is ready to be signed.");

        await carla.GotoAsync(Vitals);
        await carla.Says("Signed by Ida Investigator. A change of a value ends the signature.");
        await carla.FillAsync("[name=i-diastolic]", "85");
        await carla.Press("Save");
        await carla.Says("Not recorded");
        await carla.FillAsync("[name=reason]", "Misread");
        await carla.Press("Save");
        await carla.Says("Recorded, by protocol 1.0.", "changed after Ida Investigator signed", "1 of 2 verified", "Diastolic Blood Pressure: 95 mmHg, now 85 mmHg");

        await ida.GotoAsync($"{At}/sign");
        await ida.Says("Ida Investigator signed it, and it was changed since: Diastolic Blood Pressure: 95 mmHg, now 85 mmHg.");
        await ida.Sign("ida", "Sign the chosen forms");
        await ida.Says("Signed.", "No form is ready to be signed.");
    }

    /// <summary>Locked, nothing is entered any more; the course and its print say who did what and who signed.</summary>
    async Task Lock(ServerUnderTest server, IPage carla)
    {
        var dora = await SignedIn(server, "dora");
        await dora.GotoAsync(Vitals);
        await dora.Press("Lock: nothing is done with it any more");
        await dora.Says("locked");
        (await dora.QuerySelectorAsync("button[value=i-pulse]")).ShouldBeNull();
        await carla.GotoAsync(Vitals);
        await carla.Says("signed by Ida Investigator, 15 Jun 2018, locked");
        (await carla.QuerySelectorAsync("[name=i-systolic]")).ShouldBeNull();

        await carla.GotoAsync(At);
        await carla.Says(
            "Visit: Day 1 of each cycle, number 1", "Systolic Blood Pressure", "Neutrophils 0.4 10^9/L, grade 4", "decided: withhold", "Pneumonia", "Nausea",
            "signed by Ida Investigator", "corrected", "Carla Coordinator"
        );
        await carla.GotoAsync($"{At}/audit");
        await carla.Says("Dora Data Manager", "Mona Monitor", "Ida Investigator", "Carla Coordinator");
        await dora.Context.CloseAsync();
    }

    async Task<IPage> SignedIn(ServerUnderTest server, string person)
    {
        var page = await chromium.Window(server);
        await page.SignIn(person);
        return page;
    }

    /// <summary>Keys under which the first participant of that stratum is given palbociclib.</summary>
    static TrialRules GivesPalbociclib()
    {
        for (ulong seed = 1; ; seed++)
        {
            var log = SqliteTrialLog.InMemory();
            SmallTrial.Fill(log, SmallTrial.Rules(seed), SmallTrial.Step.Randomized);
            using var conduct = new Equipoise.Conduct.Running.TrialConduct(log, SmallTrial.Rules(seed), TimeProvider.System);
            if (conduct.Look().Find(Who)!.Randomized!.Arm == "palbociclib")
                return SmallTrial.Rules(seed);
        }
    }
}
