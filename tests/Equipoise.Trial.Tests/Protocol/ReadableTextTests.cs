using System.Security.Cryptography;
using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>The text of a protocol that everybody may read: the file with the word "concealed" where its block sizes stood.</summary>
public sealed class ReadableTextTests
{
    static readonly string patina = File.ReadAllText(Examples.ProtocolPath("patina"));

    const string Line = "  block sizes: [4, 6, 8]                 # drawn at random, and no 2, whose second arm all would know; [assumed]\n";

    static string With(string lines) => Slip.Replace(patina, Line, lines);

    static TrialProtocol Read(string text) =>
        ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml") switch
        {
            ProtocolReading.Accepted accepted => accepted.Protocol,
            var refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
        };

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("  block sizes: [2, 4, 6]\n", "  block sizes: concealed\n")]
    [InlineData(Line, "  block sizes: concealed\n")]
    [InlineData("  block sizes:    [ 2,4 ,6 ]  \n", "  block sizes: concealed  \n")]
    [InlineData("  block sizes : [2, 4, 6]  # as usual\n", "  block sizes : concealed\n")]
    [InlineData("  \"block sizes\": [2, 4, 6]\n", "  \"block sizes\": concealed\n")]
    [InlineData("  'block sizes': [\n    2, # not alone\n    4,\n    6\n  ]\n", "  'block sizes': concealed\n")]
    [InlineData("  block sizes:\n    - 2\n    - 4\n    - 6\n", "  block sizes: concealed\n")]
    [InlineData("  block sizes:\n  - 2\n  - 4\n  - 6\n", "  block sizes: concealed\n")]
    [InlineData(
        "  block sizes:   # of 2 to 6\n    # the smallest:\n    - 2   # a pair\n\n    - 4\n    # the largest:\n    - 6   # no more\n    # on we go\n",
        "  block sizes: concealed\n    # on we go\n"
    )]
    [InlineData("  block sizes: &sizes [\"2\", '4', 6]\n", "  block sizes: concealed\n")]
    [InlineData("  ? block sizes # how many: a few\n  : [2, 4, 6]\n", "  ? block sizes # how many: a few\n  : concealed\n")]
    public void Whatever_form_the_list_has_the_word_stands_in_its_place_and_no_other_byte_changes(string written, string readable)
    {
        var (file, text) = (With(written), With(readable));

        ReadableText.Of(file).ShouldBe(text);

        var (sponsors, everybodys) = (Read(file), Read(text));
        ((RandomizationMethod.PermutedBlocks)sponsors.Randomization!.Method).Sizes.ShouldBe(written == Line ? [4, 6, 8] : [2, 4, 6]);
        everybodys.Randomization!.Method.ShouldBe(new RandomizationMethod.BlocksOfConcealedSize());
        (sponsors.Sha256, sponsors.FileSha256).ShouldBe((Hash(text), Hash(file)));
        (everybodys.Sha256, everybodys.FileSha256).ShouldBe((Hash(text), Hash(text)));
        ReadableText.Of(text).ShouldBe(text, "What conceals already is its own readable text.");
        everybodys.WithBlockSizes([2, 4, 6])!.Randomization!.Factors.Count.ShouldBe(sponsors.Randomization.Factors.Count);
    }

    /// <summary>Every form of the list with every form of the name before it and of what stands behind, in lines of every end.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void No_form_of_the_list_tells_a_size_or_makes_another_protocol(string lineEnd)
    {
        string[] names = ["block sizes:", "\"block sizes\" :"];
        string[] inBrackets = [" [2, 4]", " [ 2 , 4 , ]", " [2,\n    4]", " [\n    2, # two\n    # more:\n    4 # four\n  ]", " &two ['2', \"4\"]", "\n    [2, 4]"];
        string[] inLines =
        [
            "\n    - 2\n    - 4",
            "\n  - 2\n  - 4",
            " # 2 and 4\n    - 2 # two\n    # more:\n\n    - 4",
            "\n\n    -   2\n    -\n      4",
            " &two\n    - '2'\n    - \"4\"",
        ];
        string[] behind = ["", "  ", "   # 2 and 4"];
        var from = patina.IndexOf(Line, StringComparison.Ordinal);
        string Text(string line) => (patina[..from] + line + patina[(from + Line.Length)..]).Replace("\n", lineEnd, StringComparison.Ordinal);

        foreach (var name in names)
            foreach (var list in inBrackets.Concat(inLines))
                foreach (var after in behind)
                {
                    var file = Text($"  {name}{list}{after}\n");
                    ((RandomizationMethod.PermutedBlocks)Read(file).Randomization!.Method).Sizes.ShouldBe([2, 4], file[from..(from + 120)]);
                    var readable = ReadableText.Of(file);
                    // Blanks at the end of a line tell nothing, and stay.
                    readable.ShouldBe(Text($"  {name} concealed{(after.Contains('#') ? "" : after)}\n"));
                    Read(readable!).ConcealsBlockSizes.ShouldBeTrue();
                }
    }

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r", false)]
    [InlineData("\r\n", true)]
    public void Line_ends_a_byte_order_mark_and_letters_of_any_length_stay(string lineEnd, bool withMark)
    {
        // Letters of two, three and four bytes before the place: it is found by letters and not by bytes.
        string Text(string line) =>
            (withMark ? "\uFEFF" : "") + With(line).Replace("trial:\n", "# é 中 🩺\ntrial:\n", StringComparison.Ordinal).Replace("\n", lineEnd, StringComparison.Ordinal);
        var (file, text) = (Text("  block sizes:\n    - 2\n    - 4\n    - 6\n"), Text("  block sizes: concealed\n"));

        ReadableText.Of(file).ShouldBe(text);
        Read(file).Sha256.ShouldBe(Hash(text));
    }

    [Fact]
    public void In_one_line_with_the_rest_what_follows_stays()
    {
        var from = patina.IndexOf("randomize:", StringComparison.Ordinal);
        var to = patina.IndexOf("\nfollow up:", StringComparison.Ordinal);
        string Text(string sizes) => $"{patina[..from]}randomize: {{method: permuted blocks, \"block sizes\":{sizes}, strata: {{pertuzumab: {{label: P, ask: Was it?, levels: [yes, no]}}, prior-HER2: {{label: H, ask: Any?, levels: [yes, no]}}, response: {{label: R, from: no-progression, levels: {{responded: [CR, PR], stable: [SD]}}}}, partner: {{label: E, from: endocrine, levels: [aromatase inhibitor, fulvestrant]}}}}}} # all\n{patina[to..]}";

        Read(Text("[2, 4, 6]")).ConcealsBlockSizes.ShouldBeFalse();
        ReadableText.Of(Text("[2, 4, 6]")).ShouldBe(Text(" concealed"));
        ReadableText.Of(Text("[2,\n 4] ")).ShouldBe(Text(" concealed "));
    }

    [Fact]
    public void A_protocol_without_block_sizes_is_its_own_readable_text_and_what_is_none_has_none()
    {
        var minimized = Slip.Replace(patina, RandomizationMethodTests.Blocks, "  method: simple\n");
        ReadableText.Of(minimized).ShouldBe(minimized);
        Read(minimized).Sha256.ShouldBe(Hash(minimized));
        ReadableText.Of("block sizes: [2, 4, 6]").ShouldBeNull();
        ReadableText.Of("randomize: [").ShouldBeNull();
        ReadableText.OrNothing("randomize: {block sizes: [2, 4, 6]}").ShouldBe("");
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 102 })]
    public void Sizes_that_cannot_be_those_of_the_protocol_are_not_taken(int[] sizes) =>
        Read(With("  block sizes: concealed\n")).WithBlockSizes(sizes).ShouldBeNull();

    [Theory]
    [InlineData("  block sizes: hidden\n", "randomize.block sizes: is a single value")]
    [InlineData("  block sizes: [concealed]\n", "randomize.block sizes[1]")]
    public void Another_word_conceals_nothing(string line, string problem) =>
        ProtocolFile
            .Parse(Encoding.UTF8.GetBytes(With(line)), "protocol.yaml")
            .Problems.Select(one => $"{one}")
            .ShouldContain(one => one.Contains(problem, StringComparison.Ordinal));
}
