using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Tests.Numerics;

public sealed class TimeOrderTests
{
    [Theory]
    [InlineData(1, 1e9)] // continuous
    [InlineData(1, 100)] // two decimals: long runs of one time
    [InlineData(1000, 1)] // whole days
    [InlineData(1e-300, 50)] // small and few
    [InlineData(1e300, 1e6)] // large
    public void Rows_come_by_time_events_first_and_as_they_came(double unit, double levels)
    {
        foreach (var count in new[] { 1, 2, 30, 900, 20_000 })
        {
            var random = new RandomStream((ulong)count, 1, 0);
            var rows = new (double Time, bool IsEvent)[count];
            for (var row = 0; row < count; row++)
                rows[row] = (unit * Math.Floor(levels * random.Uniform()) / Math.Min(levels, 100), random.Happens(0.6));
            OrderOf(rows).ShouldBe(SlowOrderOf(rows));
        }
    }

    [Fact]
    public void Times_that_differ_in_their_last_bits_only_are_told_apart()
    {
        var random = new RandomStream(5, 1, 0);
        var rows = new (double Time, bool IsEvent)[5000];
        for (var row = 0; row < rows.Length; row++)
        {
            // Two far apart make the upper bits coarse; the rest lie within a few units in the last place of 3.
            var time =
                row == 0 ? 1e-300
                : row == 1 ? 1e300
                : BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(3) + (ulong)random.Between(0, 40));
            rows[row] = (time, random.Happens(0.5));
        }
        OrderOf(rows).ShouldBe(SlowOrderOf(rows));
    }

    static int[] OrderOf((double Time, bool IsEvent)[] rows) =>
        TimeOrder.Of(Array.ConvertAll(rows, row => TimeOrder.KeyOf(row.Time, row.IsEvent)));

    static int[] SlowOrderOf((double Time, bool IsEvent)[] rows) =>
        [.. Enumerable.Range(0, rows.Length).OrderBy(row => rows[row].Time).ThenBy(row => !rows[row].IsEvent)];
}
