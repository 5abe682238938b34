using Equipoise.Design.Simulation.Cut;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>Words are sorted as Array.Sort does it, however they are spread.</summary>
public sealed class WordSortFacts
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(16, 1, 1)]
    [InlineData(17, 3, 1)]
    [InlineData(518, 1, 1)]
    [InlineData(518, 1, 1_000_000)] // nearly all in the first bucket
    [InlineData(518, 7, 1000)]
    [InlineData(6000, 64, 30)]
    public void Each_stratum_is_sorted_and_padded(int count, int strata, int skew)
    {
        var stream = new RandomStream(1, (uint)count, (uint)skew);
        for (var repeat = 0; repeat < 20; repeat++)
        {
            const uint largest = 3_000_000_000;
            var words = Enumerable.Range(0, count).Select(_ => (uint)(largest * Math.Pow(stream.Uniform(), skew))).ToArray();
            var strataOf = words.Select(_ => stream.Between(0, strata - 1)).ToArray();
            if (count > 2)
                (words[1], words[2]) = (largest, words[0]);

            var (sorted, starts, counts) = (new uint[WordSort.RoomFor(count, strata)], new int[strata + 1], new int[strata]);
            new WordSort(count, strata).Sort<Register256>(Padded(words), count, Padded(strataOf), largest, sorted, starts, counts);

            for (var s = 0; s < strata; s++)
            {
                var expected = words.Where((_, i) => strataOf[i] == s).Order().ToArray();
                counts[s].ShouldBe(expected.Length);
                (starts[s] % 16).ShouldBe(0);
                sorted.AsSpan(starts[s], counts[s]).ToArray().ShouldBe(expected);
                var padding = sorted[(starts[s] + counts[s])..starts[s + 1]];
                padding.Length.ShouldBeGreaterThanOrEqualTo(16);
                padding.ShouldAllBe(word => word == WordSort.Padding);
            }
        }
    }

    [Fact]
    public void More_words_than_there_is_room_for_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new WordSort(16, 1).Sort<Register128>(new uint[17], 17, [], 1, new uint[WordSort.RoomFor(17, 1)], new int[2], new int[1])
        );

    static T[] Padded<T>(T[] values) => [.. values, .. new T[16]];
}
