using Equipoise.Design.Simulation.Tally;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>An estimate as text: the number, and in brackets how far it may be off.</summary>
static class EstimateWords
{
    /// <summary>What the brackets are, for the head of an output in which these estimates stand.</summary>
    public static string Brackets(IEnumerable<MonteCarloEstimate?> shares) =>
        "in brackets Monte-Carlo standard errors"
        + (shares.Any(share => share is { IsNoneOrAll: true }) ? ", of shares of 0 and 1 exact 95% limits" : "");

    public static string Number(double value, int digits) => value.ToString($"F{digits}");

    /// <summary>The standard error; of a share of 0 or 1 its limits; nothing where neither exists.</summary>
    public static string Error(MonteCarloEstimate estimate, int digits) =>
        estimate switch
        {
            { StandardError: { } error } => $"({Number(error, digits)})",
            { Estimate: 0, Upper: { } upper } => $"(0 to {Number(upper, Digits(upper, digits))})",
            { Estimate: 1, Lower: { } lower } => $"({Number(lower, Digits(1 - lower, digits))} to 1)",
            _ => "",
        };

    /// <summary>Number and error.</summary>
    public static string Of(MonteCarloEstimate estimate, int digits) =>
        $"{Number(estimate.Estimate, digits)} {Error(estimate, digits)}".TrimEnd();

    // Two digits of what the limit is away from 0 or 1, after very many trials too.
    static int Digits(double away, int least) => (int)Math.Clamp(1 - Math.Floor(Math.Log10(away)), least, 15);
}
