using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Validation.Analysis;

/// <summary>
/// The tables of adverse events of chevron, row by row and number by number, on its own data: 45 simulated participants in three
/// arms. Its tests change the data first, as is said at each fact.
/// </summary>
public sealed class ChevronHarmsTests
{
    static readonly string[] arms = ["a", "b", "c"];

    static readonly Lazy<Dictionary<string, Table>> data = new(() => OtherHouses.ChevronTables("ADSL", "ADTTE", "ADAE"));

    static readonly (string Row, string Category)[] overview =
    [
        ("Total number of patients with at least one AE", AdverseEventOverview.Any),
        ("Total number of deaths", AdverseEventOverview.Death),
        ("Total number of patients withdrawn from study due to an AE", AdverseEventOverview.LeftTrial),
        ("AE with fatal outcome", AdverseEventOverview.Fatal),
        ("Serious AE", AdverseEventOverview.Serious),
        ("Serious AE leading to withdrawal from treatment", AdverseEventOverview.SeriousDiscontinuation),
        ("Serious AE leading to dose modification/interruption", AdverseEventOverview.SeriousModification),
        ("Related Serious AE", AdverseEventOverview.RelatedSerious),
        ("AE leading to withdrawal from treatment", AdverseEventOverview.Discontinuation),
        ("AE leading to dose modification/interruption", AdverseEventOverview.Modification),
        ("Related AE", AdverseEventOverview.Related),
        ("Related AE leading to withdrawal from treatment", AdverseEventOverview.RelatedDiscontinuation),
        ("Related AE leading to dose modification/interruption", AdverseEventOverview.RelatedModification),
        ("Severe AE (at greatest intensity)", AdverseEventOverview.SevereIntensity),
        ("SMQ 01", AdverseEventOverview.OfInterest("SMQ 01")),
    ];

    [ReferenceFact]
    public void AET01_the_overview()
    {
        var agreement = Of("AET01, the overview of adverse events", "aet01");
        foreach (
            var test in new[]
            {
                "aet01 can handle some NA values",
                "aet01 can use custom anl_vars",
                "aet01 can use custom medconcept_var",
                "aet01 can conditionally show the number of withdrawal",
            }
        )
        {
            // "some NA": AESDTH and AESER of the first two rows are blank; the others take the data as they are.
            var changed = test.Contains("some NA", StringComparison.Ordinal)
                ? Blank(Blank(data.Value, "AESDTH", 2), "AESER", 2)
                : data.Value;
            Compare(ChevronTable.Of("aet01", test), Analyzed(changed), test);
        }

        // All AESDTH and AESER are missing. This program knows a death by its grade and its outcome too, so these are taken out;
        // what was never recorded has no row here, and rows of zeros in chevron's first print.
        var none = Blank(Blank(data.Value, "AESDTH"), "AESER").Without("ADAE", "AEOUT").Without("ADAE", "AETOXGR");
        var output = Analyzed(none.Without("ADAE", "ATOXGR"));
        Compare(ChevronTable.Of("aet01", "aet01 can handle all NA values", 1), output, "all NA");
        output.Results.At(new AdverseEventOverview().Participants("a", AdverseEventOverview.Serious).Address).ShouldBeNull();
        output.Results.At(new AdverseEventOverview().Participants("a", AdverseEventOverview.Fatal).Address).ShouldBeNull();
        agreement.ShouldBeComplete(atLeast: 317);

        void Compare(ChevronTable table, AnalysisOutput of, string test)
        {
            foreach (var line in table.Lines.Where(line => line.Cells.Count > 0))
                agreement.Printed($"{test}, {line.Name}", Each(arm => Overview(of, line.Name, arm)), line.Cells);
        }
    }

