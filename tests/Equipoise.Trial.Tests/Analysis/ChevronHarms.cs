using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>
/// The tables of adverse events of chevron, row by row and number by number, on its own data: 45 simulated participants in three
/// arms. Its tests change the data first, as is said at each fact.
/// </summary>
public sealed class ChevronHarms
{
    static readonly string[] arms = ["x", "placebo", "combination"];

    static readonly Lazy<Dictionary<string, Table>> data = new(() =>
        new[] { "ADSL", "ADTTE", "ADAE" }.ToDictionary(
            name => name,
            name => DatasetFile.Read(ReferenceData.PathOf("tlg-golden", "chevron-syn_data", $"{name.ToLowerInvariant()}.csv.gz"))
        )
    );

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

    [ReferenceTheory]
    [InlineData("aet01 can handle some NA values", 16)]
    [InlineData("aet01 can use custom anl_vars", 6)]
    [InlineData("aet01 can use custom medconcept_var", 18)]
    [InlineData("aet01 can conditionally show the number of withdrawal", 14)]
    public void AET01_the_overview(string test, int rows)
    {
        // "some NA": AESDTH and AESER of the first two rows are blank; the others take the data as they are.
        var changed = test.Contains("some NA", StringComparison.Ordinal)
            ? Blank(Blank(data.Value, "AESDTH", 2), "AESER", 2)
            : data.Value;
        var output = Analyzed(changed);
        var lines = ChevronSnapshot.Read("aet01", test);
        lines.Count.ShouldBe(rows);
        foreach (var line in lines.Where(line => line.Cells.Count > 0))
            Each(arm => Overview(output, line.Name, arm)).ShouldBe(line.Cells, line.Name);
    }

    [ReferenceFact]
    public void AET01_without_any_answer_on_seriousness_and_death()
    {
        // All AESDTH and AESER are missing. This program knows a death by its grade and its outcome too, so these are taken out;
        // what was never recorded has no row here, and rows of zeros in chevron's first print.
        var changed = Blank(Blank(data.Value, "AESDTH"), "AESER").Without("ADAE", "AEOUT").Without("ADAE", "AETOXGR");
        var output = Analyzed(changed.Without("ADAE", "ATOXGR"));
        foreach (var line in ChevronSnapshot.Read("aet01", "aet01 can handle all NA values", 1).Where(line => line.Cells.Count > 0))
            Each(arm => Overview(output, line.Name, arm)).ShouldBe(line.Cells, line.Name);
        output.Results.At(new AdverseEventOverview().Participants("x", AdverseEventOverview.Serious).Address).ShouldBeNull();
        output.Results.At(new AdverseEventOverview().Participants("x", AdverseEventOverview.Fatal).Address).ShouldBeNull();
    }

    [ReferenceFact]
    public void AET02_by_term_and_by_class_and_term_in_its_order()
    {
        var output = Analyzed(data.Value);
        var of = new AdverseEventsBySystem(AdverseEventOverview.Any);
        var byTerm = ChevronSnapshot.Read("aet02", "aet02 can have different levels of row_split");
        var terms = new AdverseEventTerms(Severe: false);
        foreach (var line in byTerm.Skip(2))
            Each(arm => Cell(output, terms.Participants(arm, line.Name), terms.Percent(arm, line.Name)))
                .ShouldBe(line.Cells, line.Name);
        Order(output, terms.Id, By.Term).ShouldBe(byTerm.Skip(2).Select(line => line.Name));
        Each(arm => output.Printed(of.Events(arm, null, null).Address)).ShouldBe(byTerm[1].Cells);

        var (system, term) = ("", (string?)null);
        var lines = ChevronSnapshot.Read("aet02", "aet02 can have different levels of row_split", 1);
        foreach (var line in lines.Skip(2))
            if (line.Cells.Count == 0)
                (system, term) = line.Indent == 0 ? (line.Name, null) : (system, line.Name);
            else
                Each(arm =>
                        line.Name == "Total number of events"
                            ? output.Printed(of.Events(arm, system, term).Address)
                            : Cell(output, of.Participants(arm, system, term), of.Percent(arm, system, term))
                    )
                    .ShouldBe(line.Cells, $"{system} {term} {line.Name}");
        Order(output, of.Id, By.System).ShouldBe(lines.Where(line => line is { Indent: 0, Cells: [] }).Select(line => line.Name));
        Order(output, of.Id, By.Term).ShouldBe(lines.Where(line => line is { Indent: 2, Cells: [] }).Select(line => line.Name));
    }

