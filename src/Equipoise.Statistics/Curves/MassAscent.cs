using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>
/// Finds the masses of greatest likelihood: EM and iterative convex minorant steps in turn, then Newton on the positive masses.
/// </summary>
/// <remarks>
/// EM (Turnbull 1976) never loses likelihood but creeps where masses go to 0; the convex minorant step (Groeneboom and Wellner
/// 1992; alternating with EM it converges always: Wellner and Zhan 1997) sets many masses to 0, and back, at once. When few are
/// left, Newton's method on Σ w log P - N Σp, whose maximum has Σp = 1 of itself, finishes to the last digits.
/// </remarks>
sealed class MassAscent
{
    const double SmallestGap = 1e-10;
    const int MaximumIterations = 20_000;
    const int MaximumHalvings = 40;
    const int MostForNewton = 400;
    const int NewtonEvery = 10;
    const int NewtonSteps = 30;

    readonly MassLikelihood likelihood;
    readonly double total; // N
    double[] candidate;

    public MassAscent(InnermostIntervals intervals)
    {
        likelihood = new(intervals);
        total = intervals.Covers.Sum(cover => cover.Weight);
        (Masses, candidate) = (new double[intervals.Bounds.Length], new double[intervals.Bounds.Length]);
        Array.Fill(Masses, 1.0 / Masses.Length);
    }

    public double[] Masses { get; private set; }

    public double LogLikelihood { get; private set; }

    /// <summary>The largest gradient less N, per N.</summary>
    public double Gap { get; private set; }

    public int Iterations { get; private set; }

    /// <summary>Whether the gap was closed.</summary>
    public bool Run()
    {
        for (Evaluate(); Iterations < MaximumIterations && Gap > SmallestGap; Iterations++)
        {
            Expect();
            Evaluate();
            StepConvexMinorant();
            if (Iterations % NewtonEvery == NewtonEvery - 1 || Masses.Length <= 2)
                Finish();
        }
        if (Gap <= SmallestGap)
            Finish(); // within the gap masses may still be off by its square root
        return Gap <= SmallestGap;
    }

    void Evaluate()
    {
        LogLikelihood = likelihood.At(Masses);
        likelihood.Differentiate();
        Gap = double.Max(0, likelihood.Gradient.Max() / total - 1);
    }

    void Expect()
    {
        var sum = 0.0;
        for (var j = 0; j < Masses.Length; j++)
            sum += Masses[j] *= likelihood.Gradient[j] / total;
        for (var j = 0; j < Masses.Length; j++)
            Masses[j] /= sum;
    }

    // A quadratic model in the cumulated masses with diagonal curvature, minimized over ascending ones: weighted isotonic
    // regression.
    void StepConvexMinorant()
    {
        var last = Masses.Length - 1;
        if (last == 0)
            return;
        var (slope, curvature, target) = (new double[last], new double[last], new double[last]);
        likelihood.InCumulated(slope, curvature);
        var cumulated = 0.0;
        for (var j = 0; j < last; j++)
            target[j] = (cumulated += Masses[j]) + slope[j] / curvature[j];
        IsotonicRegression.Fit(target, curvature);
        var step = new double[Masses.Length];
        var before = 0.0;
        for (var j = 0; j <= last; j++)
        {
            var here = j == last ? 1 : double.Clamp(target[j], 0, 1);
            step[j] = here - before - Masses[j];
            before = here;
        }
        Climb(step);
    }

    // Newton on the positive masses, several steps, as long as they gain.
    void Finish()
    {
        for (var i = 0; i < NewtonSteps; i++)
        {
            // A mass that is next to nothing and not wanted is nothing; one that is wanted is something.
            int[] active = [.. Enumerable.Range(0, Masses.Length).Where(IsActive)];
            if (active.Length > MostForNewton)
                return;
            var gradient = Array.ConvertAll(active, j => likelihood.Gradient[j] - total);
            var solution = Cholesky.Factor(likelihood.Information(active), 1e-13).Solve(gradient);
            var step = new double[Masses.Length];
            for (var j = 0; j < step.Length; j++)
                step[j] = -Masses[j];
            for (var a = 0; a < active.Length; a++)
                step[active[a]] = double.Max(solution[a], -Masses[active[a]]);
            var size = step.Max(double.Abs);
            if (!Climb(step) || size < 1e-15)
                return;
        }
    }

    bool IsActive(int j) =>
        likelihood.Gradient[j] >= total || Masses[j] > 1e-3 / total || Masses[j] * total > 1 - likelihood.Gradient[j] / total;

    // The whole step or the largest half, quarter, ... of it that loses no likelihood, brought back to total mass 1.
    bool Climb(double[] step)
    {
        var fraction = 1.0;
        var slack = 1e-15 * double.Abs(LogLikelihood);
        var gap = Gap;
        for (var halving = 0; halving < MaximumHalvings; halving++, fraction /= 2)
        {
            var sum = 0.0;
            for (var j = 0; j < step.Length; j++)
                sum += candidate[j] = double.Max(0, Masses[j] + fraction * step[j]);
            for (var j = 0; j < step.Length; j++)
                candidate[j] /= sum;
            var there = likelihood.At(candidate);
            if (!(there >= LogLikelihood - slack))
                continue;
            var gain = there - LogLikelihood;
            (Masses, candidate) = (candidate, Masses);
            Evaluate();
            if (gain > slack || Gap < gap)
                return true;
            (Masses, candidate) = (candidate, Masses); // no better: stay
            break;
        }
        Evaluate();
        return false;
    }
}
