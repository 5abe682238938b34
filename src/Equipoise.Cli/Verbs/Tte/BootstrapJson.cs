using static Equipoise.Cli.Verbs.Tte.JsonNumbers;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The limits by the bootstrap, for programs.</summary>
static class BootstrapJson
{
    public static object? Of(TteBootstrap? bootstrap) =>
        bootstrap is null
            ? null
            : new
            {
                Draws = bootstrap.Draws.Count,
                bootstrap.Draws.Seed,
                bootstrap.Unit,
                WithinArms = bootstrap.IsWithinArms,
                Values = bootstrap.Values.Select(value => new
                {
                    value.Number.What,
                    Of = value.Number.Name,
                    value.Number.Against,
                    value.Number.Time,
                    Estimate = OrNull(value.Told(value.Estimate)),
                    Lower = OrNull(value.Told(value.Limits.Lower)),
                    Upper = OrNull(value.Told(value.Limits.Upper)),
                    StandardError = OrNull(value.Limits.StandardError),
                    value.Limits.Draws,
                    value.Limits.NotEstimable,
                }),
            };
}
