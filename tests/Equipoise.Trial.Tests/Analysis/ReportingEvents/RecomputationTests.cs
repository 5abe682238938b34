using System.Text.Json;
using Equipoise.Analysis.ReportingEvents;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;

namespace Equipoise.Trial.Tests.Analysis.ReportingEvents;

/// <summary>The results of reporting events of others, computed again from their data.</summary>
public sealed class RecomputationTests
{
    // Ten participants: of the safety set five on drug and four on placebo.
    static readonly Table Adsl = Table(
        "ADSL",
        """
        USUBJID,SAFFL,TRT01A,AGE,SEX
        1,Y,Drug,50,F
        2,Y,Drug,60,M
        3,Y,Drug,70,F
        4,Y,Drug,,M
        5,Y,Drug,64,F
        6,Y,Placebo,52,M
        7,Y,Placebo,58,M
        8,Y,Placebo,66,F
        9,Y,Placebo,72,M
        10,N,,99,F
        """
    );

    static readonly Table Adae = Table(
        "ADAE",
        """
        USUBJID,TRTEMFL,AEDECOD,AETOXGR
        1,Y,Rash,1
        1,Y,Rash,3
        2,Y,Nausea,2
        3,Y,Rash,2
        3,N,Nausea,4
        6,Y,Nausea,1
        10,Y,Rash,5
        """
    );

    [Theory]
    [InlineData("Count of subjects", "USUBJID", "ADSL", "", "Drug", 5)]
    [InlineData("Count of subjects", "USUBJID", "ADAE", "", "Drug", 3)]
    [InlineData("Count of subjects", "USUBJID", "ADAE", "severe", "Drug", 1)]
    [InlineData("Number of events", "USUBJID", "ADAE", "TEAE", "Drug", 4)]
    [InlineData("Count of non-missing values", "AGE", "ADSL", "", "Drug", 4)]
    [InlineData("Mean", "AGE", "ADSL", "", "Drug", 61)]
    [InlineData("Median", "AGE", "ADSL", "", "Placebo", 62)]
    [InlineData("First quartile", "AGE", "ADSL", "", "Placebo", 55)]
    [InlineData("Q3", "AGE", "ADSL", "", "Placebo", 69)]
    [InlineData("Minimum", "AGE", "ADSL", "", "Drug", 50)]
    [InlineData("Maximum", "AGE", "ADSL", "", "Drug", 70)]
    public void An_operation_is_known_by_its_words(
        string operation,
        string variable,
        string dataset,
        string subset,
        string arm,
        double value
    ) => Only(Event(operation, "Summary", variable, dataset, subset, arm)).ShouldBe(value);

    [Fact]
    public void A_test_is_known_by_the_words_of_its_method()
    {
        // R: chisq.test(matrix(c(3, 2, 1, 3), 2), correct = FALSE), fisher.test(matrix(c(3, 2, 1, 3), 2)) and
        // anova(lm(c(50, 60, 70, 64, 52, 58, 66, 72) ~ rep(1:2, each = 4))).
        Only(Event("P-value", "Pearson's chi-square test", "USUBJID", "ADAE", "", null)).ShouldBe(0.293718112752, 1e-10);
        Only(Event("P-value", "Fisher's exact test", "USUBJID", "ADAE", "", null)).ShouldBe(0.52380952381, 1e-10);
        Only(Event("P-value", "Analysis of variance", "AGE", "ADSL", "", null)).ShouldBe(0.874815572203, 1e-10);
    }

    [Theory]
    [InlineData("Geometric mean", "Summary", "AGE", "ADSL", "", "'Geometric mean' of 'Summary' is not known here")]
    [InlineData("P-value", "Analysis of covariance", "AGE", "ADSL", "", "'P-value' of 'Analysis of covariance' is not known here")]
    [InlineData("Mean", "Summary", "WEIGHT", "ADSL", "", "ADSL has no WEIGHT")]
    [InlineData("Mean", "Summary", "AVAL", "ADVS", "", "there is no ADVS with USUBJID")]
    [InlineData("Mean", "Summary", "AGE", "ADSL", "severe", "a rule of ADAE does not say which records of ADSL meet it")]
    [InlineData("Mean", "Summary", "AGE", "ADSL", "other", "'other' is defined nowhere")]
    public void What_cannot_be_computed_says_why(
        string operation,
        string method,
        string variable,
        string dataset,
        string subset,
        string why
    )
    {
        var made = Made(Event(operation, method, variable, dataset, subset, "Drug"));
        made.Agreeing.ShouldBe(0);
        made.Differing.ShouldBeEmpty();
        made.NotComputed.ShouldHaveSingleItem().Obstacle.ShouldBe(why);
    }

