using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Statistics.Resampling;

namespace Equipoise.Cli.Verbs.Tte.Arguments;

/// <summary>Whether limits are also given by the bootstrap, and of which draws.</summary>
sealed class BootstrapArguments
{
    const int Most = 100_000;

    readonly Option<double?> bootstrap = OptionOf.Number(
        "--bootstrap",
        "Percentile limits of this many draws of participants within arms, such as 999.",
        "N",
        ($"draws are counted, 1 to {Most}", draws => draws is >= 1 and <= Most && double.IsInteger(draws))
    );

    readonly Option<ulong?> seed = new("--seed")
    {
        Description = "Names the draws of --bootstrap: the same seed gives the same draws; 1 unless given.",
        HelpName = "S",
        CustomParser = result =>
        {
            if (ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
            result.AddError($"--seed \"{result.Tokens[0].Value}\": a seed is a whole number, 0 to {ulong.MaxValue}.");
            return null;
        },
    };

    public void AddTo(Command command)
    {
        command.Add(bootstrap);
        command.Add(seed);
    }

    public void Check(CommandResult parsed)
    {
        if (parsed.GetResult(seed) is not null && parsed.GetResult(bootstrap) is null)
            parsed.AddError("--seed names the draws of --bootstrap, which is not given.");
    }

    /// <param name="parsed">What was asked.</param>
    /// <param name="confidence">The level of the limits.</param>
    /// <exception cref="DataException">The draws are too few for limits of this level.</exception>
    public TteDraws? Of(ParseResult parsed, double confidence)
    {
        if (parsed.GetValue(bootstrap) is not { } count)
            return null;
        var fewest = Bootstrap.FewestDraws(confidence);
        return count >= fewest
            ? new((int)count, parsed.GetValue(seed) ?? 1)
            : throw new DataException(
                $"--bootstrap {count}: limits of this confidence are read off {fewest} draws or more; 999 or 1999 are usual."
            );
    }
}
