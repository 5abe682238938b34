using Equipoise.Design.Simulation.Lanes;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>The weights of the event times of a look, as <see cref="LogRankWeight"/> defines them.</summary>
static class TimeWeights
{
    public static void Fill(LogRankWeight weight, EventTimes times, double unitsPerMonth, Span<double> w)
    {
        for (var s = 0; s + 1 < times.Starts.Length; s++)
        {
            var stratum = new Stratum(times, times.Starts[s], times.Starts[s + 1], unitsPerMonth);
            stratum.Fill(weight, w[stratum.First..stratum.End]);
        }
    }

    readonly ref struct Stratum(EventTimes times, int first, int end, double unitsPerMonth)
    {
        public int First => first;

        public int End => end;

        public void Fill(LogRankWeight weight, Span<double> w)
        {
            switch (weight)
            {
                case LogRankWeight.FlemingHarrington fh:
                    SurvivalBefore(w);
                    foreach (ref var x in w)
                        x = Raised(x, fh.Rho) * Raised(1 - x, fh.Gamma);
                    break;
                case LogRankWeight.ModestlyWeighted modest:
                    SurvivalBefore(w);
                    InverseDownTo(SurvivalAt(modest.Until), w);
                    break;
                case LogRankWeight.ModestlyWeightedToSurvival modest:
                    SurvivalBefore(w);
                    InverseDownTo(modest.Survival, w);
                    break;
                case LogRankWeight.Gehan:
                    times.AtRisk.AsSpan(first, w.Length).CopyTo(w);
                    break;
                case LogRankWeight.TaroneWare:
                    for (var t = 0; t < w.Length; t++)
                        w[t] = double.Sqrt(times.AtRisk[first + t]);
                    break;
                case LogRankWeight.PetoPeto:
                    PetoSurvival(w);
                    break;
                case LogRankWeight.ModifiedPetoPeto:
                    PetoSurvival(w);
                    for (var t = 0; t < w.Length; t++)
                        w[t] *= times.AtRisk[first + t] / (times.AtRisk[first + t] + 1);
                    break;
                default:
                    w.Fill(1);
                    break;
            }
        }

        // Just before each time.
        void SurvivalBefore(Span<double> survival)
        {
            var Ŝ = 1.0;
            for (var t = 0; t < survival.Length; t++)
                (survival[t], Ŝ) = (Ŝ, Ŝ * Survivors(first + t));
        }

        double SurvivalAt(double month)
        {
            var Ŝ = 1.0;
            for (var t = first; t < end && times.Time[t] / unitsPerMonth <= month; t++)
                Ŝ *= Survivors(t);
            return Ŝ;
        }

        void PetoSurvival(Span<double> survival)
        {
            var S̃ = 1.0;
            for (var t = 0; t < survival.Length; t++)
            {
                var n = times.AtRisk[first + t] + 1;
                survival[t] = S̃ *= (n - times.Events[first + t]) / n;
            }
        }

        double Survivors(int t) => (times.AtRisk[t] - times.Events[t]) / times.AtRisk[t];

        static void InverseDownTo(double floor, Span<double> w)
        {
            foreach (ref var x in w)
                x = 1 / double.Max(x, floor);
        }

        static double Raised(double x, double power) =>
            power switch
            {
                0 => 1,
                1 => x,
                2 => x * x,
                0.5 => double.Sqrt(x),
                _ when x > 0 => ExactFunctions.Exp(double.Max(-700, power * ExactLogarithm.Of(x))),
                _ => 0,
            };
    }
}
