using System.Text.Json;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Xpt;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>results.json: complete, readable again, and in the shape of CDISC's Analysis Results Standard.</summary>
public sealed class ResultsFile
{
    static readonly AnalysisOutput Output = Analyze();

    [Fact]
    public void Every_result_comes_back_from_the_file_bit_by_bit()
    {
        var results = Output.Results;
        var read = ResultsJson.Read(ResultsJson.Write(results));
        read.Analyses.Select(analysis => analysis.Id).ShouldBe(results.Analyses.Select(analysis => analysis.Id));
        foreach (var analysis in results.Analyses)
            foreach (var result in analysis.Results)
            {
                var back = read.At(analysis.AddressOf(result)).ShouldNotBeNull();
                Bits(back.Raw).ShouldBe(Bits(result.Raw), analysis.AddressOf(result));
                back.Formatted.ShouldBe(result.Formatted);
            }
        read.Conventions.ShouldBe(results.Conventions);
        read.Sets.ShouldBe(results.Sets);
        (read.Provenance with { Data = [] }).ShouldBe(results.Provenance with { Data = [] });
        read.Provenance.Data.ShouldBe(results.Provenance.Data);
        foreach (var grouping in results.Groupings)
            read.Grouping(grouping.Id).Groups.ShouldBe(grouping.Groups);
    }

    [Fact]
    public void The_same_data_give_the_same_file() =>
        ResultsJson.Write(Analyze().Results).ShouldBe(ResultsJson.Write(Output.Results));

    [Fact]
    public void A_program_of_another_culture_gets_the_same_file() =>
        ForeignCulture.Under(() => ResultsJson.Write(Analyze().Results)).ShouldBe(ResultsJson.Write(Output.Results));

    [Fact]
    public void What_is_printed_in_percent_is_in_percent_also_as_a_number()
    {
        var shares = Output
            .Results.Analyses.SelectMany(analysis => analysis.Results)
            .Where(result => result.Formatted.EndsWith('%'))
            .ToList();
        shares.ShouldContain(share => share.Operation == "survival");
        foreach (var share in shares)
            Format.Percent(share.Raw).ShouldBe(share.Formatted);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_with_a_reason() =>
        Should
            .Throw<FormatException>(() => ResultsJson.Read("{\"id\": \"x\"}"))
            .Message.ShouldStartWith("This is not a results.json");

    [Fact]
    public void Every_group_of_an_address_is_named_in_the_groupings()
    {
        foreach (var result in Output.Results.Analyses.SelectMany(analysis => analysis.Results))
            foreach (var group in result.Groups)
                Output.Results.Grouping(group.Grouping).Groups.ShouldContain(item => item.Id == group.Group);
    }

    [Fact]
    public void Every_result_that_cannot_be_estimated_has_no_raw_value()
    {
        Output.Printed("OS.KaplanMeier/median[arm=standard]").ShouldBe("NR"); // nobody died there
        using var json = JsonDocument.Parse(ResultsJson.Write(Output.Results));
        foreach (
            var result in json
                .RootElement.GetProperty("analyses")
                .EnumerateArray()
                .SelectMany(a => a.GetProperty("results").EnumerateArray())
        )
            if (result.GetProperty("formattedValue").GetString() is "NE" or "NR")
                result.TryGetProperty("rawValue", out _).ShouldBeFalse();
    }

    [Fact]
    public void Virtual_participants_are_marked_in_the_provenance_also_when_only_ADaM_is_kept()
    {
        Output.Results.Provenance.Synthetic.ShouldBeTrue();
        var adam = Output.Datasets.ToDictionary(table => table.Name);
        var again = Outputs.Analyzed(SmallTrial.Protocol, adam);
        again.Results.Provenance.Synthetic.ShouldBeTrue();
        again.Results.Provenance.Cutoff.ShouldBe(new DateOnly(2022, 12, 31));
    }

    [Fact]
    public void Data_sets_that_were_used_are_named_with_their_files_and_only_derived_ones_have_none()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-03-01").Assessed("2020-03-25", "SD");
        var data = new Dictionary<string, Table>(sdtm.Tables()) { ["QS"] = new("QS", "", [new TextColumn("USUBJID", "", ["1"])]) };
        var files = data.Keys.ToDictionary(name => name, name => $"{name.ToLowerInvariant()}.xpt");
        var outcome = TrialAnalysis.Analyze(SmallTrial.Protocol, data, new() { Files = files });
        var output = outcome.ShouldBeOfType<AnalysisOutcome.Completed>().Output;
        output
            .Results.Provenance.Data.Select(source => $"{source.Name} {source.File}")
            .ShouldBe([
                "AE ae.xpt",
                "CM cm.xpt",
                "DM dm.xpt",
                "DS ds.xpt",
                "EX ex.xpt",
                "IE ie.xpt",
                "RS rs.xpt",
                "SUPPDM suppdm.xpt",
                "SV sv.xpt",
                "TS ts.xpt",
                "ADSL ",
                "ADTTE ",
                "ADAE ",
            ]);
        output.Derived.ShouldBe(output.Datasets);
        Outputs.Analyzed(SmallTrial.Protocol, output.Datasets.ToDictionary(table => table.Name)).Derived.ShouldBeEmpty();
    }

