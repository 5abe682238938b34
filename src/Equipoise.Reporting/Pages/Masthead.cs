using System.Text.RegularExpressions;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Pages;

/// <summary>Which trial, which promise, which data: what a reader needs before the first number.</summary>
static partial class Masthead
{
    public const string SyntheticNotice = "Synthetic data: virtual participants, no real person";

    public static Html Render(Manuscript m)
    {
        var trial = m.Protocol.Trial;
        string?[] design =
        [
            "Randomized",
            trial.Phase is null ? null : "phase {{protocol:phase}}",
            trial.Masking is null ? null : "{{protocol:masking}}",
        ];
        return Html.Of(
            $"""
            <header class="masthead">
            <p class="kicker">{m.Say(string.Join(", ", design.OfType<string>()))} trial</p>
            <h1>{Title(m.Plain("{{protocol:title}}"))}</h1>
            <dl class="identity">
            {Fact("Trial", m.Say("{{protocol:id}}"))}
            {(trial.Registry is null ? Html.Empty : Fact("Registry", m.Say("{{protocol:registry}}")))}
            {Fact("Protocol version", m.Say("{{protocol:version}}"))}
            {(m.Results.Provenance.Cutoff is null ? Html.Empty : Fact("Data cutoff", m.Say("{{provenance:cutoff}}")))}
            {Fact(
                "Protocol SHA-256",
                Html.Of(
                    $"<a href=\"#provenance\"><code title=\"{m.Protocol.Sha256}\">{m.Protocol.Sha256[..Math.Min(12, m.Protocol.Sha256.Length)]}…</code></a>"
                )
            )}
            </dl>
            </header>

            """
        );
    }

    /// <summary>On screen it stays at the top; in print every page carries it in its margin.</summary>
    public static Html Banner(Manuscript m) =>
        m.Results.Provenance.Synthetic ? Html.Of($"<p class=\"synthetic\">{m.Say(SyntheticNotice)}</p>\n") : Html.Empty;

    /// <summary>A line that ends in "HER2-" looks like a mistake: a name with a digit stays with what hangs on it.</summary>
    static Html Title(string title) =>
        Html.Join(
            title
                .Split(' ')
                .Select(word =>
                    NameWithSuffix().IsMatch(word) ? Html.Of($"<span class=\"whole\">{word}</span>") : Html.Of($"{word}")
                ),
            " "
        );

    [GeneratedRegex(@"\d-\p{L}", RegexOptions.None, 1000)]
    private static partial Regex NameWithSuffix();

    static Html Fact(string name, Html value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
