using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Equipoise.Datasets.Files;

namespace Equipoise.Benchmarks.Datasets;

/// <summary>What it takes to read and to convert large files, and what it takes R: each in a process of its own, in turn.</summary>
static class ReadingFiles
{
    const int Rounds = 3;

    /// <summary>Reads a file to its end, as batches.</summary>
    public static long Read(string file) => DatasetFile.Members(file).Sum(dataset => dataset.Batches().Sum(batch => (long)batch.Count));

    /// <summary>Reads a JSON file to its end, token by token, and makes nothing of it: what any use of the JSON reader costs at least.</summary>
    public static long Tokens(string file)
    {
        using var stream = File.OpenRead(file);
        var buffer = new byte[1 << 16];
        var state = new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true });
        var (left, count) = (0, 0L);
        while (true)
        {
            var end = left + stream.ReadAtLeast(buffer.AsSpan(left), buffer.Length - left, throwOnEndOfStream: false);
            var reader = new Utf8JsonReader(buffer.AsSpan(..end), isFinalBlock: end < buffer.Length, state);
            while (reader.Read())
                count++;
            if (end < buffer.Length)
                return count;
            state = reader.CurrentState;
            left = end - (int)reader.BytesConsumed;
            buffer.AsSpan((int)reader.BytesConsumed..end).CopyTo(buffer);
        }
    }

    /// <summary>The table of all comparisons.</summary>
    /// <param name="folder">Where the files are made and kept.</param>
    /// <param name="program">The program, a .dll.</param>
    /// <param name="sas">A compressed SAS data set; null where there is none.</param>
    public static IEnumerable<string> Measure(string folder, string program, string? sas)
    {
        Directory.CreateDirectory(folder);
        var transport = BenchFiles.Laboratory(folder, 3_100_000);
        var small = BenchFiles.Laboratory(folder, 600_000);
        var csv = BenchFiles.Csv(folder, 10_000_000);
        yield return "| what | file | ours: CPU | wall | memory | peer | its CPU | wall | memory | CPU ours/peer | hold |";
        yield return "|---|---:|---:|---:|---:|---|---:|---:|---:|---:|---|";
        yield return Row("XPT, read", transport, $"x <- haven::read_xpt('{transport}')", "haven", "a tenth of haven's CPU, 200 MB");
        yield return Row("CSV of 10,000,000 rows, read", csv, $"x <- data.table::fread('{csv}', nThread = 2)", "fread", "half of fread's CPU, 200 MB");
        if (sas is not null && BenchFiles.Longer(folder, sas, 2_000) is { } packed)
            yield return Row("SAS7BDAT, compressed, read", packed, $"x <- haven::read_sas('{packed}')", "haven", "a quarter of haven's CPU");
        var json = BenchFiles.As(small, ".ndjson");
        yield return Row("Dataset-JSON (NDJSON), read", json, null, "tokens alone", "as fast as the disk or the JSON reader");
        yield return Converted("XPT to Dataset-JSON", small, Path.Combine(folder, "out.json"));
        yield return Converted("Dataset-JSON to XPT", json, Path.Combine(folder, "out.xpt"));
        yield return Converted("five times as much", transport, Path.Combine(folder, "out5.json"));

        string Row(string what, string file, string? r, string peer, string hold)
        {
            List<Spent> ours = [];
            List<Spent> theirs = [];
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(Run("dotnet", Environment.GetCommandLineArgs()[0], "datasets", "read", file));
                theirs.Add(
                    r is null
                        ? Run("dotnet", Environment.GetCommandLineArgs()[0], "datasets", "tokens", file)
                        : Run("Rscript", "-e", r)
                );
            }
            var (our, their) = (Middle(ours), Middle(theirs));
            return $"| {what} | {Megabytes(file)} | {our} | {peer} | {their} | "
                + $"{(our.Cpu / their.Cpu).ToString("0.000", CultureInfo.InvariantCulture)} | {hold} |";
        }

        string Converted(string what, string file, string to)
        {
            var spent = Run("dotnet", program, "convert", file, to);
            File.Delete(to);
            return $"| {what}, `equipoise convert` | {Megabytes(file)} | {spent} | | | | | | linear, constant memory |";
        }
    }

    static string Megabytes(string file) => $"{new FileInfo(file).Length / 1e6:#,0} MB";

    static Spent Middle(List<Spent> all) => all.OrderBy(one => one.Cpu.TotalSeconds).ElementAt(all.Count / 2);

    static Spent Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var watch = Stopwatch.StartNew();
        var (most, cpu) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(5))
            try
            {
                // What a process used cannot be asked once it has ended.
                cpu = process.TotalProcessorTime;
                foreach (var line in File.ReadLines($"/proc/{process.Id}/status"))
                    if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                        most = Math.Max(most, long.Parse(line[6..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It has just ended.
            }
        var wall = watch.Elapsed;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output.Result}{error.Result}");
        return new(cpu, wall, most / 1024.0);
    }

    sealed record Spent(TimeSpan Cpu, TimeSpan Wall, double Memory)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Cpu.TotalSeconds:0.00} s | {Wall.TotalSeconds:0.00} s | {Memory:0} MB");
    }
}
