using System.Globalization;
using System.Text;

namespace Equipoise.Benchmarks;

/// <summary>The table: each case with what R's calls took, how much faster this is, and how far the answers are apart.</summary>
static class Report
{
    public static string Of(IReadOnlyList<Case> cases, IReadOnlyList<Measured> ours, IReadOnlyList<Measured> theirs)
    {
        var table = new StringBuilder();
        table.AppendLine("| work | here | allocates | R's call | R | times faster | answers differ by |");
        table.AppendLine("|---|---:|---:|---|---:|---:|---:|");
        foreach (var work in cases)
        {
            var here = ours.Where(measured => measured.Name == work.Name).ToList();
            var seconds = Measure.Median(here.Select(measured => measured.Seconds));
            var what = work.Work;
            foreach (
                var call in theirs
                    .Where(measured => measured.Name.StartsWith(work.Name + " ", StringComparison.Ordinal))
                    .GroupBy(m => m.Name)
            )
            {
                var inR = Measure.Median(call.Select(measured => measured.Seconds));
                var (a, b) = (here[0].Answer, call.First().Answer);
                var memory = what.Length > 0 ? Bytes(here[0].Allocated) : "";
                table.AppendLine(
                    $"| {what} | {Time(seconds)} | {memory} | `{call.Key[(work.Name.Length + 1)..]}` | {Time(inR)} | {(inR / seconds).ToString("G3", CultureInfo.InvariantCulture)} | {double.Abs(a - b) / double.Abs(b):E0} |"
                );
                what = "";
            }
        }
        return table.ToString();
    }

    static string Bytes(long bytes) =>
        bytes == 0 ? "nothing"
        : bytes < 1e6 ? $"{bytes / 1e3:F0} kB"
        : $"{bytes / 1e6:F0} MB";

    static string Time(double seconds) =>
        seconds switch
        {
            >= 1 => $"{seconds:F2} s",
            >= 0.001 => $"{(1000 * seconds).ToString("G3", CultureInfo.InvariantCulture)} ms",
            _ => $"{(1e6 * seconds).ToString("G3", CultureInfo.InvariantCulture)} µs",
        };
}
