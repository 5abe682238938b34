namespace Equipoise.Statistics.Numerics;

/// <summary>The zero of a continuous function between two points where its signs differ.</summary>
/// <remarks>
/// Brent (1973), Algorithms for Minimization without Derivatives, chapter 4: never slower than bisection by more than a square.
/// R: <c>uniroot(f, c(from, to), tol = 2.2e-16)$root</c>. Outside the promise of versions.
/// </remarks>
public static class Brent
{
    const int MaximumIterations = 1000;

    /// <summary>
    /// The zero to the last bits. An end where the function is 0 is the answer; signs that agree are a mistake of the caller.
    /// </summary>
    /// <param name="f">The function, continuous between the points.</param>
    /// <param name="from">A point.</param>
    /// <param name="to">A point at which the function has the other sign.</param>
    /// <exception cref="InvalidOperationException">The signs at the two points are the same.</exception>
    public static double Zero(Func<double, double> f, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(f);
        var (a, b) = (from, to);
        var (fa, fb) = (f(a), f(b));
        if (fa == 0)
            return a;
        if (fb == 0)
            return b;
        if (!(fa > 0 != fb > 0))
            throw new InvalidOperationException($"No change of sign between {a} ({fa}) and {b} ({fb}).");
        var (c, fc) = (a, fa);
        var (d, e) = (b - a, b - a);
        for (var iteration = 0; iteration < MaximumIterations && fb != 0; iteration++)
        {
            if (fb > 0 == fc > 0)
            {
                (c, fc) = (a, fa);
                d = e = b - a;
            }
            if (double.Abs(fc) < double.Abs(fb))
            {
                (a, b, c) = (b, c, b);
                (fa, fb, fc) = (fb, fc, fb);
            }
            var tolerance = 2.2e-16 * double.Abs(b);
            var half = (c - b) / 2;
            if (double.Abs(half) <= tolerance)
                break;
            if (double.Abs(e) < tolerance || double.Abs(fa) <= double.Abs(fb))
                d = e = half;
            else
            {
                // Inverse quadratic interpolation, or the secant when two of the points are one.
                var s = fb / fa;
                var (p, q) = (2 * half * s, 1 - s);
                if (a != c)
                {
                    var (t, r) = (fa / fc, fb / fc);
                    p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
                    q = (t - 1) * (r - 1) * (s - 1);
                }
                if (p > 0)
                    q = -q;
                else
                    p = -p;
                var isTrusted = 2 * p < double.Min(3 * half * q - double.Abs(tolerance * q), double.Abs(e * q));
                (e, d) = isTrusted ? (d, p / q) : (half, half);
            }
            (a, fa) = (b, fb);
            b += double.Abs(d) > tolerance ? d : double.CopySign(tolerance, half);
            fb = f(b);
        }
        return b;
    }
}
