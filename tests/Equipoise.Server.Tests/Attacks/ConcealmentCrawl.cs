using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocol;
using Equipoise.Server.Tests.Events;
using Equipoise.Server.Tests.Rights;
using Equipoise.Server.Trial;
using Equipoise.TrialLog;

namespace Equipoise.Server.Tests.Attacks;

/// <summary>
/// Two trials that differ in nothing but their arms, seen by everybody: whoever may not know the arms sees the same bytes.
/// </summary>
public sealed class ConcealmentCrawl
{
    static readonly SmallTrial.Step[] untilSigned =
    [
        SmallTrial.Step.Screened,
        SmallTrial.Step.Consented,
        SmallTrial.Step.Answered,
        SmallTrial.Step.Signed,
        SmallTrial.Step.Signed,
    ];

    static readonly SmallTrial.Step[] untilRandomized = [.. untilSigned, SmallTrial.Step.Randomized, SmallTrial.Step.Randomized];

    /// <summary>Those who see no arm of an open trial.</summary>
    static readonly string[] blinded = ["ben", "ada"];

    [Fact]
    public async Task Nothing_that_anybody_sees_depends_on_an_arm_that_is_not_given_yet()
    {
        var (one, other) = (await Look(1, SmallTrial.Protocol, untilSigned), await Look(2, SmallTrial.Protocol, untilSigned));
        Compare(one, other, SmallTrial.People.Select(person => person.Person));
    }

    [Fact]
    public async Task Nothing_that_the_blinded_see_of_an_open_trial_depends_on_any_arm()
    {
        var (one, other) = await WithOtherArms(SmallTrial.Protocol, seenBy: [.. blinded, "una", "carla"]);
        Compare(one, other, blinded);
        // The crawl can tell the two apart where arms are seen: else it would prove nothing.
        one["una"].ShouldNotBe(other["una"]);
        one["carla"].ShouldNotBe(other["carla"]);
    }

    [Fact]
    public async Task Nothing_that_anybody_but_the_committee_sees_of_a_masked_trial_depends_on_any_arm()
    {
        var (one, other) = await WithOtherArms(SmallTrial.Masked);
        Compare(one, other, SmallTrial.People.Select(person => person.Person).Where(person => person != "una"));
        one["una"].ShouldNotBe(other["una"]);
    }

    [Fact]
    public async Task Nothing_that_anybody_but_the_committee_sees_of_a_masked_trial_depends_on_an_arm_that_somebody_was_told()
    {
        List<string> told = [];
        var (one, other) = await WithOtherArms(
            SmallTrial.Masked,
            async server =>
            {
                var answer = await (await server.SignedIn("ida")).Post(
                    $"/p/{Unblinded}/unblind",
                    [("why", "Overdose"), .. Typing.Signed("ida")]
                );
                told.Add(answer.Page.QuerySelector(".arm")!.TextContent);
            }
        );
        told[0].ShouldNotBe(told[1]);
        // She who was told is among them: what she sees afterwards is what she saw before.
        Compare(one, other, SmallTrial.People.Select(person => person.Person).Where(person => person != "una"));
        one["una"].ShouldNotBe(other["una"]);
        foreach (var person in new[] { "carla", "ida", "paul", "mona", "dora", "ben", "sara", "ines", "sigi" })
            one[person].ShouldContain(page => page.Text.Contains("the arm was told to Ida Investigator", StringComparison.Ordinal), person);
    }

