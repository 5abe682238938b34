using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>
/// Where the statistic may be at a look, given that no bound was crossed before: the recursion of Armitage, McPherson and Rowe
/// (1969), taken one look at a time, so that the bound of a look can be sought while the looks before it stay as they are.
/// </summary>
/// <remarks>
/// <para>Everything is in u = Z - E(Z), which has no drift: u_k given u_{k-1} is normal with mean ρ u_{k-1} and variance s²,
/// where ρ² = I_{k-1}/I_k and s² = 1 - ρ². The density of the paths that go on is φ(u) h(u): h is the probability that a path
/// which ends in u crossed nothing on its way, and h_k(u) = ∫ h_{k-1}(y) φ((y - ρu)/s)/s dy over the region where look k - 1
/// went on.
/// So nothing under- or overflows in the tails, and what matters for u lies near ρu.</para>
/// <para>The integrals are taken by Gauss's rule of 16 points on panels no wider than 4 of the narrowest normal density that is
/// integrated over them: with close looks the panels become narrow. Source: Jennison and Turnbull (2000), chapter 19; Armitage,
/// McPherson and Rowe (1969), Journal of the Royal Statistical Society A 132:235.</para>
/// <para>The loops are compiled with all optimizations at once: in the first tier of compilation they would take most of the time
/// of a program that plans one trial and ends.</para>
/// </remarks>
sealed class ContinuingPath
{
    static readonly GaussLegendre rule = new(16);

    // Beyond this many standard deviations a normal density is below 1e-17 of its peak.
    const double Reach = 8.75;

    // Gauss's 16 points integrate a normal density over a panel of 4 standard deviations to 1e-16.
    const double PanelWidth = 4;

    // Who reaches no farther than a bound far out decays fast from there: e^(-35) of it is left after this.
    const double Decay = 4;

    // φ(0) = 1/√(2π).
    const double Peak = 0.398942280401432677939946059934;

    readonly double[] rho;
    readonly double[] step;
    readonly double[] above;
    readonly double[] below;
    readonly double[] mean;

    // The points of the region of the look before, ascending; their share of the probability,
    // and of the integral for h at the next look.
    double[] points = [];
    double[] mass = [];
    double[] share = [];

    /// <summary>Starts before the first look.</summary>
    /// <param name="information">Of each look, increasing.</param>
    /// <param name="means">The expectation of Z at each look.</param>
    /// <param name="farAbove">An upper bound as far out as one may come at each look (infinite:
    /// none), to keep digits in the tails.</param>
    /// <param name="farBelow">The same for lower bounds.</param>
    public ContinuingPath(
        ReadOnlySpan<double> information,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> farAbove,
        ReadOnlySpan<double> farBelow
    )
    {
        var looks = information.Length;
        mean = means.ToArray();
        (rho, step) = (new double[looks], new double[looks]);
        (above, below) = (new double[looks], new double[looks]);
        for (var k = 0; k < looks; k++)
        {
            rho[k] = k == 0 ? 0 : double.Sqrt(information[k - 1] / information[k]);
            step[k] = k == 0 ? 1 : double.Sqrt((information[k] - information[k - 1]) / information[k]);
        }
        for (var j = 0; j < looks; j++)
        {
            above[j] = below[j] = Reach;
            for (var k = j + 1; k < looks; k++)
            {
                // A path that ends far out at look k was there, in proportion, at look j already.
                var correlation = double.Sqrt(information[j] / information[k]);
                var spread = Reach * double.Sqrt((information[k] - information[j]) / information[k]);
                above[j] = double.Max(above[j], ReachFor(farAbove[k] - mean[k], correlation, spread));
                below[j] = double.Max(below[j], ReachFor(mean[k] - farBelow[k], correlation, spread));
            }
        }
        Remaining = 1;
    }

    // How far out paths have been that end beyond a bound, but for 1e-17 of them: about correlation × bound, give or take the
    // spread; unless being farther out than that already means to be beyond it.
    static double ReachFor(double bound, double correlation, double spread) =>
        !double.IsFinite(bound) || bound < 0 ? 0
        : correlation * bound + spread <= bound / correlation ? correlation * bound + spread
        : double.Sqrt(bound * bound + Reach * Reach);

    /// <summary>The look whose bounds are asked for, from 0.</summary>
    public int Look { get; private set; }

