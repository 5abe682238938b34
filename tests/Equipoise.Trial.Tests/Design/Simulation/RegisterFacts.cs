using Equipoise.Design.Simulation.Lanes;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>What a register of each width does to its lanes is what one number after the other gives.</summary>
public sealed class RegisterFacts
{
    [Fact]
    public void A_register_of_128_bits_computes_lane_by_lane() => Computes<Register128>(16);

    [Fact]
    public void A_register_of_256_bits_computes_lane_by_lane() => Computes<Register256>(32);

    [Fact]
    public void A_register_of_512_bits_computes_lane_by_lane() => Computes<Register512>(64);

    static void Computes<R>(int bytes)
        where R : struct, IRegister<R>
    {
        ((int)Vector<R, byte>.Count).ShouldBe(bytes);
        var stream = new RandomStream(7, 0, 0);
        for (var repeat = 0; repeat < 200; repeat++)
        {
            var (x, y) = (Numbers(stream, bytes / 4), Numbers(stream, bytes / 4));
            var (a, b) = (Vector<R, int>.Load(ref x[0], 0), Vector<R, int>.Load(ref y[0], 0));
            Of(a.SumsUpTo()).ShouldBe(x.Select((_, i) => x.Take(i + 1).Aggregate(0, Sum)));
            Of(a.SumsFrom()).ShouldBe(x.Select((_, i) => x.Skip(i).Aggregate(0, Sum)));
            Of(a.FillFirst()).ShouldBe(x.Select(_ => x[0]));
            Of(a.FillLast()).ShouldBe(x.Select(_ => x[^1]));
            (a.Largest(), a.Smallest()).ShouldBe((x.Max(), x.Min()));
            Of(a + b).ShouldBe(x.Zip(y, Sum));
            Of(a - b).ShouldBe(x.Zip(y, (one, other) => unchecked(one - other)));
            Of(Vector<R, int>.Min(a, b)).ShouldBe(x.Zip(y, int.Min));
            Of(Vector<R, int>.Max(a, b)).ShouldBe(x.Zip(y, int.Max));
            Of((a < b).Choose(a, b)).ShouldBe(x.Zip(y, int.Min));
            Of((a >= b).Choose(a, b)).ShouldBe(x.Zip(y, int.Max));
            (a <= b).CountSet().ShouldBe(x.Zip(y).Count(pair => pair.First <= pair.Second));
            (a > x[0]).CountSet().ShouldBe(x.Count(one => one > x[0]));
            a.IsEqualTo(x[0]).CountSet().ShouldBe(x.Count(one => one == x[0]));
            Of((a ^ b) | (a & b)).ShouldBe(x.Zip(y, (one, other) => one | other));
            Of((a << 5) + (a >>> 3)).ShouldBe(x.Select(one => unchecked((one << 5) + (one >>> 3))));
            Of(Vector<R, int>.Indices).ShouldBe(Enumerable.Range(0, x.Length));
            (a.As<uint>() < b.As<uint>()).CountSet().ShouldBe(x.Zip(y).Count(pair => (uint)pair.First < (uint)pair.Second));

            var (first, second) = a.As<uint>().Widen();
            Of(first).Concat(Of(second)).ShouldBe(x.Select(one => (ulong)(uint)one));
            Of(first.LowerHalves(second).As<int>()).ShouldBe(x);
            var factor = (uint)y[0];
            Of((first | 0xABCD0000_00000000).TimesLowerHalf(factor)).ShouldBe(Of(first).Select(one => one * factor));
        }
    }

    // Small ones too, so that some are equal.
    static int[] Numbers(RandomStream stream, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i % 3 == 0 ? stream.Between(-2, 2) : (int)stream.NextBits())];

    static T[] Of<R, T>(Vector<R, T> vector)
        where R : struct, IRegister<R>
        where T : unmanaged
    {
        var numbers = new T[(int)Vector<R, T>.Count];
        vector.Store(ref numbers[0], 0);
        numbers[^1].ShouldBe(vector[numbers.Length - 1]);
        return numbers;
    }

    static int Sum(int one, int other) => unchecked(one + other);
}
