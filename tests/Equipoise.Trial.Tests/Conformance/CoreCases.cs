using Equipoise.Conformance.Rules;
using Xunit.Abstractions;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>
/// The rules of SDTMIG as CDISC publishes them, with their own cases: 318 rules, 465 cases that comply and 444 that do not
/// (cdisc-org/cdisc-open-rules, commit 618ab81d9b, MIT).
/// </summary>
/// <remarks>A case passes when data set and record of every finding are those of its results.csv, no more and no less.</remarks>
public sealed class CoreCases(ITestOutputHelper output)
{
    const string NothingExpected = "the archive has no expected records for it";
    const string NeedsLibrary = "not run: it needs the core designations or labels of CDISC's library";
    const string AllOfTheGroup = "expects a whole group, where the language's document and CORE-000142 have its minority";

    static readonly Dictionary<string, string> KnownMisses = new()
    {
        ["CORE-000239/negative/01"] = "its EX holds a heading as records, at which CDISC's engine stops; here DM 1 is found",
        ["CORE-000272/negative/03"] = "SENDIG's label of LB differs from SDTMIG's, and the table of domains has one label",
        ["CORE-000302/negative/01"] = NothingExpected,
        ["CORE-000334/positive/01"] = NeedsLibrary,
        ["CORE-000334/negative/01"] = NeedsLibrary,
        ["CORE-000355/positive/01"] = NeedsLibrary,
        ["CORE-000355/negative/01"] = NeedsLibrary,
        ["CORE-000356/positive/01"] = NeedsLibrary,
        ["CORE-000356/negative/01"] = NeedsLibrary,
        ["CORE-000398/positive/01"] = NeedsLibrary,
        ["CORE-000398/negative/01"] = NeedsLibrary,
        ["CORE-000560/negative/01"] = "reports the absence of ADSL under ADVS, where all other cases of absence say STUDY",
        ["CORE-000612/negative/01"] = AllOfTheGroup,
        ["CORE-000675/negative/01"] = NothingExpected,
        ["CORE-000699/negative/01"] = AllOfTheGroup,
        ["CORE-000718/positive/01"] = "positive and negative are swapped in the source",
        ["CORE-000718/negative/01"] = "positive and negative are swapped in the source",
        ["CORE-000736/negative/01"] = NothingExpected,
        ["CORE-000774/negative/01"] = NothingExpected,
        ["CORE-000776/negative/01"] = NothingExpected,
        ["CORE-000791/negative/01"] = NothingExpected,
        ["CORE-000864/negative/01"] = "does not expect SM, which has SMENDY and no SMENDTC",
        ["CORE-000865/negative/01"] = "expects LB 4 with an LBELTM that is empty in its data",
        ["CORE-000866/positive/01"] = "has equal dates, which the rule's date_greater_than_or_equal_to finds",
        ["CORE-000901/negative/01"] = NothingExpected,
    };

    [ReferenceFact]
    public void Every_published_case_gives_exactly_its_records_but_for_the_misses_that_are_listed()
    {
        using var folder = new TemporaryFolder();
        Unpack(folder.Path);
        var rules = Directory.GetDirectories(Path.Combine(folder.Path, "Published")).Order(StringComparer.Ordinal).ToArray();
        rules.Length.ShouldBe(318);
        List<string> misses = [];
        Dictionary<string, (int Cases, int Missed)> byOperator = [];
        var cases = 0;
        foreach (var directory in rules)
        {
            var rule = RuleFile.Read(Path.Combine(directory, "rule.yml"));
            foreach (var one in CoreCase.Under(directory))
            {
                cases++;
                var missed = Missed(one, rule);
                if (missed)
                    misses.Add(one.Name);
                foreach (var name in OperatorsOf(rule))
                    byOperator[name] = byOperator.GetValueOrDefault(name) is var (all, so)
                        ? (all + 1, so + (missed ? 1 : 0))
                        : default;
            }
        }
        output.WriteLine($"{cases - misses.Count} of {cases} cases give exactly their records.");
        foreach (var (name, count) in byOperator.Where(one => one.Value.Missed > 0).OrderByDescending(one => one.Value.Missed))
            output.WriteLine($"  {name}: {count.Missed} of {count.Cases} missed");
        cases.ShouldBe(909);
        misses.ShouldBe(KnownMisses.Keys, ignoreOrder: true);
    }

    [ReferenceFact]
    public void The_two_cases_that_are_swapped_in_the_source_give_the_records_of_one_another()
    {
        using var folder = new TemporaryFolder();
        Unpack(folder.Path);
        var directory = Path.Combine(folder.Path, "Published", "CORE-000718");
        var rule = RuleFile.Read(Path.Combine(directory, "rule.yml"));
        var cases = CoreCase.Under(directory).ToArray();
        Found(cases[0], rule).ShouldBe(cases[1].Expected());
        Found(cases[1], rule).ShouldBe(cases[0].Expected());
    }

    static bool Missed(CoreCase one, Rule rule) =>
        one.Result(rule).NotRun.Count > 0 || !Found(one, rule).SequenceEqual(one.Expected());

    static IEnumerable<string> Found(CoreCase one, Rule rule) =>
        one.Result(rule).Findings.Select(CoreCase.Place).Distinct().Order(StringComparer.Ordinal);

    static IEnumerable<string> OperatorsOf(Rule rule) =>
        rule.Check!.Tests()
            .Select(test => test.Operator)
            .Concat(rule.Operations.Select(operation => operation.Operator))
            .Distinct();

    static void Unpack(string folder) =>
        Archive.Unpack(ReferenceData.PathOf("datasets", "core-rules", "cdisc-open-rules-sdtmig-adamig.tar.xz"), folder);
}