    [Fact]
    public async Task Nothing_that_the_blinded_see_depends_on_how_many_doses_an_arm_is_given()
    {
        var (one, other) = await WithOtherArms(
            SmallTrial.Protocol,
            server =>
            {
                var conduct = server.Part<RunningTrial>().Conduct!;
                var today = new DateOnly(2018, 6, 1);
                var arm = SmallTrial.Protocol.Arms.Single(arm => arm.Id == server.State.Find(Unblinded)!.Randomized!.Arm);
                List<TrialCommand> commands =
                [
                    .. arm.Gives.Contains("palbociclib") ? [new GiveDose(Unblinded, "palbociclib", 1, 125, today, today)] : (TrialCommand[])[],
                    new RecordLabValue(Unblinded, "neutrophils", 1.2, today),
                    new RecordLabValue(Unblinded, "neutrophils", 2.1, today) { ReasonForChange = "Misread" },
                    new RecordForm(Unblinded, new("cycle", 1, "vital-signs"), [new("systolic", "120")], today),
                    new RecordVisit(Unblinded, "cycle", 1, today),
                ];
                foreach (var command in commands)
                    conduct.Do(command, "carla").ShouldBeOfType<Decision.Accepted>($"{command}");
                conduct.Do(new MarkEnteredInError(Unblinded, conduct.State.Head.Sequence, "Of another", today), "carla").ShouldBeOfType<Decision.Accepted>();
                return Task.CompletedTask;
            },
            seenBy: blinded
        );
        Compare(one, other, blinded);
        one["ben"].ShouldContain(page => page.Place.StartsWith($"/p/{Unblinded}/history/", StringComparison.Ordinal) && page.Text.Contains("Misread", StringComparison.Ordinal));
    }

    /// <summary>A randomized participant whose arm differs between the two trials.</summary>
    const string Unblinded = "101-06";

    static async Task<(Crawled One, Crawled Other)> WithOtherArms(
        TrialProtocol protocol,
        Func<ServerUnderTest, Task>? then = null,
        string[]? seenBy = null
    )
    {
        ulong seed = 2;
        while (ArmOf(seed) == ArmOf(1))
            seed++;
        return (await Look(1, protocol, untilRandomized, then, seenBy), await Look(seed, protocol, untilRandomized, then, seenBy));

        string ArmOf(ulong key)
        {
            using var log = SqliteTrialLog.InMemory();
            var rules = SmallTrial.Rules(key, protocol);
            SmallTrial.Fill(log, rules, untilRandomized);
            return new TrialConduct(log, rules, TimeProvider.System).State.Find(Unblinded)!.Randomized!.Arm;
        }
    }

    static void Compare(Crawled one, Crawled other, IEnumerable<string> people)
    {
        foreach (var person in people)
        {
            one[person].Select(page => page.Place).ShouldBe(other[person].Select(page => page.Place), person);
            foreach (var (mine, theirs) in one[person].Zip(other[person]))
                mine.ShouldBe(theirs, $"{person} at {mine.Place}");
        }
    }

    static async Task<Crawled> Look(
        ulong seed,
        TrialProtocol protocol,
        SmallTrial.Step[] steps,
        Func<ServerUnderTest, Task>? then = null,
        string[]? seenBy = null
    )
    {
        await using var server = await ServerUnderTest.Start(SmallTrial.Rules(seed, protocol), steps: steps);
        if (then is not null)
            await then(server);
        Dictionary<string, List<Shown>> pages = [];
        foreach (var person in seenBy ?? SmallTrial.People.Select(one => one.Person))
            pages[person] = await Crawl(await server.SignedIn(person));
        return new(pages, [.. server.State.Participants.Select(who => who.Randomized?.Arm)]);
    }

    /// <summary>Everything that can be asked for without changing anything, and everything that it leads to.</summary>
    static async Task<List<Shown>> Crawl(Browser browser)
    {
        Queue<string> open = new(
            Asked
                .Listed.Where(asked => asked.Method == "GET" && asked.Whom != "anybody" && !asked.Pattern.Contains("{person}", StringComparison.Ordinal))
                .SelectMany(asked =>
                    asked.IsOfParticipant
                        ? SmallTrial.Sites.SelectMany(site => Enumerable.Range(1, 7).Select(number => asked.At($"{site}-{number:00}")))
                        : [asked.At("")]
                )
        );
        HashSet<string> known = [.. open];
        List<Shown> seen = [];
        while (open.TryDequeue(out var place))
        {
            var answer = await browser.Get(place);
            seen.Add(new(place, answer.Status, RoleMatrix.Bare(answer.Text)));
            foreach (var link in answer.Page.QuerySelectorAll("a[href^='/']").Select(one => one.GetAttribute("href")!))
                if (known.Count < 500 && known.Add(link))
                    open.Enqueue(link);
        }
        return seen;
    }

    sealed record Shown(string Place, int Status, string Text);

    sealed record Crawled(Dictionary<string, List<Shown>> Pages, IReadOnlyList<string?> Arms)
    {
        internal List<Shown> this[string person] => Pages[person];
    }
}