    [Fact]
    public void Analyzing_the_derived_ADaM_gives_the_same_numbers_as_SDTM()
    {
        var again = Outputs.Analyzed(SmallTrial.Protocol, Output.Datasets.ToDictionary(table => table.Name));
        var compared = 0;
        foreach (var analysis in again.Results.Analyses)
            foreach (var result in analysis.Results)
            {
                result.Formatted.ShouldBe(Output.Printed(analysis.AddressOf(result)), analysis.AddressOf(result));
                compared++;
            }
        compared.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Numbers_survive_the_way_through_transport_files()
    {
        using var folder = new TemporaryFolder();
        foreach (var table in Output.Datasets)
            XptFile.Write(table, folder.File($"{table.Name.ToLowerInvariant()}.xpt"), DateTimeOffset.UnixEpoch);
        var again = Outputs.Analyzed(SmallTrial.Protocol, DatasetFile.ReadFolder(folder.Path));
        foreach (var analysis in again.Results.Analyses)
            foreach (var result in analysis.Results)
                result.Raw.ShouldBe(Output.ShouldHave(analysis.AddressOf(result)).Raw, analysis.AddressOf(result));
    }

    [Fact]
    public void Derived_data_sets_have_names_and_labels_that_a_transport_file_allows()
    {
        foreach (var column in Output.Datasets.SelectMany(table => table.Columns))
        {
            column.Name.Length.ShouldBeLessThanOrEqualTo(8, column.Name);
            column.Name.ShouldAllBe(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));
            column.Label.Length.ShouldBeInRange(1, 40, column.Label);
        }
    }

    [Fact]
    public void Each_analysis_names_the_part_of_the_records_to_which_it_is_confined()
    {
        var results = Output.Results;
        results.Find("PFS.Cox").ShouldNotBeNull().SubsetId.ShouldBe("PFS");
        results.Find("AE.Overview").ShouldNotBeNull().SubsetId.ShouldBe("TEAE");
        results.Find("AE.TermGrade3").ShouldNotBeNull().SubsetId.ShouldBe("TEAE.grade3plus");
        var ids = results.Subsets.Select(subset => subset.Id).ToHashSet();
        foreach (var analysis in results.Analyses.Where(analysis => analysis.Dataset is "ADTTE" or "ADAE"))
            ids.ShouldContain(analysis.SubsetId, analysis.Id);

        using var json = JsonDocument.Parse(ResultsJson.Write(results));
        var severe = json.RootElement.GetProperty("dataSubsets").EnumerateArray().Single(Is("TEAE.grade3plus"));
        severe.GetProperty("compoundExpression").GetProperty("logicalOperator").GetString().ShouldBe("AND");
        var clauses = severe.GetProperty("compoundExpression").GetProperty("whereClauses");
        clauses[0].GetProperty("subClauseId").GetString().ShouldBe("TEAE");
        clauses[1].GetProperty("condition").GetProperty("comparator").GetString().ShouldBe("GE");

        static Func<JsonElement, bool> Is(string id) => item => item.GetProperty("id").GetString() == id;
    }

    [Fact]
    public void Each_table_and_figure_of_the_report_is_an_output_with_the_analyses_that_it_shows()
    {
        var results = Shown(SmallTrial.Protocol, Output);
        var baseline = results.Outputs.Single(output => output.Id == "baseline");
        baseline.Analyses.ShouldContain("Baseline.age");
        baseline.IsFigure.ShouldBeFalse();
        results.Outputs.Single(output => output.Id == "PFS-figure").Analyses.ShouldContain("PFS.KaplanMeier");
        results.Outputs.Single(output => output.Id == "flow").IsFigure.ShouldBeTrue();
        foreach (var id in results.Outputs.SelectMany(output => output.Analyses))
            results.Find(id).ShouldNotBeNull(id);

        using var json = JsonDocument.Parse(ResultsJson.Write(results));
        var listed = json.RootElement.GetProperty("otherListsOfContents")[0].GetProperty("contentsList").GetProperty("listItems");
        listed.GetArrayLength().ShouldBe(results.Outputs.Count);
        var read = ResultsJson.Read(ResultsJson.Write(results));
        read.Outputs.Select(output => (output.Id, output.Title, output.IsFigure, output.File, output.Notes))
            .ShouldBe(results.Outputs.Select(output => (output.Id, output.Title, output.IsFigure, output.File, output.Notes)));
        read.Outputs.SelectMany(output => output.Analyses).ShouldBe(results.Outputs.SelectMany(output => output.Analyses));
    }