    [Theory]
    [InlineData("61", true)]
    [InlineData("61.00", true)]
    [InlineData("60.996", false)]
    [InlineData("61.5", false)]
    [InlineData("", false)]
    public void A_stored_number_agrees_in_the_digits_in_which_it_is_stored(string stored, bool agrees)
    {
        var made = Made(Event("Mean", "Summary", "AGE", "ADSL", "", "Drug", stored));
        made.Agreeing.ShouldBe(agrees ? 1 : 0);
        if (!agrees)
            made.Differing.ShouldHaveSingleItem().Address.ShouldBe("An/Mth.op[Trt=Drug]");
    }

    [Fact]
    public void A_file_of_something_else_is_refused_with_a_reason()
    {
        using var folder = new TemporaryFolder();
        CsvFile.Write(Adsl, folder.File("adsl.csv"));
        File.WriteAllText(folder.File("event.json"), "{\"id\": 1}");
        var (exit, _, error) = CommandLine.Run("recompute", folder.File("event.json"), "--data", folder.Path);
        exit.ShouldBe(2);
        error.ShouldContain("This is no reporting event of ARS v1");
    }

    [Fact]
    public void The_verb_counts_what_agrees_and_lists_what_differs_with_both_numbers()
    {
        using var folder = new TemporaryFolder();
        CsvFile.Write(Adsl, folder.File("adsl.csv"));
        File.WriteAllText(folder.File("event.json"), Event("Mean", "Summary", "AGE", "ADSL", "", "Drug", "62.5"));
        var (exit, text, _) = CommandLine.Run("recompute", folder.File("event.json"), "--data", folder.Path);
        exit.ShouldBe(1);
        text.ShouldContain("event.json: 0 of 1 results agree with the data.");
        text.ShouldContain("An/Mth.op[Trt=Drug]  stored 62.5, computed 61");
        var (_, json, _) = CommandLine.Run("recompute", folder.File("event.json"), "--data", folder.Path, "--format", "json");
        using var document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("differing")[0].GetProperty("computed").GetDouble().ShouldBe(61);
    }

    static double Only(string json)
    {
        var made = Made(json);
        made.NotComputed.ShouldBeEmpty();
        return made.Results.ShouldHaveSingleItem().Computed.ShouldNotBeNull();
    }

    static Recomputation Made(string json) =>
        Recomputation.Of(json, new Dictionary<string, Table> { ["ADSL"] = Adsl, ["ADAE"] = Adae });

    static string Event(
        string operation,
        string method,
        string variable,
        string dataset,
        string subset,
        string? arm,
        string stored = "0"
    ) =>
        $$"""
            {
              "id": "Small", "name": "Small", "mainListOfContents": {},
              "analysisSets": [{ "id": "SAF", "level": 1, "order": 1,
                "condition": { "dataset": "ADSL", "variable": "SAFFL", "comparator": "EQ", "value": ["Y"] } }],
              "dataSubsets": [
                { "id": "TEAE", "level": 1, "order": 1,
                  "condition": { "dataset": "ADAE", "variable": "TRTEMFL", "comparator": "EQ", "value": ["Y"] } },
                { "id": "severe", "level": 1, "order": 1, "compoundExpression": { "logicalOperator": "AND", "whereClauses": [
                  { "level": 2, "order": 1, "subClauseId": "TEAE" },
                  { "level": 2, "order": 2,
                    "condition": { "dataset": "ADAE", "variable": "AETOXGR", "comparator": "GE", "value": ["3"] } } ] } }],
              "analysisGroupings": [{ "id": "Trt", "dataDriven": false, "groupingDataset": "ADSL", "groupingVariable": "TRT01A",
                "groups": [
                  { "id": "Drug", "level": 1, "order": 1,
                    "condition": { "dataset": "ADSL", "variable": "TRT01A", "comparator": "EQ", "value": ["Drug"] } },
                  { "id": "Placebo", "level": 1, "order": 2,
                    "condition": { "dataset": "ADSL", "variable": "TRT01A", "comparator": "IN", "value": ["Placebo", "None"] } }] }],
              "methods": [{ "id": "Mth", "name": "{{method}}", "operations": [
                { "id": "Mth.op", "name": "{{operation}}", "order": 1 }] }],
              "analyses": [{ "id": "An", "methodId": "Mth", "dataset": "{{dataset}}", "variable": "{{variable}}",
                "analysisSetId": "SAF", "dataSubsetId": "{{subset}}",
                "orderedGroupings": [{ "order": 1, "groupingId": "Trt", "resultsByGroup": {{(arm is null ? "false" : "true")}} }],
                "results": [{ "operationId": "Mth.op", "rawValue": "{{stored}}", "formattedValue": "{{stored}}",
                  "resultGroups": [{ "groupingId": "Trt" {{(arm is null ? "" : $", \"groupId\": \"{arm}\"")}} }] }] }]
            }
            """;

    static Table Table(string name, string csv)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File($"{name}.csv"), csv);
        return CsvFile.Read(folder.File($"{name}.csv"), new() { Cdisc = true });
    }
}
