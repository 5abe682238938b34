using Equipoise.Statistics.Sequential;
using FsCheck;
using Microsoft.FSharp.Core;

namespace Equipoise.Statistics.Tests.Sequential;

/// <summary>Plans that many tests use.</summary>
static class Plans
{
    public static EfficacyRule OBrienFlemingType { get; } = new EfficacyRule.Spending(new SpendingFunction.LanDeMetsOBrienFleming());

    public static FutilityRule NonBinding { get; } = new FutilityRule.Spending(new SpendingFunction.HwangShihDeCani(-2), false);

    public static FutilityRule Binding { get; } = new FutilityRule.Spending(new SpendingFunction.HwangShihDeCani(-2), true);

    public static IReadOnlyList<EfficacyRule> Rules { get; } =
        [
            OBrienFlemingType,
            new EfficacyRule.Spending(new SpendingFunction.LanDeMetsPocock()),
            new EfficacyRule.Spending(new SpendingFunction.HwangShihDeCani(-4)),
            new EfficacyRule.Spending(new SpendingFunction.KimDeMets(2)),
            new EfficacyRule.Spending(new SpendingFunction.UserDefined([new(0.4, 0.2), new(0.7, 0.6)])),
            new EfficacyRule.Pocock(),
            new EfficacyRule.OBrienFleming(),
            new EfficacyRule.WangTsiatis(0.25),
            new EfficacyRule.HaybittlePeto(3),
        ];

    public static Config FixedSeed { get; } =
        Config
            .QuickThrowOnFailure.WithMaxTest(60)
            .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_260_404, 104_729), FSharpOption<int>.None)));

    /// <summary>1/K, 2/K … 1.</summary>
    public static double[] Even(int looks) => [.. Enumerable.Range(1, looks).Select(k => (double)k / looks)];

    public static GroupSequentialTest Of(EfficacyRule rule, params double[] fractions) =>
        new()
        {
            InformationFractions = fractions,
            OneSidedAlpha = 0.025,
            Efficacy = rule,
        };

    /// <summary>Looks with cumulative sums of small whole numbers as information.</summary>
    public static double[] Fractions(IReadOnlyList<int> steps)
    {
        var total = (double)steps.Sum();
        var sum = 0;
        return [.. steps.Select(step => (sum += step) / total)];
    }
}
