using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>What determines the bounds of looks, and the bounds themselves, one look after the other.</summary>
/// <remarks>The state under the null hypothesis gives efficacy bounds, that under the alternative gives futility bounds; each
/// waits at a look until its bound is found.</remarks>
sealed record BoundaryWalk
{
    /// <summary>The information of each look, on any scale.</summary>
    public required double[] Information { get; init; }

    /// <summary>The efficacy bound of each look where it is given; null where it follows from the error.</summary>
    public required double?[] GivenZ { get; init; }

    /// <summary>The type I error that may be spent by each look, where the bound follows from it.</summary>
    public required double[] AlphaBy { get; init; }

    /// <summary>The type II error that may be spent by each look; null without beta spending.</summary>
    public double[]? BetaBy { get; init; }

    /// <summary>The futility bounds of interim looks where they are given, -∞ for none; null otherwise.</summary>
    public double[]? GivenFutility { get; init; }

    /// <summary>Whether stopping for futility lowers the efficacy bounds.</summary>
    public bool IsBinding { get; init; }

    /// <summary>Whether also -bound is a bound.</summary>
    public bool TwoSided { get; init; }

    /// <summary>Whether the last of these looks is the final one, where futility begins where efficacy ends.</summary>
    public bool EndsThere { get; init; } = true;

    /// <summary>The effect that each look sees, relative to that of the planned last; null for the same at all.</summary>
    public IReadOnlyList<double>? RelativeEffects { get; init; }

    bool HasFutility => BetaBy is not null || GivenFutility is not null;

    int Looks => Information.Length;

    /// <summary>The bounds, for a drift θ per square root of information (it matters for beta spending only).</summary>
    public WalkedBounds Take(double drift)
    {
        var (b, a, spent) = (new double[Looks], new double[Looks], new double[Looks]);
        var (means, far) = (ExitProbabilities.Means(Information, drift, RelativeEffects), FarAbove());
        var farBelow = new double[Looks];
        for (var k = 0; k < Looks; k++)
            farBelow[k] = TwoSided ? -far[k] : double.NegativeInfinity;
        var underNull = new ContinuingPath(Information, new double[Looks], far, farBelow);
        var underAlternative = BetaBy is null ? null : new ContinuingPath(Information, means, far, FarBelow(means));
        var (alpha, beta, surplus) = (0.0, 0.0, 0.0);
        string? trouble = null;
        var isCapped = false;
        for (var k = 0; k < Looks; k++)
        {
            var isFinal = EndsThere && k == Looks - 1;
            if (GivenZ[k] is { } given)
            {
                b[k] = given;
                alpha += underNull.Above(given);
            }
            else
            {
                if (isFinal && !(AlphaBy[k] > alpha))
                    trouble ??=
                        $"By look {k} a type I error of {alpha:G6} is spent; "
                        + $"nothing of {AlphaBy[k]:G6} is left for the last look.";
                var bound = BoundSearch.Upper(underNull, AlphaBy[k] - alpha, 0);
                if (bound is null)
                    trouble ??=
                        $"Look {k + 1} is to spend a type I error of {AlphaBy[k] - alpha:G6}, "
                        + $"but is reached with probability {underNull.Remaining:G6} only.";
                b[k] = bound ?? double.NegativeInfinity;
                alpha = double.Max(alpha, AlphaBy[k]);
            }
            spent[k] = alpha;

            a[k] = double.NegativeInfinity;
            if (isFinal && HasFutility)
            {
                a[k] = b[k];
                if (underAlternative is not null && !isCapped)
                    surplus = beta + underAlternative.Below(b[k]) - BetaBy![k];
            }
            else if (GivenFutility is { } givenFutility)
            {
                a[k] = givenFutility[k];
                if (a[k] >= b[k])
                    trouble ??=
                        $"The futility bound {a[k]:G6} of look {k + 1} is not below its efficacy bound {b[k]:G6}.";
            }
            else if (underAlternative is not null)
            {
                // Where the error cannot be spent below the efficacy bound, everybody stops.
                var available = underAlternative.Below(b[k]);
                if (available <= BetaBy![k] - beta)
                {
                    if (!isCapped)
                        surplus = beta + available - BetaBy[^1];
                    (a[k], isCapped) = (b[k], true);
                }
                else
                    a[k] = BoundSearch.Lower(underAlternative, BetaBy[k] - beta, means[k]) ?? b[k];
                beta = double.Max(beta, BetaBy[k]);
            }
            if (trouble is not null || k == Looks - 1)
                break;
            underNull.Continue(TwoSided ? -b[k] : IsBinding ? a[k] : double.NegativeInfinity, b[k]);
            underAlternative?.Continue(a[k], b[k]);
        }
        return new(b, a, spent, surplus, isCapped, trouble);
    }

    // A bound that spends p in addition lies no farther out than the quantile of p.
    double[] FarAbove()
    {
        var far = new double[Looks];
        for (var k = 0; k < Looks; k++)
            far[k] = GivenZ[k] ?? -Normal.Quantile(double.Clamp(AlphaBy[k] - (k == 0 ? 0 : AlphaBy[k - 1]), 0, 1));
        return far;
    }

    double[] FarBelow(double[] means)
    {
        var far = new double[Looks];
        for (var k = 0; k < Looks; k++)
            far[k] = means[k] + Normal.Quantile(double.Clamp(BetaBy![k] - (k == 0 ? 0 : BetaBy[k - 1]), 0, 1));
        return far;
    }
}

/// <summary>Bounds that were found.</summary>
/// <param name="Efficacy">Upper bounds; +∞ where nothing is spent.</param>
/// <param name="Futility">Lower bounds; -∞ where there is none.</param>
/// <param name="AlphaSpent">The type I error spent by each look.</param>
/// <param name="Surplus">By how much the type II error exceeds what it should be.</param>
/// <param name="IsCapped">Whether a futility bound would have passed the efficacy bound and was put there.</param>
/// <param name="Trouble">Why there are no such bounds; null when there are.</param>
sealed record WalkedBounds(
    double[] Efficacy,
    double[] Futility,
    double[] AlphaSpent,
    double Surplus,
    bool IsCapped,
    string? Trouble
);