    [ReferenceFact]
    public void AET02_by_term_and_by_class_and_term_in_its_order()
    {
        var agreement = Of("AET02, adverse events by term, and by class and term, in its order", "aet02");
        var output = Analyzed(data.Value);
        var of = new AdverseEventsBySystem(AdverseEventOverview.Any);
        var byTerm = ChevronTable.Of("aet02", "aet02 can have different levels of row_split").Lines;
        var terms = new AdverseEventTerms(Severe: false);
        foreach (var line in byTerm.Skip(2))
            agreement.Printed(
                line.Name,
                Each(arm => Cell(output, terms.Participants(arm, line.Name), terms.Percent(arm, line.Name))),
                line.Cells
            );
        Order(output, terms.Id, By.Term).ShouldBe(byTerm.Skip(2).Select(line => line.Name));
        agreement.Printed("events", Each(arm => output.Printed(of.Events(arm, null, null).Address)), byTerm[1].Cells);

        var (system, term) = ("", (string?)null);
        var lines = ChevronTable.Of("aet02", "aet02 can have different levels of row_split", 1).Lines;
        foreach (var line in lines.Skip(2))
            if (line.Cells.Count == 0)
                (system, term) = line.Indent == 0 ? (line.Name, null) : (system, line.Name);
            else
                agreement.Printed(
                    $"{system} {term} {line.Name}",
                    Each(arm =>
                        line.Name == "Total number of events"
                            ? output.Printed(of.Events(arm, system, term).Address)
                            : Cell(output, of.Participants(arm, system, term), of.Percent(arm, system, term))
                    ),
                    line.Cells
                );
        Order(output, of.Id, By.System).ShouldBe(lines.Where(line => line is { Indent: 0, Cells: [] }).Select(line => line.Name));
        Order(output, of.Id, By.Term).ShouldBe(lines.Where(line => line is { Indent: 2, Cells: [] }).Select(line => line.Name));
        agreement.ShouldBeComplete(atLeast: 276);
    }

    [ReferenceFact]
    public void AET03_by_class_term_and_worst_severity()
    {
        var agreement = Of("AET03, adverse events by class, term and worst severity", "aet03");
        Compare(agreement, "aet03", "aet03 can handle NA values", 0);
        Compare(agreement, "aet03", "aet03 can handle some NA values", 0);
        agreement.ShouldBeComplete(atLeast: 313);
    }

    [ReferenceFact]
    public void AET04_by_class_term_and_worst_grade()
    {
        var agreement = Of("AET04, adverse events by class, term and worst grade", "aet04");
        foreach (var print in new[] { 0, 1 })
        {
            Compare(agreement, "aet04", "aet04 can handle NA values", print);
            Compare(agreement, "aet04", "aet04 can handle some NA values", print);
        }
        agreement.ShouldBeComplete(atLeast: 1064);
    }

    static void Compare(Agreement agreement, string table, string test, int print)
    {
        // "NA": no event has a class or a term. "some NA": the first two rows have none, and in AET03 no severity either.
        int? rows = test.Contains("some", StringComparison.Ordinal) ? 2 : null;
        var changed = Blank(Blank(data.Value, "AEBODSYS", rows), "AEDECOD", rows);
        var bySeverity = table == "aet03";
        var output = Analyzed(bySeverity && rows is not null ? Blank(changed, "ASEV", rows) : changed);
        var of = new AdverseEventsBySystem(AdverseEventOverview.Any);
        var (system, term) = ((string?)null, (string?)null);
        foreach (var line in ChevronTable.Of(table, test, print).Lines)
            if (line.Cells.Count == 0)
                (system, term) = (line.Indent, line.Name) switch
                {
                    (0, "- Any adverse events -") => (null, null),
                    (0, _) => (Text(line.Name), null),
                    (_, "- Overall -") => (system, null),
                    _ => (system, Text(line.Name)),
                };
            else
                agreement.Printed(
                    $"{test} {print}: {system} {term} {line.Name}",
                    Each(arm =>
                        line.Name.StartsWith("- Any", StringComparison.Ordinal)
                            ? Cell(output, of.Participants(arm, system, term), of.Percent(arm, system, term))
                        : bySeverity ? Worst(arm, new(By.Severity, line.Name.ToLowerInvariant()))
                        : Worst(arm, new(By.Grade, line.Name.Replace("Grade ", "", StringComparison.Ordinal)))
                    ),
                    line.Cells
                );
        // Rows without class, term and severity are in no row of AET03, and here they stand as not recorded.
        if (bySeverity && rows is not null)
        {
            (system, term) = ("No coding available", "No coding available");
            Worst("a", new(By.Severity, "not-recorded")).ShouldBe("1 (6.7%)");
        }

        string Worst(string arm, ResultGroup group) =>
            Cell(output, of.Worst(arm, system, term, group), of.WorstPercent(arm, system, term, group));
    }

