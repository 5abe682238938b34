namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A bootstrap that was asked for.</summary>
/// <param name="Count">How many draws.</param>
/// <param name="Seed">Names them: the same seed gives the same draws.</param>
sealed record TteDraws(int Count, ulong Seed);
