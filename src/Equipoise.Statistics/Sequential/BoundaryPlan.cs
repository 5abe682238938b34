using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>The bounds of a planned test: its walk from look to look,
/// the constant of a shaped bound, the drift for the power.</summary>
static class BoundaryPlan
{
    const int MostSteps = 200;

    /// <summary>The walk over the planned looks. The bounds of a shape (Pocock and its kin) await their constant.</summary>
    public static BoundaryWalk WalkOf(GroupSequentialTest test)
    {
        double[] fractions = [.. test.InformationFractions];
        var last = fractions.Length - 1;
        double[] times = [.. test.SpendingTimes];
        var beta = 1 - test.Power;
        return new()
        {
            Information = fractions,
            GivenZ = test.Efficacy is EfficacyRule.HaybittlePeto { InterimZ: var z }
                ? [.. fractions.Select((_, k) => k < last ? z : (double?)null)]
                : new double?[fractions.Length],
            AlphaBy = test.Efficacy is EfficacyRule.Spending { Function: var f }
                ? Array.ConvertAll(times, t => f.At(t, test.OneSidedAlpha))
                : [.. fractions.Select((_, k) => k < last ? 0 : test.OneSidedAlpha)],
            BetaBy =
                test.Futility is FutilityRule.Spending { Function: var g } ? Array.ConvertAll(times, t => g.At(t, beta)) : null,
            GivenFutility = test.Futility is FutilityRule.FixedZ { InterimZ: var futility }
                ? [.. futility, double.NegativeInfinity]
                : null,
            IsBinding = test.Futility.IsBinding,
            TwoSided = test.TwoSided,
            RelativeEffects = test.RelativeEffects,
        };
    }

    /// <summary>The exponent Δ of a shaped bound C·t^(Δ - ½); null for other rules.</summary>
    public static double? ShapeOf(EfficacyRule rule) =>
        rule switch
        {
            EfficacyRule.Pocock => 0.5,
            EfficacyRule.OBrienFleming => 0,
            EfficacyRule.WangTsiatis { Delta: var delta } => delta,
            _ => null,
        };

    /// <summary>The bounds at a drift; for a shaped rule with the constant that uses up the type I error.</summary>
    public static WalkedBounds Bounds(GroupSequentialTest test, BoundaryWalk walk, double drift)
    {
        if (ShapeOf(test.Efficacy) is not { } delta || walk.Information.Length == 1)
            return walk.Take(drift);
        var constant = Constant(test, walk, delta, drift);
        return constant is { } c
            ? Shaped(c)
            : walk.Take(drift) with
            {
                Trouble = "No constant of this shape uses up the type I error: the binding futility bounds stop too often.",
            };

        WalkedBounds Shaped(double c) => (walk with { GivenZ = ShapedZ(walk.Information, c, delta) }).Take(drift);
    }

    /// <summary>Bounds C·t^(Δ - ½).</summary>
    public static double?[] ShapedZ(double[] fractions, double constant, double delta) =>
        Array.ConvertAll(fractions, t => (double?)(constant * double.Pow(t, delta - 0.5)));

    static double? Constant(GroupSequentialTest test, BoundaryWalk walk, double delta, double drift)
    {
        var target = double.Log(test.OneSidedAlpha);
        // At least the last look's tail crosses; at most the sum of the tails.
        var near = -Normal.Quantile(test.OneSidedAlpha);
        var far = double.Max(
            near,
            -Normal.Quantile(test.OneSidedAlpha / walk.Information.Length)
                / walk.Information.Min(t => double.Pow(t, delta - 0.5))
        );
        (near, far) = (near - 1e-7, far + 1e-7);
        var (step, steps) = (0.5, 0);
        for (; Excess(near) < 0; near -= step, step *= 2)
            if (++steps > MostSteps || step > 64)
                return null;
        for (step = 0.5; Excess(far) > 0; far += step, step *= 2)
            if (++steps > MostSteps)
                return null;
        return Brent.Zero(Excess, near, far);

        // Where futility stops everybody (or passes the bound) nothing more is spent.
        double Excess(double c)
        {
            var bounds = (walk with { GivenZ = ShapedZ(walk.Information, c, delta) }).Take(drift);
            return double.Log(bounds.AlphaSpent.Max()) - target;
        }
    }
}
