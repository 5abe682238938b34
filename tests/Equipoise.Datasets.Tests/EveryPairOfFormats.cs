using System.Globalization;
using System.Text.Json.Nodes;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Files;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Datasets.Tests;

/// <summary>From one format to another and back, what has changed is what the conversions listed as lost, and nothing
/// else.</summary>
/// <remarks>
/// When a file was made is its own and not looked at. A length that nobody stated may come, and what a format keeps without being
/// told (an OID, the attributes of this program) too: only what was there and is not any more, or is otherwise, is a loss.
/// </remarks>
[Trait("Takes", "time")]
public sealed class EveryPairOfFormats : IDisposable
{
    static readonly Config Fixed = Config
        .QuickThrowOnFailure.WithMaxTest(25)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_261_130, 4_713), FSharpOption<int>.None)));

    // The last says that a text file is read by the specification of what it was made from, as --like does.
    static readonly string[] Formats = ["5.xpt", "8.xpt", "json", "ndjson", "dsjc", "csv", "tsv", "csv.gz", "csv told"];

    // Which parts of a description each finding speaks of.
    static readonly Dictionary<string, string[]> ToldBy = new()
    {
        ["name"] = ["name", "oid"],
        ["data set label"] = ["data set label"],
        ["blanks of labels"] = ["data set label", "label"],
        ["kind"] = ["kind"],
        ["modified"] = ["modified"],
        ["data set attribute"] = ["data set attribute"],
        ["label"] = ["label"],
        ["type"] = ["type", "is number", "length of a decimal"],
        ["dates"] = ["type"],
        ["text like numbers"] = ["type", "is number"],
        ["empty numbers"] = ["type", "is number", "length"],
        ["length"] = ["length", "length of a decimal"],
        ["width"] = ["length"],
        ["length of numbers"] = ["length"],
        ["format"] = ["format", "type"],
        ["informat"] = ["informat"],
        ["justification"] = ["justification"],
        ["key"] = ["key"],
        ["oid"] = ["oid"],
        ["attribute"] = ["attribute"],
        ["not integer"] = ["type"],
        ["not boolean"] = ["type"],
        ["not date"] = ["type"],
        ["not datetime"] = ["type"],
        ["not time"] = ["type"],
    };

    // Those that name the rows in which a value is another.
    static readonly string[] OfValues = ["blanks", "digits", "special missing", "part of a second"];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var one in Formats.Where(format => format != "csv told"))
                foreach (var other in Formats)
                    pairs.Add(one, other);
            return pairs;
        }
    }

    readonly TemporaryFolder folder = new();
    readonly HashSet<string> changed = [];
    readonly HashSet<string> listed = [];
    int converted;

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_changed_is_listed(string one, string other)
    {
        Check.One(Fixed, Prop.ForAll(DrawnDataset.Any.ToArbitrary(), drawn => Goes(drawn, one, other)));
        // Few are refused, as blank rows at the end are by version 5; and no loss is listed that is none.
        converted.ShouldBeGreaterThan(12);
        if (other != "csv told")
            listed.Where(rule => !changed.Contains(rule)).ShouldBeEmpty();
    }

    void Goes(Dataset drawn, string one, string other)
    {
        Dataset first, second, third;
        List<Finding> lost = [];
        try
        {
            (first, _) = Through(drawn, one, "first", null);
            (second, var there) = Through(first, other, "second", first.Spec);
            (third, var back) = Through(second, one, "third", null);
            lost.AddRange(there.Concat(back).Where(IsLoss));
            // What the way back loses may be what the way there has added, as widths.
            listed.UnionWith(there.Where(IsLoss).Select(finding => finding.Rule));
        }
        catch (DataException)
        {
            return;
        }
        converted++;
        lost.ShouldAllBe(finding => ToldBy.ContainsKey(finding.Rule) || OfValues.Contains(finding.Rule));
        foreach (var (part, column, was, became) in Changes(first.Spec, third.Spec))
        {
            var rules = lost.Where(finding => IsAbout(finding, part, column)).Select(finding => finding.Rule).ToArray();
            rules.ShouldNotBeEmpty($"{part} of {column} was {was} and is {became}; listed are {string.Join(" | ", lost)}");
            changed.UnionWith(rules);
        }
        CompareValues(Cells(first), Cells(third), first.Spec, lost);
    }

    (Dataset Read, IReadOnlyList<Finding> Lost) Through(Dataset dataset, string format, string place, DatasetSpec? spec)
    {
        Directory.CreateDirectory(folder.File(place));
        var path = Path.Combine(folder.File(place), $"t.{format.Split(' ')[0].Replace("5.", "").Replace("8.", "")}");
        var options = new WriteOptions
        {
            Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            TransportVersion = format == "8.xpt" ? 8 : 5,
            AllowsUtf8 = true,
        };
        var lost = DatasetFile.Write(path, [dataset], options);
        return (DatasetFile.One(path, format == "csv told" ? new CsvOptions { Spec = spec } : null), lost);
    }

    static bool IsLoss(Finding finding) => finding.Weight == FindingWeight.Lost;

    // A finding without a column names those that it is about, up to five, and says how many more there are.
    static bool IsAbout(Finding finding, string part, string column) =>
        ToldBy.GetValueOrDefault(finding.Rule, []).Contains(part)
        && (
            finding.Column.Length > 0
                ? finding.Column == column
                : column.Length == 0
                    || finding.Rule is "name" or "dates"
                    || finding.Message.Contains(column, StringComparison.Ordinal)
                    || finding.Message.EndsWith(" more", StringComparison.Ordinal)
        );

    static IEnumerable<(string Part, string Column, string Was, string Became)> Changes(DatasetSpec was, DatasetSpec became)
    {
        became.Columns.Select(column => column.Name).ShouldBe(was.Columns.Select(column => column.Name));
        return OfDataset(was)
            .Zip(OfDataset(became), (a, b) => (a.Part, "", a.Value, b.Value))
            .Concat(
                was.Columns.Zip(became.Columns)
                    .SelectMany(pair =>
                        OfColumn(was, pair.First).Zip(OfColumn(became, pair.Second), (a, b) => (a.Part, pair.First.Name, a.Value, b.Value))
                    )
            )
            .Where(change => change.Item3.Length > 0 && change.Item3 != change.Item4);
    }

    // "" is what nobody said.
    static IEnumerable<(string Part, string Value)> OfDataset(DatasetSpec spec) =>
        [
            ("name", spec.Name.ToUpperInvariant()),
            ("data set label", spec.Label),
            ("kind", spec.Kind),
            ("modified", $"{spec.Modified:O}"),
            ("data set attribute", Attributes(spec.Extensions)),
        ];

    static IEnumerable<(string Part, string Value)> OfColumn(DatasetSpec spec, ColumnSpec column) =>
        [
            ("label", column.Label),
            ("type", $"{column.Type}"),
            ("is number", $"{column.IsNumber}"),
            (column.Type == DataType.Decimal ? "length of a decimal" : "length", column.Length > 0 ? $"{column.Length}" : ""),
            ("format", column.Format),
            ("informat", column.Informat),
            ("justification", column.IsRightJustified ? "right" : ""),
            ("key", column.Key > 0 ? $"{column.Key}" : ""),
            ("oid", column.Oid == $"IT.{spec.Name}.{column.Name}" ? "" : column.Oid),
            ("attribute", Attributes(column.Extensions)),
        ];

    // What this program adds to every document is not of the data.
    static string Attributes(IReadOnlyList<KeyValuePair<string, string>> attributes) =>
        string.Join(
            ' ',
            attributes
                .Where(one => one.Key is not ("sourceSystem" or "itemGroupOID"))
                .Select(one => $"{one.Key}={JsonNode.Parse(one.Value)!.ToJsonString()}")
                .Order(StringComparer.Ordinal)
        );

    void CompareValues(List<object>[] was, List<object>[] became, DatasetSpec spec, List<Finding> lost)
    {
        for (var index = 0; index < was.Length; index++)
        {
            became[index].Count.ShouldBe(was[index].Count);
            var ofColumn = lost.Where(finding =>
                    OfValues.Contains(finding.Rule) && finding.Column == spec.Columns[index].Name
                )
                .ToArray();
            var isGuessed = lost.Exists(finding => finding.Rule == "text like numbers" && IsAbout(finding, "type", spec.Columns[index].Name));
            var others = Enumerable
                .Range(0, was[index].Count)
                .Where(row => !Same(was[index][row], became[index][row]))
                .Where(row => !(isGuessed && IsNearest(was[index][row], became[index][row])))
                .ToArray();
            others.Length.ShouldBeLessThanOrEqualTo(
                (int)ofColumn.Sum(finding => finding.Count),
                string.Join("; ", others.Select(row => $"{was[index][row]} -> {became[index][row]}").Concat(lost.Select(l => $"{l}")))
            );
            if (others.Length == 0)
                continue;
            others[0].ShouldBeGreaterThanOrEqualTo((int)ofColumn.Min(finding => finding.Row!.Value) - 1);
            changed.UnionWith(ofColumn.Select(finding => finding.Rule));
        }
    }

    static List<object>[] Cells(Dataset dataset)
    {
        List<object>[] columns = [.. dataset.Spec.Columns.Select(_ => new List<object>())];
        foreach (var batch in dataset.Batches())
            for (var row = 0; row < batch.Count; row++)
                for (var index = 0; index < columns.Length; index++)
                    columns[index]
                        .Add(batch.Columns[index] is TextCells texts ? texts.Text(row) : batch.Numbers(index).Values[row]);
        return columns;
    }

    // Zero has no sign here: a transport file has none.
    static bool Same(object was, object became) =>
        (was, became) switch
        {
            (string a, string b) => a == b,
            (double a, double b) => a == b || (double.IsNaN(a) && double.IsNaN(b) && MissingValue.CodeOf(a) == MissingValue.CodeOf(b)),
            (string text, double number) => IsText(text, number),
            (double number, string text) => IsText(text, number),
            _ => false,
        };

    // A text of more digits than a double has.
    static bool IsNearest(object was, object became) =>
        was is string text && became is double number && double.Parse(text, CultureInfo.InvariantCulture) == number;

    // A text that became a number, or the other way, because nothing told its type.
    static bool IsText(string text, double number) =>
        double.IsNaN(number)
            ? MissingValue.CodeOf(number) is var code && (code == '.' ? text.Trim() is "" or "NA" or "." or "NaN" : text == $".{code}")
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                && exact == decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
