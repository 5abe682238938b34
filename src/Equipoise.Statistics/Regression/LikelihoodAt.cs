namespace Equipoise.Statistics.Regression;

/// <summary>A log-likelihood of coefficients with its first two derivatives.</summary>
/// <param name="LogLikelihood">ℓ(β); negative infinity where it cannot be computed, so that a step there is refused.</param>
/// <param name="Score">U = dℓ/dβ.</param>
/// <param name="Information">I = -d²ℓ/dβ², its lower triangle.</param>
record LikelihoodAt(double LogLikelihood, double[] Score, double[,] Information);
