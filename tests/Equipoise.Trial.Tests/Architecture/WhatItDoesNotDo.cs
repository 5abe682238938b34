using Equipoise.Cli;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The README's list of what the program does not do: what a line names is refused, so that the list cannot go stale.</summary>
public sealed class WhatItDoesNotDo
{
    const string Start = "equipoise ";

    [Fact]
    public void Whatever_a_line_names_does_not_exist()
    {
        var lines = Lines();
        lines.Length.ShouldBeGreaterThan(5);
        foreach (var line in lines)
        {
            var call = line.Split('`').Where(part => part.StartsWith(Start, StringComparison.Ordinal)).ShouldHaveSingleItem(line);
            Exists(call[Start.Length..]).ShouldBeFalse($"{line}\nNow it does: take the line off the README's list.");
        }
    }

    [Theory]
    [InlineData("design")]
    [InlineData("simulate PROTOCOL --trials")]
    [InlineData("export --as odm")]
    public void A_line_about_what_exists_would_be_found(string call) => Exists(call).ShouldBeTrue();

    /// <summary>Whether the program knows the last word of a call, whatever else the call may lack.</summary>
    static bool Exists(string call)
    {
        var words = call.Split(' ');
        var parsed = Program.Verbs(TimeProvider.System).Parse(words);
        return !parsed.UnmatchedTokens.Contains(words[^1])
            && !parsed.Errors.Any(error => error.Message.Contains($"'{words[^1]}' not recognized", StringComparison.Ordinal));
    }

    static string[] Lines() =>
        [
            .. File.ReadAllText(Repository.At("README.md"))
                .Split("## What it does not do")[1]
                .Split("\n## ")[0]
                .Split("\n- ")
                .Skip(1)
                .Select(line => line.ReplaceLineEndings(" ")),
        ];
}
