using System.Diagnostics;
using System.Globalization;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>Transport files that are written here, read by R's haven, which is no work of ours.</summary>
public sealed class ReadByHaven : IDisposable
{
    // A line a column: name, label, format, then its values; a missing number as NA with its letter.
    const string Script = """
        x <- haven::read_xpt(commandArgs(TRUE)[1])
        for (n in names(x)) {
          v <- x[[n]]
          s <- if (is.numeric(v)) ifelse(is.na(v), paste0("NA", ifelse(is.na(haven::na_tag(v)), "", haven::na_tag(v))), sprintf("%.17g", v)) else v
          a <- function(w) { r <- attr(v, w); if (is.null(r)) "" else r }
          cat(paste(c(n, a("label"), a("format.sas"), s), collapse = "|"), "\n", sep = "")
        }
        """;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [HavenTheory]
    [InlineData(5)]
    [InlineData(8)]
    public void Values_labels_formats_and_missing_codes_are_what_was_written(int version)
    {
        double[] numbers = [0.1, -118.625, 1e75, 6e-79, 1 / 3.0, 9_007_199_254_740_991, 0, MissingValue.Of('Z'), double.NaN];
        string[] texts = ["a", "", " leading", "x\"y", "1001", new('t', 150), ".", "NA", "last"];
        var table = new Table(
            "ADTEST",
            "Test",
            [
                new NumberColumn("AVAL", "Analysis Value", numbers, "8.3"),
                new NumberColumn("ADT", "Analysis Date", [.. Enumerable.Range(0, 9).Select(day => (double)day)]),
                new TextColumn("AVALC", "Analysis Value (C)", texts),
            ]
        );
        XptFile.Write(
            [table.AsDataset()],
            folder.File("t.xpt"),
            new() { Created = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero), TransportVersion = version }
        );

        var read = R(folder.File("t.R", Script), folder.File("t.xpt"));

        read.Length.ShouldBe(3);
        read[0][..3].ShouldBe(["AVAL", "Analysis Value", "8.3"]);
        read[0][3..10].Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ShouldBe(numbers[..7]);
        read[0][10..].ShouldBe(["NAZ", "NA"], StringComparer.OrdinalIgnoreCase);
        read[2][..3].ShouldBe(["AVALC", "Analysis Value (C)", ""]);
        read[2][3..].ShouldBe(texts);
    }

    static string[][] R(params string[] arguments)
    {
        using var process = Process.Start(HavenTheoryAttribute.Rscript(arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, error.Result);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|'))];
    }
}

/// <summary>A test that needs R with haven, and says so when it is skipped.</summary>
sealed class HavenTheoryAttribute : TheoryAttribute
{
    public HavenTheoryAttribute()
    {
        if (!IsThere.Value)
            Skip = "R with haven is not installed (apt-get install r-cran-haven).";
    }

    static Lazy<bool> IsThere { get; } = new(() =>
    {
        try
        {
            using var process = Process.Start(Rscript("-e", "library(haven)"))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public static ProcessStartInfo Rscript(params string[] arguments) =>
        new("Rscript", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
}