    [ReferenceTheory]
    [InlineData("aet03", "aet03 can handle NA values", 0)]
    [InlineData("aet03", "aet03 can handle some NA values", 0)]
    [InlineData("aet04", "aet04 can handle NA values", 0)]
    [InlineData("aet04", "aet04 can handle NA values", 1)]
    [InlineData("aet04", "aet04 can handle some NA values", 0)]
    [InlineData("aet04", "aet04 can handle some NA values", 1)]
    public void AET03_and_AET04_by_class_term_and_worst_severity_or_grade(string table, string test, int print)
    {
        // "NA": no event has a class or a term. "some NA": the first two rows have none, and in AET03 no severity either.
        int? rows = test.Contains("some", StringComparison.Ordinal) ? 2 : null;
        var changed = Blank(Blank(data.Value, "AEBODSYS", rows), "AEDECOD", rows);
        var bySeverity = table == "aet03";
        var output = Analyzed(bySeverity && rows is not null ? Blank(changed, "ASEV", rows) : changed);
        var of = new AdverseEventsBySystem(AdverseEventOverview.Any);
        var (system, term, seen) = ((string?)null, (string?)null, 0);
        foreach (var line in ChevronSnapshot.Read(table, test, print))
            if (line.Cells.Count == 0)
                (system, term) = (line.Indent, line.Name) switch
                {
                    (0, "- Any adverse events -") => (null, null),
                    (0, _) => (Text(line.Name), null),
                    (_, "- Overall -") => (system, null),
                    _ => (system, Text(line.Name)),
                };
            else
            {
                Each(arm =>
                        line.Name.StartsWith("- Any", StringComparison.Ordinal)
                            ? Cell(output, of.Participants(arm, system, term), of.Percent(arm, system, term))
                        : bySeverity ? Worst(arm, new(By.Severity, line.Name.ToLowerInvariant()))
                        : Worst(arm, new(By.Grade, line.Name.Replace("Grade ", "", StringComparison.Ordinal)))
                    )
                    .ShouldBe(line.Cells, $"{system} {term} {line.Name}");
                seen++;
            }
        seen.ShouldBeGreaterThan(8);
        // Rows without class, term and severity are in no row of AET03, and here they stand as not recorded.
        if (bySeverity && rows is not null)
        {
            (system, term) = ("No coding available", "No coding available");
            Worst("x", new(By.Severity, "not-recorded")).ShouldBe("1 (6.7%)");
        }

        string Worst(string arm, ResultGroup group) =>
            Cell(output, of.Worst(arm, system, term, group), of.WorstPercent(arm, system, term, group));
    }

    [ReferenceTheory]
    [InlineData("aet10 can handle NA values", false)]
    [InlineData("aet10 can handle some NA values", true)]
    public void AET10_the_terms_of_five_percent_of_some_arm(string test, bool some)
    {
        var output = Analyzed(Blank(data.Value, "AEDECOD", some ? 2 : null));
        var of = new AdverseEventTerms(Severe: false);
        var lines = ChevronSnapshot.Read("aet10", test);
        foreach (var line in lines)
            Each(arm => Cell(output, of.Participants(arm, Text(line.Name)), of.Percent(arm, Text(line.Name))))
                .ShouldBe(line.Cells, line.Name);
        Order(output, of.Id, By.Term).ShouldBe(lines.Select(line => Text(line.Name)));
    }