    [ReferenceFact]
    public void AET10_the_terms_of_five_percent_of_some_arm()
    {
        var agreement = Of("AET10, terms of 5% of some arm, in its order", "aet10");
        foreach (var (test, rows) in new[] { ("aet10 can handle NA values", (int?)null), ("aet10 can handle some NA values", 2) })
        {
            var output = Analyzed(Blank(data.Value, "AEDECOD", rows));
            var of = new AdverseEventTerms(Severe: false);
            var lines = ChevronTable.Of("aet10", test).Lines;
            foreach (var line in lines)
                agreement.Printed(
                    line.Name,
                    Each(arm => Cell(output, of.Participants(arm, Text(line.Name)), of.Percent(arm, Text(line.Name)))),
                    line.Cells
                );
            Order(output, of.Id, By.Term).ShouldBe(lines.Select(line => Text(line.Name)));
        }
        agreement.ShouldBeComplete(atLeast: 70);
    }

    [ReferenceFact]
    public void DTHT01_deaths_by_cause_and_by_days_from_the_last_dose()
    {
        var agreement = Of("DTHT01, deaths by cause and by days from the last dose", "dtht01");
        var output = Analyzed(data.Value);
        var of = new DeathResults();
        var lines = ChevronTable.Of("dtht01", "dtht01 can be parametrize as expected").Lines;
        agreement.Printed("deaths", Each(arm => Cell(output, of.Deaths(arm), of.Percent(arm))), lines[0].Cells);
        var causes = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Adverse Event"] = ["ADVERSE EVENT"],
            ["Progressive Disease"] = ["PROGRESSIVE DISEASE"],
            ["Other"] = ["OTHER: LOST TO FOLLOW UP", "OTHER: SUICIDE"],
            ["LOST TO FOLLOW UP"] = ["OTHER: LOST TO FOLLOW UP"],
            ["SUICIDE"] = ["OTHER: SUICIDE"],
        };
        var (block, span) = ("", "");
        foreach (var line in lines.Skip(1))
        {
            if (line.Cells.Count == 0)
                (block, span) = line.Indent == 0 ? (line.Name, "") : (block, line.Name);
            else
                agreement.Printed($"{block} {span} {line.Name}", Each(arm => Here(arm, line.Name)), line.Cells.Select(Count));
        }
        agreement.ShouldBeComplete(atLeast: 57);

        string Here(string arm, string name) =>
            name switch
            {
                "n" when span.Length == 0 => output.Printed(of.Deaths(arm).Address),
                "n" => output.Printed(Within(arm, null, span).Address),
                "<=30" or ">30" => output.Printed(Within(arm, null, name).Address),
                _ when span.Length == 0 => $"{causes[name].Sum(cause => output.Raw(of.Of(arm, cause).Address))}",
                _ => $"{causes[name].Sum(cause => output.Raw(Within(arm, cause, span).Address))}",
            };

