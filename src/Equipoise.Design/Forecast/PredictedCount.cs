namespace Equipoise.Design.Forecast;

/// <summary>How many events there are by a day, as predicted, with those seen.</summary>
/// <param name="Days">The days after the data date.</param>
/// <param name="Expected">The events expected at the hazards that the data suggest.</param>
/// <param name="Lower">The number that 97.5% of the predictions have or exceed.</param>
/// <param name="Upper">The number that 97.5% of the predictions do not exceed.</param>
public sealed record PredictedCount(double Days, double Expected, int Lower, int Upper);