    [ReferenceFact]
    public void DTHT01_deaths_by_cause_and_by_days_from_the_last_dose()
    {
        var output = Analyzed(data.Value);
        var of = new DeathResults();
        var lines = ChevronSnapshot.Read("dtht01", "dtht01 can be parametrize as expected");
        Each(arm => Cell(output, of.Deaths(arm), of.Percent(arm))).ShouldBe(lines[0].Cells);
        var causes = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Adverse Event"] = ["ADVERSE EVENT"],
            ["Progressive Disease"] = ["PROGRESSIVE DISEASE"],
            ["Other"] = ["OTHER: LOST TO FOLLOW UP", "OTHER: SUICIDE"],
            ["LOST TO FOLLOW UP"] = ["OTHER: LOST TO FOLLOW UP"],
            ["SUICIDE"] = ["OTHER: SUICIDE"],
        };
        var (block, span, seen) = ("", "", 0);
        foreach (var line in lines.Skip(1))
        {
            if (line.Cells.Count == 0)
                (block, span) = line.Indent == 0 ? (line.Name, "") : (block, line.Name);
            else
            {
                Each(arm => Expected(arm, line.Name)).ShouldBe(line.Cells.Select(Count), $"{block} {span} {line.Name}");
                seen++;
            }
        }
        seen.ShouldBe(17);

        string Expected(string arm, string name) =>
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

    [ReferenceTheory]
    [InlineData(0, 0.95, RateInterval.Normal, "95% CI")]
    [InlineData(1, 0.9, RateInterval.Byar, "90% CI")]
    public void AET05_rates_of_first_events(int print, double confidence, RateInterval interval, string limits)
    {
        // "some NA": the fifth and the sixth row of ADSAFTTE lose their parameter, which are one of AETTE1 and one of AETTE2.
        var times = DatasetFile.Read(ReferenceData.PathOf("tlg-golden", "chevron-syn_data", "adsaftte.csv.gz"));
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
        foreach (var line in ChevronSnapshot.Read("aet05", "aet05 can handle some NA values", print))
        {
            if (codes.TryGetValue(line.Name, out var known))
                (column, code) = (known == "AETTE3" && seen > 0 ? 2 : column, known);
            if (line.Cells.Count == 0)
                continue;
            for (var index = 0; index < line.Cells.Count; index++)
            {
                var rate = of.First(arms[column + index], code);
                var expected = line.Name switch
                {
                    "Total patient-years at risk" => output.Printed(rate.Years.Address),
                    "Number of adverse events observed" => output.Printed(rate.Events.Address),
                    "AE rate per 100 patient-years" => Format.Fixed(output.Raw(rate.Rate.Estimate.Address), 2),
                    _ when line.Name == limits => $"({Format.Fixed(output.Raw(rate.Rate.Lower.Address), 2)}, "
                        + $"{Format.Fixed(output.Raw(rate.Rate.Upper.Address), 2)})",
                    _ => throw new InvalidOperationException(line.Name),
                };
                expected.ShouldBe(line.Cells[index], $"{code} {line.Name}");
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

    static TrialProtocol Protocol { get; } =
        new()
        {
            Trial = new("AB12345", null, "Simulated", null, null, "1", null, [], null),
            Arms =
            [
                new("x", "A: Drug X", ArmRole.Experimental, 1, []),
                new("placebo", "B: Placebo", ArmRole.Control, 1, []),
                new("combination", "C: Combination", ArmRole.Experimental, 1, []),
            ],
            Endpoints = [new("OS", "OS", TimeOrigin.Randomization, [new EndpointEvent.Death()], [SmallTrial.NoEvent], TimeUnit.Day)],
            Analysis = new(
                [SmallTrial.Plan("OS", stratified: false)],
                [],
                new(Graded: true, TermThreshold: 0.05)
                {
                    OfInterest = [new("SMQ 01", "SMQ 01", [], [], "SMQ01NAM", "C.1.1.1.3/B.2.2.3.1 AESI")],
                }
            ),
            Sha256 = new string('0', 64),
        };
}