        ResultRef Within(string arm, string? cause, string days) => days == "<=30" ? of.Within(arm, cause) : of.Later(arm, cause);
    }

    [ReferenceFact]
    public void AET05_rates_of_first_events()
    {
        var agreement = Of("AET05, rates of first events per 100 patient-years", "aet05");
        Compare(agreement, 0, 0.95, RateInterval.Normal, "95% CI");
        Compare(agreement, 1, 0.9, RateInterval.Byar, "90% CI");
        agreement.ShouldBeComplete(atLeast: 90);
    }

    static void Compare(Agreement agreement, int print, double confidence, RateInterval interval, string limits)
    {
        // "some NA": the fifth and the sixth row of ADSAFTTE lose their parameter, which are one of AETTE1 and one of AETTE2.
        var times = OtherHouses.ChevronTables("ADSAFTTE")["ADSAFTTE"];
        var parameter = times.Text("PARAMCD");
        Dictionary<string, Table> changed = new(data.Value) { ["ADAETTE"] = times };
        changed = changed.With(
            "ADAETTE",
            parameter with
            {
                Values = [.. parameter.Values.Select((code, row) => row is 4 or 5 ? "" : code)],
            }
        );
        var output = Outputs.Analyzed(
            Protocol with
            {
                Analysis = Protocol.Analysis with
                {
                    Safety = Protocol.Analysis.Safety! with
                    {
                        RateParameters = ["AETTE3", "AETTE1", "AETTE2"],
                        Rates = interval,
                        Confidence = confidence,
                    },
                },
            },
            changed
        );
        var codes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Time to first occurrence of a grade 3-5 adverse event"] = "AETTE3",
            ["Time to first occurrence of any adverse event"] = "AETTE1",
            ["Time to first occurrence of any serious adverse event"] = "AETTE2",
        };
        var of = new AdverseEventRates(RateRows.Parameters);
        var (code, column, seen) = ("", 0, 0);
        // The print has two pages: the first two arms, and the third.
        foreach (var line in ChevronTable.Of("aet05", "aet05 can handle some NA values", print).Lines)
        {
            if (codes.TryGetValue(line.Name, out var known))
                (column, code) = (known == "AETTE3" && seen > 0 ? 2 : column, known);
            if (line.Cells.Count == 0)
                continue;
            for (var index = 0; index < line.Cells.Count; index++)
            {
                var rate = of.First(arms[column + index], code);
                var here = line.Name switch
                {
                    "Total patient-years at risk" => output.Printed(rate.Years.Address),
                    "Number of adverse events observed" => output.Printed(rate.Events.Address),
                    "AE rate per 100 patient-years" => Format.Fixed(output.Raw(rate.Rate.Estimate.Address), 2),
                    _ when line.Name == limits => $"({Format.Fixed(output.Raw(rate.Rate.Lower.Address), 2)}, "
                        + $"{Format.Fixed(output.Raw(rate.Rate.Upper.Address), 2)})",
                    _ => throw new InvalidOperationException(line.Name),
                };
                agreement.Printed($"{code} {line.Name}", here, line.Cells[index]);
                seen++;
            }
        }
        seen.ShouldBe(36);
    }

    /// <summary>The count of a cell: shares of DTHT01 have another whole in every block.</summary>
    static string Count(string cell) => cell.Split(' ')[0];

    static string Overview(AnalysisOutput output, string row, string arm)
    {
        var of = new AdverseEventOverview();
        if (row == "Total number of AEs")
            return output.Printed(of.Events(arm, AdverseEventOverview.Any).Address);
        var category = overview.Single(one => one.Row == row).Category;
        return Cell(output, of.Participants(arm, category), of.Percent(arm, category));
    }

    static string Text(string name) => name == "No Coding Available" ? "No coding available" : name;

    static IEnumerable<string> Each(Func<string, string> cell) => arms.Select(cell);

    static string Cell(AnalysisOutput output, ResultRef count, ResultRef percent) =>
        output.Raw(count.Address) == 0 ? "0" : $"{output.Printed(count.Address)} ({output.Printed(percent.Address)})";

    static IEnumerable<string> Order(AnalysisOutput output, string analysis, string grouping) =>
        output
            .Results.Find(analysis)!
            .Results.SelectMany(result => result.Groups)
            .Where(group => group.Grouping == grouping)
            .Select(group => group.Group)
            .Distinct();

    /// <summary>The same data with a variable of ADAE blank, in all rows or the first.</summary>
    static Dictionary<string, Table> Blank(Dictionary<string, Table> from, string variable, int? rows = null)
    {
        var text = from["ADAE"].Text(variable);
        return from.With("ADAE", text with { Values = [.. text.Values.Select((value, row) => row < (rows ?? int.MaxValue) ? "" : value)] });
    }

    static AnalysisOutput Analyzed(Dictionary<string, Table> of) => Outputs.Analyzed(Protocol, of);

    static Agreement Of(string what, string file) =>
        new(
            $"Analysis: chevron {what}, as printed",
            new Source.Published($"chevron @739de49 (Apache-2.0), tests/testthat/_snaps/{file}.md")
        );

    static TrialProtocol Protocol { get; } =
        OtherHouses.ChevronProtocol with
        {
            Analysis = OtherHouses.ChevronProtocol.Analysis with
            {
                Baseline = [],
                Safety = new(Graded: true, TermThreshold: 0.05)
                {
                    OfInterest = [new("SMQ 01", "SMQ 01", [], [], "SMQ01NAM", "C.1.1.1.3/B.2.2.3.1 AESI")],
                },
            },
        };
}
