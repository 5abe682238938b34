using Equipoise.Conduct.Verification;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Xunit.Abstractions;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// Somebody who has the store, its notes and the keys changes one member of one row and computes all hashes anew. What breaks a
/// rule is named; what is another answer that somebody may give is not, and stands in a list with its reason.
/// </summary>
[Trait("Takes", "time")]
public sealed class EveryForgery(ITestOutputHelper output)
{
    [Theory]
    [InlineData("life")]
    [InlineData("office")]
    public void Every_single_forgery_is_named_or_is_another_answer_and_none_stops_the_verification(string story)
    {
        var stories = new StoriesOfEveryKind();
        var rows = story == "life" ? stories.Life : stories.OfOffice;
        var (atItsRow, later) = (0, 0);
        List<string> passed = [];
        List<string> crashed = [];
        // Of each kind the last row, which has the most behind it; and each kind once.
        var kinds = rows.GroupBy(row => row.Kind).Where(kind => story == "life" || stories.Life.All(row => row.Kind != kind.Key));
        foreach (var forgery in kinds.Select(kind => kind.Last()).SelectMany(SingleForgery.Of))
            try
            {
                // The forger has both keys: the hashes fit, and so do the seals.
                var forged = Forgery
                    .Of(rows, row => row.Sequence == forgery.Row ? forgery.Forged : row)
                    .Select(row => row with { Seal = PatinaTrial.Seal.Of(row) });
                var problems = TrialVerification
                    .Verify(forged, null, Examples.PatinaProtocol, PatinaTrial.Key, seal: PatinaTrial.Seal)
                    .Problems;
                if (problems.Any(problem => problem.Row == forgery.Row))
                    atItsRow++;
                else if (problems.Count > 0)
                    later++;
                else
                    passed.Add($"{forgery.Where}\t{forgery.Change}");
            }
            catch (Exception failure)
            {
                crashed.Add($"{forgery.Where}\t{forgery.Change}\t{failure.GetType().Name} {failure.Message}");
            }

        output.WriteLine($"{story}: named at its row {atItsRow}, at a later one {later}, passed {passed.Count}, crashed {crashed.Count}");
        Directory.CreateDirectory(Repository.At("artifacts"));
        File.WriteAllLines(Repository.At("artifacts", $"Forgeries of {story}.txt"), passed.Distinct().Order(StringComparer.Ordinal));
        crashed.ShouldBeEmpty();
        var approved = File.ReadAllLines(Repository.At("tests", "Equipoise.Trial.Tests", "Conduct", "Attacks", "Forgeries.approved.txt"))
            .Select(line => line.Split('\t'))
            .ToDictionary(line => line[0], line => line[1]);
        approved.Values.ShouldAllBe(why => why.Length > 10);
        passed.Where(one => !approved.ContainsKey(one.Split('\t')[0])).ShouldBeEmpty("Is it another answer? Then say so in Forgeries.approved.txt, as artifacts lists them.");
        atItsRow.ShouldBeGreaterThan(5 * (later + passed.Count));
    }
}
