using System.CommandLine;
using System.CommandLine.Parsing;

namespace Equipoise.Cli.Verbs.Tte.Arguments;

/// <summary>What is read off the curves, and by which conventions.</summary>
sealed class CurveArguments
{
    static readonly (string What, Func<double, bool> Is) isHorizon = ("a horizon is a number above 0", horizon => horizon > 0);

    static readonly (string What, Func<double, bool> Is) isConfidence = (
        "a confidence is a number between 0 and 1, such as 0.9",
        confidence => confidence is > 0 and < 1
    );

    readonly Option<double[]> at = OptionOf.Numbers(
        "--at",
        "The times at which to print the curves, such as 180,365.",
        "T,T,…",
        "time"
    );

    readonly Option<double?> rmst = OptionOf.Number(
        "--rmst",
        "The time up to which to give the mean time without event.",
        "TAU",
        isHorizon
    );

    readonly Option<double?> from = OptionOf.Number(
        "--from",
        "Where the curves begin, of those free of the event then.",
        "T",
        isHorizon
    );

    readonly Option<string> confType = OptionOf.Word(
        "--conf-type",
        "The scale of the limits of the curves.",
        "log-log",
        TteWords.Transformations.Keys
    );

    readonly Option<string> quantileRule = OptionOf.Word(
        "--quantile-rule",
        "How a median is read where the curve is flat.",
        "r",
        TteWords.QuantileRules.Keys
    );

    readonly Option<double?> confidence = OptionOf.Number(
        "--confidence",
        "The two-sided level of all limits; 0.95 unless given.",
        "P",
        isConfidence
    );

    readonly Option<bool> quartiles = new("--quartiles") { Description = "The quartiles of survival beside the medians." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { at, rmst, from, quartiles, confidence, confType, quantileRule })
            command.Add(option);
    }

    /// <param name="parsed">What was asked.</param>
    /// <param name="hasCause">Whether one end rules out another: then nothing is read off a curve of survival.</param>
    public void Check(CommandResult parsed, bool hasCause)
    {
        if (!hasCause)
            return;
        foreach (var option in new Option[] { rmst, from, quartiles })
            if (parsed.GetResult(option) is not null)
                parsed.AddError(
                    $"{option.Name} is of the time without any event; with --cause it has no meaning. Leave one out."
                );
        if (parsed.GetValue(confType) is "logit" or "arcsin")
            parsed.AddError("--conf-type: limits of an incidence are log-log, log or plain.");
    }

    public TteCurves Of(ParseResult parsed) =>
        new()
        {
            Transformation = TteWords.Transformations[parsed.GetRequiredValue(confType)],
            QuantileRule = TteWords.QuantileRules[parsed.GetRequiredValue(quantileRule)],
            Confidence = parsed.GetValue(confidence) ?? 0.95,
            Quartiles = parsed.GetValue(quartiles),
            From = parsed.GetValue(from),
            Horizon = parsed.GetValue(rmst),
            At = parsed.GetRequiredValue(at),
        };
}
