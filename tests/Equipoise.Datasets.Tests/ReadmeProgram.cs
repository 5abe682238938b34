using Equipoise.Datasets.Files;
using Equipoise.Datasets.Inspection;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>The example of the README as a method; <see cref="ReadmeExample"/> holds the two together.</summary>
static class ReadmeProgram
{
    /// <summary>Runs it.</summary>
    /// <param name="folder">Where its files go.</param>
    /// <param name="Console">Where it prints, in the place of the console.</param>
    public static void Run(string folder, TextWriter Console)
    {
        // A data set of columns, as an analysis holds it. .U is one of SAS's 28 missing values.
        var dm = new Table(
            "DM",
            "Demographics",
            [
                new TextColumn("USUBJID", "Unique Subject Identifier", ["101-01", "101-02", "102-01"]),
                new NumberColumn("AGE", "Age", [61, MissingValue.Of('U'), 48]),
                new NumberColumn("RFSTDT", "First dose", [.. new[] { 1, 9, 17 }.Select(day => SasDate.ToNumber(new(2026, 3, day)))], "DATE9."),
            ]
        );
        XptFile.Write(dm, At("dm.xpt"), created: new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero));

        // A file of any size is gone through in batches. What is odd about it did not stop the reader, and is told.
        var file = DatasetFile.Members(At("dm.xpt"))[0];
        foreach (var column in file.Spec.Columns)
            Console.WriteLine($"{column.Name}: {InspectedText.TypeOf(column)}"); // USUBJID: text, AGE: number, RFSTDT: date (number)
        foreach (var batch in file.Batches())
            Console.WriteLine($"{batch.Count} rows, the first age is {batch.Numbers(1).Values[0]}"); // 3 rows, the first age is 61

        // Into another format, with what that does not hold.
        var lost = DatasetFile.Write(At("dm.json"), [file], new() { Created = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero) });
        Console.WriteLine(lost[0].Message); // JSON has one missing value: the codes .A to .Z and ._ are lost
        var back = DatasetFile.Read(At("dm.json"));
        Console.WriteLine(((NumberColumn)back.Find("RFSTDT")!).Format); // DATE9.
        // The end.

        string At(string file) => Path.Combine(folder, file);
    }
}
