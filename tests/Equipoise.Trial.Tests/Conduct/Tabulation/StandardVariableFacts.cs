using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

public sealed class StandardVariableFacts
{
    [Fact]
    public void Names_and_labels_fit_a_transport_file_and_no_variable_stands_twice()
    {
        StandardVariable.All.Count.ShouldBeGreaterThan(200);
        foreach (var variable in StandardVariable.All)
        {
            variable.Name.Length.ShouldBeInRange(1, 8, variable.Name);
            variable.Label.Length.ShouldBeInRange(1, 40, variable.Name);
            variable.Label.ShouldAllBe(letter => char.IsAscii(letter), variable.Name);
            variable.Datasets.ShouldNotBeEmpty(variable.Name);
        }
    }

    [Fact]
    public void Derived_data_sets_hold_what_the_table_says_of_them()
    {
        var sdtm = new HandMadeSdtm(synthetic: true);
        sdtm.Randomized("1", death: "2020-09-01")
            .Dosed(125, "2020-01-02", "2020-03-01")
            .Assessed("2020-03-25", "SD")
            .AdverseEvent("Fatigue", 2, "2020-02-01");
        foreach (var table in Outputs.Analyzed(SmallTrial.Protocol, sdtm.Tables()).Datasets)
            foreach (var column in table.Columns)
                if (StandardVariable.Find(column.Name) is { } variable)
                {
                    (variable.Datasets.Contains(table.Name) || variable.Datasets is ["*"]).ShouldBeTrue($"{table.Name}.{column.Name}");
                    column.Label.ShouldBe(variable.Label);
                    (column is TextColumn).ShouldBe(variable.Type == StandardType.Text, column.Name);
                    (column is NumberColumn { Format: "DATE9." }).ShouldBe(variable.Type == StandardType.Date, column.Name);
                }
                else
                    // What the protocol asked before randomization is named by the protocol.
                    (table.Name, column.Name).ShouldBeOneOf(("ADSL", "STRAT1"), ("ADSL", "NOPROGRE"), ("ADSL", "PERFORMA"));
    }

    [Fact]
    public void No_answer_may_take_the_name_of_a_variable_of_ADSL()
    {
        var sdtm = new HandMadeSdtm(synthetic: true);
        sdtm.Randomized("1", on: "2020-01", death: "2020-09").Dosed(125, "2020-02", "2020-03");
        var protocol = SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with { PartialDates = PartialDateRule.FirstOfMonth },
        };
        var own = (string[])["STRAT1", "NOPROGRE", "PERFORMA"];
        var names = Outputs
            .Analyzed(protocol, sdtm.Tables())
            .Dataset("ADSL")
            .Columns.Select(column => column.Name)
            .Except(own)
            .ToList();
        names.ShouldContain("TRTSDTF");
        foreach (var name in names)
        {
            var criterion = SmallTrial.Protocol.Eligibility[0] with { Id = name.ToLowerInvariant() };
            CriterionVariables.Of(SmallTrial.Protocol with { Eligibility = [criterion] }).Values.ShouldNotContain(name);
        }
    }

    /// <summary>The labels that pharmaverseadam 1.2.0 carries, for the variables that ADaM and SDTM label once for all.</summary>
    [ReferenceTheory]
    [InlineData("adam", "adsl")]
    [InlineData("adam", "adae")]
    [InlineData("sdtm", "dm")]
    [InlineData("sdtm", "ae")]
    [InlineData("sdtm", "ds")]
    [InlineData("sdtm", "lb")]
    public void Labels_are_those_that_the_field_prints(string folder, string dataset)
    {
        var labels = File.ReadLines(ReferenceData.PathOf("pharmaverse", folder, $"{dataset}.labels.csv"))
            .Skip(1)
            .Select(line => line.Trim('"').Split("\",\""))
            .ToDictionary(cells => cells[0], cells => cells[1]);
        var known = labels.Keys.Where(name => StandardVariable.Find(name) is not null).ToList();
        known.Count.ShouldBeGreaterThan(5);
        foreach (var name in known)
            string.Equals(StandardVariable.Of(name).Label, labels[name], StringComparison.OrdinalIgnoreCase).ShouldBeTrue(name);
    }

    [Fact]
    public void A_column_without_a_label_has_that_of_its_variable_and_an_unknown_name_is_told()
    {
        StandardVariable.Find("aedecod")!.Label.ShouldBe("Dictionary-Derived Term");
        StandardVariable.Find("NOSUCH").ShouldBeNull();
        Should.Throw<ArgumentException>(() => StandardVariable.Of("NOSUCH")).Message.ShouldContain("NOSUCH");
        Should.Throw<ArgumentException>(() => ColumnOf<int>.Number("AEDECOD", row => row)).Message.ShouldContain("AEDECOD");
        Outputs
            .Analyzed(HandMadeAdam.Protocol("RACE"), HandMadeAdam.Of(2).WithEvents().With("ADSL", "RACE", "WHITE", "ASIAN"))
            .Results.Find("Baseline.RACE")!
            .Name.ShouldBe("Race");
    }
}
