namespace Equipoise.Benchmarks;

/// <summary>A piece of work that both sides do on the same numbers.</summary>
/// <param name="Name">The name, which the R script knows too.</param>
/// <param name="Work">What it is, for the table.</param>
/// <param name="Sample">The data.</param>
/// <param name="Repeats">How often a round repeats it; the median counts.</param>
/// <param name="Run">Does the work and returns a number of the answer, by which the sides are seen to agree.</param>
sealed record Case(string Name, string Work, Sample Sample, int Repeats, Func<double> Run);

/// <summary>What a side took and answered.</summary>
/// <param name="Name">The case, or for R the case and the call: <c>cox-continuous coxph.fit</c>.</param>
/// <param name="Seconds">The median of the repeats.</param>
/// <param name="Answer">The number of the answer.</param>
/// <param name="Allocated">The bytes that one run sets aside; 0 for R, where nobody counts them.</param>
sealed record Measured(string Name, double Seconds, double Answer, long Allocated = 0);
