using System.Xml.Linq;
using Equipoise.Analysis.Results;

namespace Equipoise.Validation.Tte;

/// <summary>How tables of other countries are read, how p values are printed, and what a figure says.</summary>
public sealed class TteWordsTests : IDisposable
{
    static readonly string[] columns = ["--time", "time", "--event", "status", "--arm", "x"];
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    // ICMJE and AMA style: two decimals, three below 0.01, none that rounding would bring to 0.05; SAS PVALUE6.4.
    [InlineData(0.0564, "0.06", "0.0564")]
    [InlineData(0.0484, "0.048", "0.0484")]
    [InlineData(0.0441, "0.04", "0.0441")]
    [InlineData(0.0076, "0.008", "0.0076")]
    [InlineData(0.00993, "0.010", "0.0099")]
    [InlineData(0.0121, "0.01", "0.0121")]
    [InlineData(0.00099, "<0.001", "0.0010")]
    [InlineData(0.00004, "<0.001", "<.0001")]
    [InlineData(0.6, "0.60", "0.6000")]
    [InlineData(0.9996, ">0.99", "0.9996")]
    [InlineData(null, "NE", "NE")]
    public void P_values_are_printed_as_their_readers_are_used_to(double? p, string journal, string regulatory)
    {
        Format.PValue(p, PValueStyle.Journal).ShouldBe(journal);
        Format.PValue(p, PValueStyle.Regulatory).ShouldBe(regulatory);
        Format.PValue(p, PValueStyle.Usual).ShouldBe(Format.PValue(p));
    }

    [Fact]
    public void The_style_of_p_values_is_that_of_every_line()
    {
        // survdiff: p 0.0653; coxph: p 0.0737.
        var journal = TteRun.OnLines(AmlTable.Lines, [.. columns, "--p-style", "journal"]).Output;
        journal.ShouldContain("1 df, two-sided p 0.07\n");
        journal.ShouldNotContain("0.0653");
        TteRun
            .OnLines(AmlTable.Lines, [.. columns, "--p-style", "regulatory"])
            .Output.ShouldContain("two-sided p 0.0653");
    }

    [Fact]
    public void A_decimal_comma_is_read_where_it_is_said()
    {
        var points = "t,e,x\n1.5,1,0.25\n2.25,0,1\n.,1,2\n3,1,-1.5e1\n";
        var commas = "t;e;x\n1,5;1;0,25\n2,25;0;1\n.;1;2\n3;1;-1,5e1\n";
        string[] options = ["--time", "t", "--event", "e", "--covariates", "x", "--format", "json"];
        var expected = TteRun.OnLines(points, options);
        var run = TteRun.OnLines(commas, [.. options, "--separator", ";", "--decimal", ","]);
        (run.Error, run.Output).ShouldBe(("", expected.Output));
        run.Json.GetProperty("dropped").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void With_a_decimal_comma_a_number_with_a_point_is_none_and_a_comma_cannot_part_cells()
    {
        var run = TteRun.OnLines("t;e\n1.5;1\n2;0\n", "--time", "t", "--event", "e", "--separator", ";", "--decimal", ",");
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("\"1.5\" is not a number");
        TteRun
            .OnLines("t,e\n1,1\n", "--time", "t", "--event", "e", "--decimal", ",")
            .Error.ShouldContain("--decimal , needs --separator to say what stands between cells, such as ;.");
    }

    [Fact]
    public void The_figure_says_what_was_asked_for_and_its_counts_add_up()
    {
        var svg = Path.Combine(folder.FullName, "km.svg");
        var run = TteRun.OnLines(
            AmlTable.Lines,
            [
                .. columns,
                "--plot", svg, "--title", "Remission", "--x-title", "Weeks", "--y-title", "In remission (%)",
                "--breaks", "20", "--plot-events", "--plot-hr", "--p-style", "journal",
            ]
        );
        (run.Status, run.Error).ShouldBe((0, ""));
        TteRun.Texts(svg, "heading").ShouldBe(["Remission"]);
        TteRun.Texts(svg, "tick-label").ShouldBe(["0", "20", "40", "60", "80", "100", "120", "140", "160"]);
        // coxph: 2.498 (0.916 to 6.813), p of survdiff 0.0653.
        TteRun
            .Texts(svg, "inset")
            .ShouldBe(["HR (95% CI) 2.498 (0.916 to 6.813), Nonmaintained against Maintained", "Log-rank p 0.07"]);
        var all = XDocument.Load(svg).Root!.Value;
        foreach (var words in new[] { "Weeks", "In remission (%)", "Number at risk (events, censored)" })
            all.ShouldContain(words);
        // By hand, of 11 and 12 at 20 and 160: 9, 13, 18 had the event and 13+ was censored before 20.
        var counts = TteRun.Texts(svg, "at-risk-number");
        counts[1].ShouldBe("7 (3, 1)");
        foreach (var (index, text) in counts.Index())
            text.Split(['(', ',', ')'], StringSplitOptions.RemoveEmptyEntries)
                .Sum(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
                .ShouldBe(index < 9 ? 11 : 12);
    }

    [Theory]
    [InlineData("--breaks 6", "--breaks is of the figure of --plot, which is not given.")]
    [InlineData("--plot k.svg --breaks 0", "--breaks \"0\": the time between labels is a number above 0.")]
    [InlineData("--p-style nejm", "journal")]
    public void What_no_figure_can_say_is_refused(string options, string said)
    {
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, .. options.Split(' ')]);
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain(said);
    }
}
