using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Statistics.Tests;

/// <summary>
/// Small samples with competing events: typed ("5:2" is an event of cause 2 at 5, "6+" censored at 6), and drawn.
/// </summary>
static class CompetingSamples
{
    static readonly Config fixedSeed = Config
        .QuickThrowOnFailure.WithMaxTest(200)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_260_102, 7_919), FSharpOption<int>.None)));

    public static CompetingObservation[] Parse(string text) =>
        [
            .. text.Split(' ')
                .Select(word => word.TrimEnd('+').Split(':'))
                .Select(parts =>
                    parts.Length == 2
                        ? CompetingObservation.Event(double.Parse(parts[0]), int.Parse(parts[1]))
                        : CompetingObservation.CensoredAt(double.Parse(parts[0]))
                ),
        ];

    public sealed record Row(int Time, int Cause, int Delay, int Group, int X, int Weight)
    {
        public CompetingObservation Observation => Of(Time, double.NegativeInfinity);

        public CompetingObservation Late => Of(Time, Delay == 0 ? double.NegativeInfinity : Time - Delay);

        public CompetingObservation Of(double time, double entry) =>
            Cause == 0 ? CompetingObservation.CensoredAt(time, entry) : CompetingObservation.Event(time, Cause, entry);
    }

    public static void ForTrials(Func<Row[], bool> property)
    {
        var row =
            from time in Gen.Choose(1, 12)
            from cause in Gen.Choose(0, 2)
            from delay in Gen.Choose(0, 9)
            from grouping in Gen.Choose(0, 5)
            from x in Gen.Choose(-4, 4)
            from weight in Gen.Choose(0, 3)
            select new Row(time, cause, delay, grouping % 3, x, weight);
        var trial = from size in Gen.Choose(1, 40) from rows in Gen.ArrayOf(row, size) select rows;
        Check.One(fixedSeed, Prop.ForAll(Arb.ToArbitrary(trial), property));
    }

    public static bool Near(double? a, double? b) =>
        a.Equals(b) || Math.Abs(a!.Value - b!.Value) <= 1e-11 * (1 + Math.Abs(a.Value));
}
