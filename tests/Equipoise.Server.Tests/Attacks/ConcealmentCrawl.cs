using System.Text;
using Equipoise.Conduct.Randomization;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Server.Tests.Rights;

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

    static readonly Lazy<TrialProtocol> masked = new(() =>
    {
        var text = File.ReadAllText(Repository.At("examples", "patina", "protocol.yaml"));
        var blind = text.Replace("masking: open label", "masking: double blind", StringComparison.Ordinal);
        blind.ShouldNotBe(text);
        return ((ProtocolReading.Accepted)ProtocolFile.Parse(Encoding.UTF8.GetBytes(blind), "masked.yaml")).Protocol;
    });

    [Fact]
    public async Task Nothing_that_anybody_sees_depends_on_an_arm_that_is_not_given_yet()
    {
        var (one, other) = (await Look(1, SmallTrial.Protocol, untilSigned), await Look(2, SmallTrial.Protocol, untilSigned));
        Compare(one, other, SmallTrial.People.Select(person => person.Person));
    }

    [Fact]
    public async Task Nothing_that_the_blinded_see_of_an_open_trial_depends_on_any_arm()
    {
        var (one, other) = await WithOtherArms(SmallTrial.Protocol);
        Compare(one, other, ["ben", "ada"]);
        // The crawl can tell the two apart where arms are seen: else it would prove nothing.
        one["una"].ShouldNotBe(other["una"]);
        one["carla"].ShouldNotBe(other["carla"]);
    }

    [Fact]
    public async Task Nothing_that_anybody_but_the_committee_sees_of_a_masked_trial_depends_on_any_arm()
    {
        var (one, other) = await WithOtherArms(masked.Value);
        Compare(one, other, SmallTrial.People.Select(person => person.Person).Where(person => person != "una"));
        one["una"].ShouldNotBe(other["una"]);
    }

    static async Task<(Crawled One, Crawled Other)> WithOtherArms(TrialProtocol protocol)
    {
        var one = await Look(1, protocol, untilRandomized);
        for (ulong seed = 2; ; seed++)
        {
            var other = await Look(seed, protocol, untilRandomized);
            if (!one.Arms.SequenceEqual(other.Arms))
                return (one, other);
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

    static async Task<Crawled> Look(ulong seed, TrialProtocol protocol, SmallTrial.Step[] steps)
    {
        await using var server = await ServerUnderTest.Start(SmallTrial.Rules(seed, protocol), steps: steps);
        Dictionary<string, List<Shown>> pages = [];
        foreach (var (person, _, _, _) in SmallTrial.People)
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