    /// <summary>The probability that no bound was crossed before this look.</summary>
    public double Remaining { get; private set; }

    /// <summary>The probability that no bound was crossed before and Z is at or above the bound at this look.</summary>
    public double Above(double bound) => Beyond(bound - mean[Look], 1);

    /// <summary>The probability that no bound was crossed before and Z is at or below the bound at this look.</summary>
    public double Below(double bound) => Beyond(bound - mean[Look], -1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    double Beyond(double u, int side)
    {
        if (double.IsInfinity(u))
            return u > 0 == side > 0 ? 0 : Remaining;
        if (Look == 0)
            return Normal.UpperTail(side * u);
        var (ρ, s, sum) = (rho[Look], step[Look], 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            var x = side * (u - ρ * points[i]) / s;
            sum += x < -Reach ? mass[i] : mass[i] * Normal.UpperTail(x);
        }
        return sum;
    }

    /// <summary>Goes on to the next look where Z lies between the bounds.</summary>
    public void Continue(double lower, double upper)
    {
        var (from, to) = (lower - mean[Look], upper - mean[Look]);
        if (!(from < to) || Remaining == 0)
        {
            (points, mass, share, Remaining) = ([], [], [], 0);
            Look++;
            return;
        }
        var (lo, hi) = (
            double.Max(from, double.Min(-below[Look], to - Decay)),
            double.Min(to, double.Max(above[Look], from + Decay))
        );
        var next = step[Look + 1];
        var width = double.Min(next, Look == 0 ? 1 : double.Min(1, step[Look] / rho[Look]));
        var panels = (int)double.Ceiling((hi - lo) / (PanelWidth * width));
        var size = panels * rule.Points;
        var (u, w) = (new double[size], new double[size]);
        var half = (hi - lo) / panels / 2;
        for (var i = 0; i < size; i++)
        {
            var (panel, point) = int.DivRem(i, rule.Points);
            u[i] = lo + half * (2 * panel + 1 + rule.Nodes[point]);
            w[i] = half * rule.Weights[point];
        }
        var h = Survived(u);
        var (m, remaining) = (new double[size], 0.0);
        for (var i = 0; i < size; i++)
        {
            m[i] = w[i] * h[i] * Phi(u[i]);
            remaining += m[i];
            w[i] *= h[i] / next;
        }
        (points, mass, share, Remaining) = (u, m, w, remaining);
        Look++;
    }

    /// <summary>h at each point: the probability that a path which ends there crossed nothing before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    double[] Survived(double[] at)
    {
        var h = new double[at.Length];
        if (Look == 0)
        {
            Array.Fill(h, 1);
            return h;
        }
        var (ρ, s, n) = (rho[Look], step[Look], points.Length);
        var (first, past) = (0, 0);
        for (var i = 0; i < at.Length; i++)
        {
            var center = ρ * at[i];
            // Where the density is centered outside of the region, its tail within the region decides.
            var outside = double.Max(0, double.Max(points[0] - center, center - points[n - 1]));
            var radius = double.Sqrt(outside * outside + Reach * Reach * s * s);
            while (first < n && points[first] < center - radius)
                first++;
            while (past < n && points[past] <= center + radius)
                past++;
            h[i] = NormalSum(points.AsSpan(first, past - first), share.AsSpan(first, past - first), center, 1 / s);
        }
        return h;
    }

    /// <summary>Σ share·φ((point - center)/s): nearly all of the time goes here, so four points are taken at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double NormalSum(ReadOnlySpan<double> points, ReadOnlySpan<double> shares, double center, double inverse)
    {
        var (sums, j) = (Vector256<double>.Zero, 0);
        var (centers, inverses, half) = (Vector256.Create(center), Vector256.Create(inverse), Vector256.Create(-0.5));
        for (; j <= points.Length - Vector256<double>.Count; j += Vector256<double>.Count)
        {
            var x = (Vector256.Create(points[j..]) - centers) * inverses;
            sums += Vector256.Create(shares[j..]) * Vector256.Exp(x * x * half);
        }
        var sum = Vector256.Sum(sums);
        for (; j < points.Length; j++)
        {
            var x = (points[j] - center) * inverse;
            sum += shares[j] * double.Exp(-x * x / 2);
        }
        return sum * Peak;
    }

    static double Phi(double x) => double.Exp(-x * x / 2) * Peak;
}
