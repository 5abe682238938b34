using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>The limits of a coefficient from its profile likelihood.</summary>
/// <remarks>
/// With ℓ(b) the largest log-likelihood among coefficients whose j-th is b, the limits solve 2(ℓ(β̂) - ℓ(b)) = z². The signed
/// root of the left side is nearly linear in b, and its slope needs no more than Uⱼ where the others are at their best, so
/// Newton's method on it takes a few steps; each is kept inside a bracket that only shrinks (Venzon and Moolgavkar 1988 solve for
/// all coefficients at once, which can miss).
/// </remarks>
sealed class ProfileLikelihood(CoxSolution solution, int held, double z, bool isMonotone)
{
    const int MaximumSteps = 100;
    const int MaximumWidenings = 60;
    const double FirstReach = 2;

    readonly HeldCoefficient likelihood = new(solution.Likelihood, held);

    /// <summary>The interval of every coefficient of a fit.</summary>
    public static ProfileInterval[] Intervals(CoxFit fit, double confidence)
    {
        var z = TwoSided.Critical(confidence);
        var intervals = new ProfileInterval[fit.Coefficients.Count];
        for (var i = 0; i < intervals.Length; i++)
        {
            var (lower, upper) = (Limit(fit, i, -1, z), Limit(fit, i, 1, z));
            intervals[i] = new(fit.Coefficients[i].Name, lower, upper, confidence);
        }
        return intervals;
    }

    static ProfileLimit Limit(CoxFit fit, int coefficient, int side, double z)
    {
        if (fit.Solution is not { } solution || fit.Coefficients[coefficient].Estimate is not { } estimate)
            return new(ProfileLimitStatus.NotEstimable, null);
        if (double.IsInfinity(estimate) && double.Sign(estimate) == side)
            return new(ProfileLimitStatus.Unbounded, estimate);
        var held = Array.IndexOf(solution.Columns, coefficient);
        return new ProfileLikelihood(solution, held, z, fit.Status is FitStatus.MonotoneLikelihood).Find(side) is { } b
            ? new(ProfileLimitStatus.Found, b / solution.Model.Scale[held])
            : new(ProfileLimitStatus.NotConverged, null);
    }

    // Inside is the last b within the interval, outside the first known to be beyond it.
    double? Find(int side)
    {
        var (inside, outside) = (Maximum(), default(Profile?));
        var error = z * double.Sqrt(solution.Inverse[held, held]);
        var reach = error < FirstReach ? error : FirstReach; // also when it is not a number
        var b = inside.B + side * reach;
        var widenings = 0;
        for (var step = 0; step < MaximumSteps; step++)
        {
            if (At(b, inside) is not { } at)
                return null;
            var newton = at.NewtonStep(side, z);
            if (double.Abs(newton) <= 1e-9 * double.Abs(b - solution.Coefficients[held]))
                return IsBest(at) ? b + newton : null;
            if (at.Excess < 0)
                inside = at;
            else
                outside = at;
            if (outside is null && ++widenings > MaximumWidenings)
                return null;

            // Newton's step where it stays strictly between; else twice as far, or the middle.
            var next = b + newton;
            var (far, near) = (outside?.B ?? inside.B + side * 8 * reach, inside.B);
            var isBetween = side * (next - near) > 0 && side * (far - next) > 0;
            reach *= outside is null ? 2 : 1;
            b =
                isBetween ? next
                : outside is null ? inside.B + side * reach
                : (near + far) / 2;
            if (outside is not null && (b == near || b == far))
                return double.IsFinite(outside.Excess) && IsBest(outside) ? b : null;
        }
        return null;
    }

    Profile Maximum()
    {
        var β = solution.Coefficients;
        return new(β[held], [.. β[..held], .. β[(held + 1)..]], -z, 0);
    }

    // Where several coefficients are infinite together, the others may take over what the held one gives up, far away: then the
    // climb from here and the climb from 0 end at different heights, and there is no limit to be trusted.
    bool IsBest(Profile at)
    {
        if (!isMonotone)
            return true;
        var zero = new Profile(at.B, new double[at.Others.Length], 0, 0);
        return At(at.B, zero) is { } again && double.Abs(again.Excess - at.Excess) < 1e-7;
    }

    // How far beyond the interval b is, on the scale of z; infinitely far where the likelihood cannot be computed. Null when the
    // best others are not found. They are sought from those of a b nearby, moved along as they would move at the maximum.
    Profile? At(double b, Profile near)
    {
        likelihood.Value = b;
        var others = near.Others;
        var start = likelihood.At(others);
        double[] moved = [.. others.Select((β, i) => β + (b - near.B) * Drift(i))];
        if (likelihood.At(moved) is var better && !(better.LogLikelihood <= start.LogLikelihood))
            (others, start) = (moved, better);
        if (!double.IsFinite(start.LogLikelihood))
            return new(b, others, double.PositiveInfinity, 0);
        var ascent = NewtonAscent.Climb(likelihood, start, [.. others]);
        if (ascent.End == AscentEnd.Exhausted)
            return null;
        var (ℓ, slope) = likelihood.SlopeAt(ascent.Coefficients);
        var drop = double.Sqrt(double.Max(0, 2 * (solution.LogLikelihood - ℓ)));
        return new(b, ascent.Coefficients, drop - z, slope);
    }

    double Drift(int other)
    {
        var drift = solution.Inverse[other < held ? other : other + 1, held] / solution.Inverse[held, held];
        return double.IsFinite(drift) ? drift : 0;
    }

    /// <param name="B">The coefficient.</param>
    /// <param name="Others">The best others.</param>
    /// <param name="Excess">√(2(ℓ(β̂) - ℓ(b))) - z: 0 at a limit, below inside.</param>
    /// <param name="Slope">dℓ(b)/db, which is Uⱼ there.</param>
    sealed record Profile(double B, double[] Others, double Excess, double Slope)
    {
        /// <summary>To the root of the excess; not a number where the slope points the wrong way or is unknown.</summary>
        public double NewtonStep(int side, double z) =>
            double.IsFinite(Excess) && Slope * side < 0 ? Excess * (Excess + z) / Slope : double.NaN;
    }

    /// <summary>The likelihood of the other coefficients when one is held.</summary>
    sealed class HeldCoefficient(PartialLikelihood all, int held) : PartialLikelihood(all.Model)
    {
        readonly double[] β = new double[all.Model.Width];

        public double Value { get; set; }

        public override LikelihoodAt At(ReadOnlySpan<double> others)
        {
            var at = all.At(Complete(others));
            var (score, information) = (new double[others.Length], new double[others.Length, others.Length]);
            for (var i = 0; i < others.Length; i++)
            {
                score[i] = at.Score[Skip(i)];
                for (var j = 0; j <= i; j++)
                    information[i, j] = at.Information[Skip(i), Skip(j)];
            }
            return new(at.LogLikelihood, score, information);
        }

        public (double LogLikelihood, double Slope) SlopeAt(double[] others)
        {
            var at = all.At(Complete(others));
            return (at.LogLikelihood, at.Score[held]);
        }

        double[] Complete(ReadOnlySpan<double> others)
        {
            others[..held].CopyTo(β);
            β[held] = Value;
            others[held..].CopyTo(β.AsSpan(held + 1));
            return β;
        }

        int Skip(int i) => i < held ? i : i + 1;
    }
}
