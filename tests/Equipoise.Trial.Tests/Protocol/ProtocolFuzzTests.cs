using System.Text;
using Equipoise.Protocol.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Whatever is in a file, reading it ends in a reading.</summary>
public sealed class ProtocolFuzzTests
{
    static readonly string[] lines = File.ReadAllLines(Examples.ProtocolPath("patina"));

    // What YAML gives a meaning to, dense enough that random text gets past the first character.
    const string Meaningful = "abc01 .:-,?[]{}#&*!|>'\"%@`\\~<=\n\n  \t\r\u2028é†";

    [Fact]
    public void Any_bytes_give_a_reading() => Check(Prop.ForAll<byte[]>(bytes => IsReading(bytes ?? [])));

    [Fact]
    public void Any_text_of_characters_that_yaml_gives_a_meaning_to_gives_a_reading() =>
        Check(
            Prop.ForAll(
                Gen.Elements(Meaningful.ToCharArray()).ArrayOf().ToArbitrary(),
                text => IsReading(Encoding.UTF8.GetBytes(text))
            )
        );

    [Fact]
    public void A_protocol_without_any_one_of_its_lines_gives_a_reading()
    {
        for (var left = 0; left < lines.Length; left++)
            IsReading(Join(lines.Where((_, line) => line != left))).ShouldBeTrue($"without line {left + 1}");
    }

    [Fact]
    public void A_protocol_with_any_one_of_its_lines_twice_gives_a_reading()
    {
        for (var twice = 0; twice < lines.Length; twice++)
            IsReading(Join(lines.SelectMany((text, line) => line == twice ? [text, text] : new[] { text })))
                .ShouldBeTrue($"line {twice + 1} twice");
    }

    [Fact]
    public void A_protocol_cut_off_anywhere_gives_a_reading()
    {
        var bytes = Join(lines);
        for (var length = 0; length < bytes.Length; length += 41)
            IsReading(bytes[..length]).ShouldBeTrue($"cut off after {length} bytes");
    }

    [Fact]
    public void A_protocol_with_one_character_changed_gives_a_reading() =>
        Check(
            Prop.ForAll(
                Gen.Zip(Gen.Choose(0, Join(lines).Length - 1), Gen.Elements(Meaningful.ToCharArray())).ToArbitrary(),
                change =>
                {
                    var text = Encoding.UTF8.GetString(Join(lines)).ToCharArray();
                    text[Math.Min(change.Item1, text.Length - 1)] = change.Item2;
                    return IsReading(Encoding.UTF8.GetBytes(text));
                }
            )
        );

    /// <summary>A reading, that is: accepted without problems, or refused with at least one, each complete and in the order of the file.</summary>
    static bool IsReading(byte[] bytes)
    {
        var reading = ProtocolFile.Parse(bytes, "p.yaml");
        var problems = reading.Problems;
        return reading is ProtocolReading.Accepted == (problems.Count == 0)
            && problems.All(problem =>
                problem.Line >= 0 && problem.Column >= 0 && problem.Message.Length > 0 && problem.Remedy.Length > 0
            )
            && problems.Zip(problems.Skip(1)).All(pair => pair.First.Line <= pair.Second.Line);
    }

    static byte[] Join(IEnumerable<string> text) => Encoding.UTF8.GetBytes(string.Join('\n', text) + "\n");

    static void Check(Property property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(400).WithReplay(20170621, 20210721), property);
}
