using System.Text;
using Equipoise.Protocol.Reading;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Files that are no protocol at all.</summary>
public sealed class FileProblemTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("equipoise-protocol-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_empty_file_is_refused() => Slip.Of("‸", "", "is empty");

    [Fact]
    public void A_file_of_remarks_only_is_refused_as_empty() => Slip.Of("‸# nothing yet\n", "", "is empty");

    [Fact]
    public void A_list_where_the_parts_belong_is_refused() => Slip.Of("‸- trial\n- arms\n", "", "is a list");

    [Fact]
    public void Prose_where_the_parts_belong_is_refused() => Slip.Of("‸We will do a trial.\n", "", "is a single value");

    // Where a parser must stop: after "[a, b" of line 2 it looks for a comma or bracket, and meets the colon of line 3.
    [Fact]
    public void A_bracket_that_is_never_closed_is_located()
    {
        var problem = Slip.ProblemsOf("equipoise: 1\narms: [a, b\ntrial:\n  id: X\n").ShouldHaveSingleItem();

        problem.Message.ShouldStartWith("is not YAML: ");
        problem.Line.ShouldBeInRange(2, 3);
    }

    [Fact]
    public void A_name_indented_too_little_is_located() =>
        Slip.Of("trial:\n  id: X\n ‸title: Y\n", "", "is not YAML: while parsing a block mapping, did not find expected key");

    [Theory]
    [InlineData("trial:\n‸\tid: X\n")]
    [InlineData("trial:\n  id: X\n  ‸\ttitle: Y\n")]
    public void Indentation_by_tabs_is_refused_where_it_stands(string text) =>
        Slip.Of(text, "", "is not YAML: indented by a tab");

    [Fact]
    public void An_alias_is_refused_so_that_a_small_file_cannot_stand_for_a_large_one() =>
        Slip.In(
            [
                ("gives: [palbociclib, anti-HER2, endocrine]", "gives: &all [palbociclib, anti-HER2, endocrine]"),
                ("gives: [anti-HER2, endocrine]", "gives: ‸*all"),
            ],
            "arms.standard.gives",
            "repeats another place by an alias (*)"
        );

    [Fact]
    public void A_tag_is_refused() =>
        Slip.In("ratio: 1", "ratio: ‸!!str 1", "arms.palbociclib.ratio", "carries the tag 'tag:yaml.org,2002:str'");

    [Fact]
    public void A_second_document_is_refused() =>
        Slip.Of(File.ReadAllText(Examples.ProtocolPath("patina")) + "‸---\nmore: 1\n", "", "starts a second document");

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: [")]
    public void Nesting_without_end_is_refused_at_once(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 400_000 / opening.Length));

        Slip.ProblemsOf(text).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_character_that_an_escape_smuggles_in_is_refused() =>
        Slip.In(
            "label: Standard therapy",
            "label: ‸\"Standard\\0therapy\"",
            "arms.standard.label",
            "holds a character that cannot be printed"
        );

    [Fact]
    public void A_byte_order_mark_is_allowed() =>
        ProtocolFile
            .Parse([0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(Examples.ProtocolPath("patina"))], "p.yaml")
            .ShouldBeOfType<ProtocolReading.Accepted>();

    [Fact]
    public void Line_ends_of_windows_are_allowed() =>
        Slip.ProblemsOf(File.ReadAllText(Examples.ProtocolPath("patina")).ReplaceLineEndings("\r\n")).ShouldBeEmpty();

    [Fact]
    public void Text_in_utf_16_is_refused_by_name() =>
        Unreadable([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("equipoise: 1\n")])
            .Message.ShouldBe("is text in UTF-16 or UTF-32");

    [Fact]
    public void Bytes_that_are_not_utf_8_are_located()
    {
        // "title: Müller" as Latin-1: 0xFC cannot begin a character of UTF-8.
        var problem = Unreadable([.. "equipoise: 1\ntitle: M"u8, 0xFC, .. "ller\n"u8]);

        problem.ToString().ShouldBe("p.yaml:2:9: is not text in UTF-8; save it as UTF-8");
    }

    [Fact]
    public void A_binary_file_is_refused() =>
        Unreadable([0x50, 0x4B, 3, 4, 0, 0]).Message.ShouldBe("holds the control character U+0003");

    [Fact]
    public void A_file_of_nul_bytes_is_refused() => Unreadable(new byte[64]).Message.ShouldStartWith("holds NUL bytes");

    [Fact]
    public void A_file_of_100_MB_is_refused_without_being_read()
    {
        var path = Path.Combine(folder, "large.yaml");
        using (var file = File.Create(path))
            file.SetLength(100_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = ProtocolFile.Read(path).ShouldBeOfType<ProtocolReading.Unreadable>();

        reading.Problem.Message.ShouldBe("is larger than 1 MB");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5_000_000);
    }

    [Fact]
    public void A_folder_is_refused() =>
        ProtocolFile.Read(folder).ShouldBeOfType<ProtocolReading.Unreadable>().Problem.Message.ShouldBe("is a folder");

    [Fact]
    public void A_file_that_does_not_exist_is_refused() =>
        ProtocolFile
            .Read(Path.Combine(folder, "none.yaml"))
            .ShouldBeOfType<ProtocolReading.Unreadable>()
            .Problem.Message.ShouldBe("does not exist");

    static ProtocolProblem Unreadable(byte[] bytes) =>
        ProtocolFile.Parse(bytes, "p.yaml").ShouldBeOfType<ProtocolReading.Unreadable>().Problem;
}