    [Fact]
    public void Each_analysis_names_the_program_that_computed_it()
    {
        using var json = JsonDocument.Parse(ResultsJson.Write(Output.Results));
        var documents = json.RootElement.GetProperty("referenceDocuments").EnumerateArray().ToList();
        documents[0].GetProperty("name").GetString().ShouldBe(Output.Results.Provenance.Program);
        foreach (var analysis in json.RootElement.GetProperty("analyses").EnumerateArray())
        {
            var code = analysis.GetProperty("programmingCode");
            code.GetProperty("context").GetString().ShouldBe(Output.Results.Provenance.Program);
            code.GetProperty("documentRef")
                .GetProperty("referenceDocumentId")
                .GetString()
                .ShouldBe(documents[0].GetProperty("id").GetString());
        }
    }

    [ReferenceFact]
    public void The_file_has_what_the_schema_of_ARS_requires_and_nothing_it_forbids()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(ReferenceData.PathOf("ars", "ars_ldm.schema.json")));
        FaultsOf(Output.Results).ShouldBeEmpty();

        // The check itself must be able to fail.
        using var bare = JsonDocument.Parse("{\"id\": 1, \"analyses\": [{\"surplus\": 0}]}");
        var strict = new ArsSchema(schema.RootElement);
        strict.Check(bare.RootElement, schema.RootElement, "$");
        strict.Faults.ShouldContain("$: lacks mainListOfContents.");
        strict.Faults.ShouldContain("$.id: is integer, not string.");
        strict.Faults.ShouldContain("$.analyses[0]: may not have surplus.");
    }

    [ReferenceFact]
    public void The_schema_holds_also_for_what_analyze_writes_of_a_trial_with_a_plan()
    {
        var planned = SmallTrial.Protocol with { Design = PatinaLike.Protocol.Design };
        var tested = TestedOutput.Of(planned, Output);
        tested.Plan.ShouldNotBeNull();
        var results = Shown(planned, tested.Output);
        results.Analyses.ShouldContain(analysis => analysis.Id.StartsWith("Design"));
        results.Subsets.ShouldNotBeEmpty();
        FaultsOf(results).ShouldBeEmpty();
    }

    static IReadOnlyList<string> FaultsOf(ReportingEvent results)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(ReferenceData.PathOf("ars", "ars_ldm.schema.json")));
        using var json = JsonDocument.Parse(ResultsJson.Write(results));
        var checker = new ArsSchema(schema.RootElement);
        checker.Check(json.RootElement, schema.RootElement, "$");
        checker.ObjectsChecked.ShouldBeGreaterThan(500);
        return checker.Faults;
    }

    static ReportingEvent Shown(TrialProtocol protocol, AnalysisOutput output)
    {
        var written = TrialReport.Render(protocol, output).ShouldBeOfType<ReportOutcome.Written>();
        written.Outputs.ShouldNotBeEmpty();
        return TestedOutput.Of(protocol, output).Output.Results.ShownIn(written.Outputs);
    }

    static AnalysisOutput Analyze()
    {
        var sdtm = new HandMadeSdtm(synthetic: true);
        sdtm.ScreenFailure("s", "Age in years");
        sdtm.Randomized("1")
            .Dosed(125, "2020-01-02", "2020-03-01")
            .Assessed("2020-03-25", "SD")
            .AdverseEvent("Neutropenia", 3, "2020-01-20");
        sdtm.Randomized("2", death: "2020-08-01", age: "47").Dosed(100, "2020-01-02", "2020-03-01").Assessed("2020-03-25", "SD");
        sdtm.Randomized("3", "standard", response: "stable").Assessed("2020-03-25", "PD");
        sdtm.Randomized("4", "standard").Assessed("2020-03-25", "SD").LeftStudy("2020-04-01", "WITHDRAWAL BY SUBJECT");
        return Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables());
    }

    static long? Bits(double? number) => number is { } value ? BitConverter.DoubleToInt64Bits(value) : null;
}
