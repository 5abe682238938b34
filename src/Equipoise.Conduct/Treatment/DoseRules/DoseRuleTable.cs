using System.Globalization;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>A table of dose rules that a protocol can name, read from its file.</summary>
/// <remarks>
/// The tables are the files <c>Treatment/DoseRules/Tables/*.txt</c>, which a pharmacist can hold against the label.
/// </remarks>
/// <param name="Name">As the protocol names it, such as "palbociclib-label".</param>
/// <param name="Grading">The version of CTCAE by which the label grades blood counts, whatever the protocol grades adverse
/// events by.</param>
/// <param name="BloodCounts">The tests that are blood counts (LBTESTCD).</param>
/// <param name="CountTerms">Preferred terms of adverse events that are blood counts, each with its test.</param>
/// <param name="NotCounted">Preferred terms of blood counts to which the label does not apply.</param>
/// <param name="Infections">Body systems and preferred terms of adverse events that are an infection, or fever with a low
/// count.</param>
/// <param name="LungTerms">Preferred terms of an inflammation of the lung.</param>
/// <param name="LowestDose">What the label says where the lowest dose would have to be reduced.</param>
/// <param name="Rules">The rules, in the order of the table.</param>
public sealed record DoseRuleTable(
    string Name,
    string Grading,
    IReadOnlyList<string> BloodCounts,
    IReadOnlyDictionary<string, string> CountTerms,
    IReadOnlyList<string> NotCounted,
    IReadOnlyList<string> Infections,
    IReadOnlyList<string> LungTerms,
    string LowestDose,
    IReadOnlyList<DoseRule> Rules
)
{
    static readonly Dictionary<string, Lazy<DoseRuleTable>> tables = DoseRuleTables.Names.ToDictionary(
        name => name,
        name => new Lazy<DoseRuleTable>(() => Read(name))
    );

    /// <summary>The table of that name; null when there is none.</summary>
    public static DoseRuleTable? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return tables.TryGetValue(name, out var found) ? found.Value : null;
    }

    /// <summary>The rule of that name; null when the table has none, such as one of an earlier version of it.</summary>
    public DoseRule? Rule(string id) => Rules.FirstOrDefault(rule => rule.Id == id);

    static DoseRuleTable Read(string name)
    {
        using var stream =
            typeof(DoseRuleTable).Assembly.GetManifestResourceStream($"{name}.txt")
            ?? throw new InvalidOperationException($"The table {name} is not part of this program.");
        using var reader = new StreamReader(stream);
        var blocks = Blocks(reader.ReadToEnd()).ToList();
        var head = blocks[0];
        return new(
            head["table"],
            head["grading"],
            List(head["blood counts"]),
            List(head["count terms"])
                .Select(pair => pair.Split(" = "))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase),
            List(head["not counted"]),
            List(head["infections"]),
            List(head["lung terms"]),
            head["lowest dose"],
            [.. blocks.Skip(1).Select(Rule)]
        );
    }

    static IEnumerable<Dictionary<string, string>> Blocks(string text)
    {
        Dictionary<string, string> block = [];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries).Append(""))
        {
            if (line.StartsWith('#'))
                continue;
            if (line.Split(": ", 2) is [var key, var value])
                block.Add(key, value);
            else if (line.Length > 0)
                throw new FormatException($"A line of a table of dose rules is 'name: value', not: {line}");
            else if (block.Count > 0)
            {
                yield return block;
                block = [];
            }
        }
    }

    static DoseRule Rule(Dictionary<string, string> block)
    {
        var rule = new DoseRule(
            block["rule"],
            Subject(block["about"]),
            List(block.GetValueOrDefault("tests", "")),
            Range(block.GetValueOrDefault("grade")),
            Range(block.GetValueOrDefault("days")),
            Range(block.GetValueOrDefault("cycles")),
            With(block),
            Step(block["do"]),
            Until(block.GetValueOrDefault("until")),
            block.GetValueOrDefault("then") == "next lower dose",
            block.GetValueOrDefault("recheck")?.Split(' ') switch
            {
                null => null,
                ["day", var day] => new Recheck(null, Number(day)),
                [var within, "days"] => new Recheck(Number(within), null),
                var other => throw new FormatException($"'{string.Join(' ', other)}' is no time to look again."),
            },
            block.TryGetValue("dose", out var dose) ? double.Parse(dose, CultureInfo.InvariantCulture) : null,
            block.GetValueOrDefault("judgement") == "yes",
            block["says"],
            block["from"]
        );
        // "longer than: 7 days" counts the days of a recovery where other rules count the days of a cycle.
        return block.TryGetValue("longer than", out var days)
            ? rule with
            {
                Days = new(Number(days.Split(' ')[0]) + 1, int.MaxValue),
            }
            : rule;
    }

    static RuleSubject Subject(string words) =>
        words switch
        {
            "blood count" => RuleSubject.BloodCount,
            "no blood count" => RuleSubject.NoBloodCount,
            "recovery" => RuleSubject.Recovery,
            "other toxicity" => RuleSubject.OtherToxicity,
            "lung" => RuleSubject.Lung,
            "strong CYP3A inhibitor" => RuleSubject.StrongInhibitor,
            "Child-Pugh class C" => RuleSubject.SevereLiverImpairment,
            _ => throw new FormatException($"No rule can be about '{words}'."),
        };

    static Accompaniment With(Dictionary<string, string> block) =>
        block.GetValueOrDefault("with") switch
        {
            null => block.ContainsKey("again") ? Accompaniment.Recurrence : Accompaniment.Nothing,
            "fever or infection" => Accompaniment.FeverOrInfection,
            "persistence despite treatment" => Accompaniment.Persistence,
            var other => throw new FormatException($"A rule cannot come with '{other}'."),
        };

    static DoseStep Step(string words) =>
        words switch
        {
            "continue" => DoseStep.Continue,
            "withhold" => DoseStep.Withhold,
            "reduce" => DoseStep.Reduce,
            "stop" => DoseStep.Stop,
            _ => throw new FormatException($"A rule cannot do '{words}'."),
        };

    static int? Until(string? words) =>
        words switch
        {
            null => null,
            "the event has ended" => 0,
            _ when words.StartsWith("grade ", StringComparison.Ordinal) => Number(words[6..7]),
            _ => throw new FormatException($"A drug cannot wait until '{words}'."),
        };

    static Span Range(string? words) =>
        words?.Split('-') switch
        {
            null => Span.All,
            [var only] => new(Number(only), Number(only)),
            [var first, var last] => new(Number(first), Number(last)),
            _ => throw new FormatException($"'{words}' is no range."),
        };

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static string[] List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
