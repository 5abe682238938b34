using System.Text;
using Equipoise.Conduct.FollowUp;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Server.Tests.Events;

/// <summary>Files as a laboratory writes them, read as the protocol says. The layout and the file are those of the docs.</summary>
public sealed class FilesOfLaboratories
{
    static readonly string page = File.ReadAllText(Repository.At("docs", "laboratory-files.md"));

    static readonly string csv = Block("csv");

    internal static TrialProtocol Protocol { get; } = WithLayout(Block("yaml"));

    [Fact]
    public async Task A_file_of_a_laboratory_is_looked_at_by_its_layout_then_recorded_and_sent_again_records_nothing()
    {
        await using var server = await ServerUnderTest.Start(SmallTrial.Rules(of: Protocol), steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        (await carla.Get("/lab-import")).Page.QuerySelectorAll("#layout option").Select(one => one.TextContent).ShouldBe(["With the columns above", "Central laboratory"]);
        // Without the layout it has none of the columns.
        (await carla.Post("/lab-import", ("csv", csv))).Words.ShouldContain("and no participant, test, value, day.");
        var preview = await carla.Post("/lab-import", ("layout", "central"), ("csv", csv));
        preview.Words.ShouldContain("Read as a file of: Central laboratory.");
        preview.Words.ShouldContain("2 can be recorded, 0 recorded before, 2 refused.");
        preview.Words.ShouldContain("2 101-01 ANC 0,84 G/l 01.06.2018 07:40 can be recorded, grade 3: Neutrophil count decreased");
        preview.Words.ShouldContain("'12.1' is no value: a number such as 0,45");
        preview.Words.ShouldContain("'06/01/2018' is no day: write day.month.year, such as 28.11.2026.");
        server.State.Find("101-01")!.All<LabValueRecorded>().ShouldBeEmpty();

        // The page sends on what it read, by the layout by which it read it.
        preview.Page.QuerySelector("form[action='/lab-import/record'] [name=layout]")!.GetAttribute("value").ShouldBe("central");
        var recorded = await carla.PostFrom("/lab-import", "/lab-import/record", ("layout", "central"), ("csv", csv));
        recorded.Words.ShouldContain("2 recorded, 0 recorded before, 2 refused.");
        var neutrophils = server.State.Find("101-01")!.LaboratoryValues("neutrophils").ShouldHaveSingleItem();
        (neutrophils.Value, neutrophils.LowerLimit, neutrophils.UpperLimit).ShouldBe((0.84, 2.0, 7.5));
        server.State.Find("101-01")!.LaboratoryValues("platelets").ShouldHaveSingleItem().Comparator.ShouldNotBeNull();
        var head = server.State.Head.Sequence;
        (await carla.PostFrom("/lab-import", "/lab-import/record", ("layout", "central"), ("csv", csv))).Words.ShouldContain("0 recorded, 2 recorded before");
        server.State.Head.Sequence.ShouldBe(head);
        (await carla.Post("/lab-import", ("layout", "peripheral"), ("csv", csv))).Words.ShouldContain("The protocol has no such layout.");
    }

    [Theory]
    [InlineData("101-01;01.06.2018;1;ANC;1,8;G/l;;x", "The line has 8 cells and the first line 7")]
    [InlineData("101-01;01.06.2018;1;ANC;1,8;G/l;2,0", "'2,0' are no limits of normal")]
    [InlineData("101-01;01.06.2018;1;ANC;1,8;G/l;2,0-x", "'2,0-x' are no limits of normal")]
    [InlineData("101-01;01.06.2018;1;ANC;1,8;furlong;", "neutrophils in 'furlong' cannot be told in 10^9/L")]
    [InlineData("101-01;01.06.2018;1;CRP;1,8;G/l;", "The protocol has no laboratory test 'CRP'.")]
    [InlineData("101-01;01.06.2018 25:00;1;ANC;1,8;G/l;", "'01.06.2018 25:00' is no day")]
    [InlineData("101-01;31.06.2018;1;ANC;1,8;G/l;", "'31.06.2018' is no day")]
    [InlineData("202-01;01.06.2018;1;ANC;1,8;G/l;", "No participant 202-01 was screened.")]
    [InlineData("101-01;01.06.2018;1;anc;1,8;g/L;", "neutrophils 1.8")]
    [InlineData("101-01;1.6.2018;2;neutrophils;1,8;10^9/L;<5", "can be recorded")]
    [InlineData("101-01;01.06.2018;1;ANC;1.800,5;G/l;", "'1.800,5' is no value")]
    public async Task A_line_has_its_verdict_in_words(string line, string says)
    {
        await using var server = await ServerUnderTest.Start(SmallTrial.Rules(of: Protocol), steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        var preview = await carla.Post("/lab-import", ("layout", "central"), ("csv", $"SUBJECT;COLLECTED;TUBE;ANALYTE;RESULT;UNIT;REFERENCE\n{line}"));
        preview.Words.ShouldContain(says.StartsWith("neutrophils 1.8", StringComparison.Ordinal) ? "1 can be recorded" : says);
    }

    [Fact]
    public async Task A_file_without_a_column_that_the_layout_names_is_refused_by_the_laboratorys_name()
    {
        await using var server = await ServerUnderTest.Start(SmallTrial.Rules(of: Protocol), steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        (await carla.Post("/lab-import", ("layout", "central"), ("csv", csv.Replace("REFERENCE", "NORMAL", StringComparison.Ordinal))))
            .Words.ShouldContain("The first line has the names of the columns, and no REFERENCE.");
        (await carla.Post("/lab-import", ("layout", "central"), ("csv", csv.Replace("ORDER", "unit", StringComparison.Ordinal))))
            .Words.ShouldContain("The first line names the column 'unit' twice.");
    }

    [Theory]
    [InlineData("2026-11-28", "2018-06-01T07:40")]
    [InlineData("20261128", "20180601 07:40:12")]
    [InlineData("28/11/2026", "01/06/2018")]
    [InlineData("11/28/2026", "06/01/2018")]
    [InlineData("28-Nov-2026", "01-JUN-2018")]
    public async Task A_day_is_read_as_the_layout_writes_it(string form, string day)
    {
        var protocol = WithLayout(Block("yaml").Replace("days as: 28.11.2026 ", $"days as: {form} ", StringComparison.Ordinal));
        await using var server = await ServerUnderTest.Start(SmallTrial.Rules(of: protocol), steps: [SmallTrial.Step.Randomized]);
        var carla = await server.SignedIn("carla");
        var line = $"SUBJECT;COLLECTED;TUBE;ANALYTE;RESULT;UNIT;REFERENCE\n101-01;{day};1;ANC;1,8;G/l;";
        (await carla.PostFrom("/lab-import", "/lab-import/record", ("layout", "central"), ("csv", line))).Words.ShouldContain("1 recorded, 0 recorded before, 0 refused.");
        server.State.Find("101-01")!.LaboratoryValues("neutrophils")[0].On.ShouldBe(new DateOnly(2018, 6, 1));
    }

    static TrialProtocol WithLayout(string layout)
    {
        const string next = "  adverse events:\n    grade: CTCAE 4.03";
        var text = File.ReadAllText(Repository.At("examples", "patina", "protocol.yaml")).Replace(next, layout + next, StringComparison.Ordinal);
        return ((ProtocolReading.Accepted)ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "with files.yaml")).Protocol;
    }

    static string Block(string language) => page.Split($"```{language}\n")[1].Split("```")[0];
}
