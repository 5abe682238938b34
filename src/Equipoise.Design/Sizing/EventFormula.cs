namespace Equipoise.Design.Sizing;

/// <summary>The formulas that tie events to power: each gives the test's effect and its variance, null and alternative.</summary>
/// <remarks>
/// With effect θ, null variance σ₀² and alternative variance σ₁², a test at one-sided α has power 1 - β where
/// θ = z₁₋α σ₀ + z₁₋β σ₁. All variances fall as one over the number of participants.
/// </remarks>
public abstract record EventFormula
{
    EventFormula() { }

    /// <summary>As a sentence names it.</summary>
    public string InWords =>
        this switch
        {
            Freedman => "Freedman's formula",
            LachinFoulkes => "the formula of Lachin and Foulkes",
            _ => "Schoenfeld's formula",
        };

    /// <summary>
    /// The hazard ratio that a Z stands for with so many events: hr₀ exp(-Z (1 + r) / √(r d)). It is Schoenfeld's whatever the
    /// formula, as in other software. R: <c>gsDesign::zn2hr</c>, rpact's criticalValuesEffectScale, gsDesign2's ~hr at bound.
    /// </summary>
    /// <param name="z">A Z, such as a bound; above 0 favors experimental.</param>
    /// <param name="events">The events at the look; above 0.</param>
    /// <param name="ratio">Experimental participants per control participant; above 0.</param>
    /// <param name="nullHazardRatio">The hazard ratio under the null; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    public static double HazardRatioAt(double z, double events, double ratio = 1, double nullHazardRatio = 1)
    {
        Check(1, ratio, nullHazardRatio);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(events);
        return nullHazardRatio * Math.Exp(-z * (1 + ratio) / Math.Sqrt(ratio * events));
    }

    /// <summary>Formulas in which events and hazard ratio alone decide: the mean of Z is effect × √events.</summary>
    public abstract record OfEvents : EventFormula
    {
        private protected OfEvents() { }

        /// <summary>The mean of the log-rank Z with one event; above 0 for a hazard ratio below the null's.</summary>
        private protected abstract double PerRootEvent(double hazardRatio, double nullHazardRatio, double ratio);

        /// <summary>The events that give Z this mean: (drift / effect)².</summary>
        /// <param name="hazardRatio">Experimental over control, above 0 and not the null's.</param>
        /// <param name="drift">The mean of Z wanted at the end: z₁₋α + z₁₋β with one analysis. Above 0.</param>
        /// <param name="ratio">Experimental participants per control participant; above 0.</param>
        /// <param name="nullHazardRatio">
        /// The hazard ratio under the null: 1 for superiority, the margin for non-inferiority.
        /// </param>
        /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
        /// <exception cref="ArgumentException">The hazard ratio is the null's, or the formula has no such null.</exception>
        public double Events(double hazardRatio, double drift, double ratio = 1, double nullHazardRatio = 1)
        {
            var effect = PerRootEventOf(hazardRatio, ratio, nullHazardRatio);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(drift);
            if (effect == 0)
                throw new ArgumentException(
                    $"No number of events can tell a hazard ratio of {hazardRatio} from the null's, {nullHazardRatio}.",
                    nameof(hazardRatio)
                );
            return drift * drift / (effect * effect);
        }

        /// <summary>The mean of Z with so many events; above 0 where the hazard ratio lies below the null's.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
        /// <exception cref="ArgumentException">The formula has no such null.</exception>
        public double Drift(double events, double hazardRatio, double ratio = 1, double nullHazardRatio = 1)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(events);
            return PerRootEventOf(hazardRatio, ratio, nullHazardRatio) * Math.Sqrt(events);
        }

        double PerRootEventOf(double hazardRatio, double ratio, double nullHazardRatio)
        {
            Check(hazardRatio, ratio, nullHazardRatio);
            return PerRootEvent(hazardRatio, nullHazardRatio, ratio);
        }

        internal sealed override FormulaTerms Terms(
            SizingTarget target,
            double hazardRatio,
            CourseCounts counts,
            double? nullInformation
        )
        {
            var variance = 1 / counts.Events;
            return new(PerRootEvent(hazardRatio, target.NullHazardRatio, counts.AllocationRatio), variance, variance);
        }
    }

    /// <summary>
    /// Schoenfeld (1981), Biometrika 68:316: Z has mean log(hr₀/hr) √(d r) / (1 + r). R: <c>gsDesign::nEvents</c>, rpact and
    /// lrstat <c>typeOfComputation = "Schoenfeld"</c>. With an average hazard ratio it serves non-proportional hazards.
    /// </summary>
    public sealed record Schoenfeld : OfEvents
    {
        private protected override double PerRootEvent(double hazardRatio, double nullHazardRatio, double ratio) =>
            Math.Log(nullHazardRatio / hazardRatio) * Math.Sqrt(ratio) / (1 + ratio);
    }

    /// <summary>
    /// Freedman (1982), Statistics in Medicine 1:121: Z has mean √(d r) (1 - hr) / (1 + r hr). Superiority only. R: rpact
    /// <c>typeOfComputation = "Freedman"</c>.
    /// </summary>
    public sealed record Freedman : OfEvents
    {
        private protected override double PerRootEvent(double hazardRatio, double nullHazardRatio, double ratio) =>
            SuperiorityOnly(nullHazardRatio) * Math.Sqrt(ratio) * (1 - hazardRatio) / (1 + ratio * hazardRatio);
    }

    /// <summary>
    /// Lachin and Foulkes (1986), Biometrics 42:507, on the log hazard ratio as gsDesign has it: σ² is one over the sum by
    /// stratum of 1 / (1/d control + 1/d experimental), with the events expected under the alternative for σ₁, and for σ₀ those
    /// under hazards λ₀ = λ (1 + r hr) / (1 + r hr₀) and hr₀ λ₀. Needs proportional hazards. R: <c>gsDesign::nSurv</c>,
    /// <c>gsDesign::gsSurv</c>.
    /// </summary>
    public sealed record LachinFoulkes : EventFormula
    {
        internal override bool NeedsNullCourse => true;

        internal override FormulaTerms Terms(
            SizingTarget target,
            double hazardRatio,
            CourseCounts counts,
            double? nullInformation
        ) =>
            new(Math.Log(target.NullHazardRatio / hazardRatio), 1 / nullInformation!.Value, 1 / counts.Information);
    }

    internal virtual bool NeedsNullCourse => false;

    internal abstract FormulaTerms Terms(SizingTarget target, double hazardRatio, CourseCounts counts, double? nullInformation);

    static int SuperiorityOnly(double nullHazardRatio) =>
        nullHazardRatio == 1
            ? 1
            : throw new ArgumentException(
                $"This formula is for superiority: its null hazard ratio is 1, not {nullHazardRatio}. "
                    + "Schoenfeld's and Lachin and "
                    + "Foulkes's take a margin.",
                nameof(nullHazardRatio)
            );

    static void Check(double hazardRatio, double ratio, double nullHazardRatio)
    {
        Positive(hazardRatio, nameof(hazardRatio), "The hazard ratio");
        Positive(ratio, nameof(ratio), "The allocation ratio");
        Positive(nullHazardRatio, nameof(nullHazardRatio), "The null's hazard ratio");

        static void Positive(double value, string name, string what)
        {
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(name, value, $"{what} must be above 0.");
        }
    }
}
