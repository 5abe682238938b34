using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Equipoise.Design.Monitoring;

namespace Equipoise.Cli.Verbs;

/// <summary><c>--prior "0.75 (0.60 to 0.94)"</c>: what is believed of the hazard ratio.</summary>
static partial class PriorOption
{
    public const string Wanted =
        "write a hazard ratio with its 95% limits, such as '0.75 (0.60 to 0.94)', about in the middle of them on the log scale";

    public static Option<string?> Build(string what) =>
        new("--prior")
        {
            Description = $"What is believed of the hazard ratio, such as \"0.75 (0.60 to 0.94)\" with 95% limits: {what}.",
            HelpName = "HR",
        };

    /// <summary>The prior in these words; null when they are none.</summary>
    public static EffectPrior? Parse(string words) =>
        Words().Match(words) is { Success: true } match
            ? EffectPrior.Of(Number(match, "ratio"), Number(match, "lower"), Number(match, "upper"))
            : null;

    static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\s*(hazard ratio\s+)?(?<ratio>[0-9]+(\.[0-9]+)?)\s*"
            + @"\(\s*(?<lower>[0-9]+(\.[0-9]+)?)\s+to\s+(?<upper>[0-9]+(\.[0-9]+)?)\s*\)\s*$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Words();
}
