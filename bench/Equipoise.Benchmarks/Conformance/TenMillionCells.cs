using System.Diagnostics;
using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;
using Equipoise.Datasets;

namespace Equipoise.Benchmarks.Conformance;

/// <summary>How long the rules of a folder take on 200,000 laboratory records of 50 variables, beside DM, TV and TA.</summary>
static class TenMillionCells
{
    const int Persons = 2_000;
    const int Visits = 10;
    const int Tests = 10;
    const int Records = Persons * Visits * Tests;

    // Variables of LB with few values, as most are.
    static readonly string[] plain = (
        "LBGRPID LBREFID LBSPID LBLNKID LBLNKGRP LBMODIFY LBPOS LBRESCAT LBSTAT LBREASND LBNAM LBLOINC LBSPCCND LBLOC "
        + "LBLAT LBDIR LBMETHOD LBANMETH LBFAST LBDRVFL LBTOX LBTOXGR LBEVAL LBCLSIG LBSPCUFL LBTPT LBELTM "
        + "LBTPTREF LBRFTDTC LBBODSYS"
    ).Split(' ');

    public static IEnumerable<string> Measure(string folder)
    {
        var rules = RuleFile.ReadFolder(folder).Concat(RuleFile.Limits()).ToArray();
        var (laboratory, others) = (Laboratory(), Others());
        for (var round = 1; round <= 3; round++)
        {
            // A study of its own each time: nothing is known of its values beforehand.
            var study = new Study([laboratory(), .. others()]);
            var (clock, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var results = ConformanceCheck.Run(study, rules);
            var seconds = clock.Elapsed.TotalSeconds;
            used = Environment.CpuUsage.TotalTime - used;
            var asked = results.Count(result => result.Datasets.Any(one => one.Dataset == "LB" && one.Skipped is null));
            var found = results.Sum(result => (long)result.Count);
            yield return $"- round {round}: {seconds:F2} s ({used.TotalSeconds:F2} s of CPU) for {rules.Length} rules, {asked} "
                + $"of them asked of LB; {found:N0} findings; {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB at most";
            foreach (var slow in Slowest(study, rules, round))
                yield return slow;
        }
    }

    static IEnumerable<string> Slowest(Study study, Rule[] rules, int round)
    {
        if (round < 3)
            return [];
        return rules
            .Select(rule => (rule.Id, Seconds: SecondsOf(study, rule)))
            .OrderByDescending(rule => rule.Seconds)
            .Take(5)
            .Select(rule => $"  - {rule.Id} alone: {rule.Seconds * 1e3:F0} ms");
    }

    static double SecondsOf(Study study, Rule rule)
    {
        var clock = Stopwatch.StartNew();
        ConformanceCheck.Run(study, rule);
        return clock.Elapsed.TotalSeconds;
    }

    static Func<StudyDataset> Laboratory()
    {
        var columns = new List<Column>
        {
            Text("STUDYID", _ => "S"),
            Text("DOMAIN", _ => "LB"),
            Text("USUBJID", row => Person(row / (Visits * Tests))),
            Number("LBSEQ", row => row % (Visits * Tests) + 1),
            Text("LBTESTCD", row => $"TEST{row % Tests}"),
            Text("LBTEST", row => $"Test {row % Tests}"),
            Text("LBCAT", _ => "CHEMISTRY"),
            Text("LBSCAT", row => row % 2 == 0 ? "ROUTINE" : "SAFETY"),
            Text("LBORRES", row => Result(row).ToString("F2")),
            Text("LBORRESU", row => $"u{row % Tests}"),
            Text("LBORNRLO", _ => "1"),
            Text("LBORNRHI", _ => "90"),
            Text("LBSTRESC", row => Result(row).ToString("F2")),
            Number("LBSTRESN", row => Math.Round(Result(row), 2)),
            Text("LBSTRESU", row => $"u{row % Tests}"),
            Number("LBSTNRLO", _ => 1),
            Number("LBSTNRHI", _ => 90),
            Text("LBNRIND", _ => "NORMAL"),
            Number("VISITNUM", row => row / Tests % Visits + 1),
            Text("VISIT", row => $"VISIT {row / Tests % Visits + 1}"),
        };
        columns.AddRange(plain.Select((name, at) => Text(name, row => row % (at + 2) == 0 ? "" : "A" + row % (at + 2))));
        columns[^3] = Text("LBDTC", row => Day(row).ToString("yyyy-MM-ddTHH:mm"));
        columns[^2] = Number("LBDY", row => row / Tests % Visits * 7 + 1);
        columns[^1] = Text("EPOCH", _ => "TREATMENT");
        return () => new("LB", "lb.xpt", 0, new("LB", "Laboratory Test Results", columns));
    }

    static Func<StudyDataset[]> Others()
    {
        Table demographics = new(
            "DM",
            "Demographics",
            [
                Text("STUDYID", _ => "S", Persons),
                Text("DOMAIN", _ => "DM", Persons),
                Text("USUBJID", Person, Persons),
                Text("RFSTDTC", _ => "2024-01-01", Persons),
            ]
        );
        Table visits = new(
            "TV",
            "Trial Visits",
            [
                Text("DOMAIN", _ => "TV", Visits),
                Number("VISITNUM", row => row + 1, Visits),
                Text("VISIT", row => $"VISIT {row + 1}", Visits),
            ]
        );
        Table arms = new("TA", "Trial Arms", [Text("DOMAIN", _ => "TA", 1), Text("EPOCH", _ => "TREATMENT", 1)]);
        return () => [new("DM", "dm.xpt", 0, demographics), new("TA", "ta.xpt", 0, arms), new("TV", "tv.xpt", 0, visits)];
    }

    static string Person(int person) => $"S-{person:D5}";

    static double Result(int row) => (row * 7919L % 9973) / 100.0 + 1;

    static DateTime Day(int row) =>
        new DateTime(2024, 1, 1, 8, 0, 0, DateTimeKind.Utc)
            .AddDays(row / Tests % Visits * 7)
            .AddMinutes(row / (Visits * Tests) % 60);

    static TextColumn Text(string name, Func<int, string> value, int rows = Records) =>
        new(name, name, [.. Enumerable.Range(0, rows).Select(value)]);

    static NumberColumn Number(string name, Func<int, double> value, int rows = Records) =>
        new(name, name, [.. Enumerable.Range(0, rows).Select(value)]);
}
