using Equipoise.Datasets.Comparison;
using Equipoise.Datasets.DatasetJson;
using Equipoise.Datasets.Xpt;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Datasets.Tests;

public sealed class Comparisons
{
    static readonly Config Fixed = Config
        .QuickThrowOnFailure.WithMaxTest(300)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_261_130, 4_711), FSharpOption<int>.None)));

    static Table Dm(params (string Id, double Age, string Sex)[] rows) =>
        new(
            "DM",
            "Demographics",
            [
                new TextColumn("USUBJID", "Subject", [.. rows.Select(row => row.Id)]),
                new NumberColumn("AGE", "Age", [.. rows.Select(row => row.Age)]),
                new TextColumn("SEX", "Sex", [.. rows.Select(row => row.Sex)]),
            ]
        );

    static DatasetComparison Compare(Table first, Table second, params string[] keys) =>
        DatasetComparison.Of(first.AsDataset(), second.AsDataset(), new() { Keys = keys });

    [Fact]
    public void Each_column_tells_how_many_of_its_values_differ_and_the_first_of_them()
    {
        var comparison = Compare(
            Dm(("1", 60, "F"), ("2", 61, "M"), ("3", 62.5, "F")),
            Dm(("1", 60, "M"), ("2", 61, "M"), ("3", 62, "M"))
        );
        comparison.Rows.ShouldBe(3);
        comparison.AreEqual.ShouldBeFalse();
        comparison.Findings.Select(finding => finding.ToString()).ShouldBe([
            "DM: column AGE: has other values (row 3: \"62.5 in the first, 62 in the second\").",
            "DM: column SEX: has other values (2 rows, the first is 1: \"F in the first, M in the second\").",
        ]);
        comparison.Cells.ShouldBe([
            new("AGE", 3, 3, "", "62.5", "62"),
            new("SEX", 1, 1, "", "F", "M"),
            new("SEX", 3, 3, "", "F", "M"),
        ]);
    }

    [Fact]
    public void As_many_cells_are_shown_as_asked_and_all_are_counted()
    {
        var one = Dm([.. Enumerable.Range(0, 50).Select(i => ($"{i}", 1.0, "F"))]);
        var other = Dm([.. Enumerable.Range(0, 50).Select(i => ($"{i}", 2.0, "F"))]);
        foreach (var shown in new[] { 0, 1, 10 })
        {
            var comparison = DatasetComparison.Of(one.AsDataset(), other.AsDataset(), new() { Shown = shown });
            comparison.Cells.Count.ShouldBe(shown);
            comparison.Findings.ShouldHaveSingleItem().Count.ShouldBe(50);
        }
    }

    [Fact]
    public void Rows_beyond_the_shorter_are_counted()
    {
        var (shorter, longer) = (Dm(("1", 60, "F")), Dm(("1", 60, "F"), ("2", 61, "M"), ("3", 62, "F")));
        var more = Compare(longer, shorter).Findings.ShouldHaveSingleItem();
        (more.Rule, more.Row, more.Count, more.Weight).ShouldBe(("rows only in the first", 2, 2, FindingWeight.Broken));
        Compare(shorter, longer).Findings.ShouldHaveSingleItem().Rule.ShouldBe("rows only in the second");
        Compare(shorter, longer).Rows.ShouldBe(1);
    }

    [Fact]
    public void Rows_with_the_same_keys_belong_together_wherever_they_stand()
    {
        var comparison = Compare(
            Dm(("3", 62, "F"), ("1", 60, "F"), ("4", 63, "M"), ("2", 61, "F")),
            Dm(("1", 60, "F"), ("2", 61, "M"), ("3", 62, "F"), ("5", 64, "F")),
            "usubjid"
        );
        comparison.Rows.ShouldBe(3);
        comparison.Cells.ShouldBe([new("SEX", 4, 2, "USUBJID=2", "F", "M")]);
        comparison.Findings.Select(finding => $"{finding.Rule} {finding.Row} {finding.Value}").ShouldBe([
            "rows only in the first 3 USUBJID=4",
            "rows only in the second 4 USUBJID=5",
            "values 4 F in the first, M in the second",
        ]);
    }

    [Fact]
    public void Keys_that_are_there_twice_are_noted_and_taken_in_their_order()
    {
        var twice = Dm(("1", 60, "F"), ("1", 61, "F"), ("2", 61, "F"));
        var comparison = Compare(twice, twice, "USUBJID");
        (comparison.AreEqual, comparison.Rows).ShouldBe((true, 3));
        comparison.Findings.Select(finding => $"{finding.Rule} {finding.Row} {finding.Value}").ShouldBe([
            "keys twice in the first 2 USUBJID=1",
            "keys twice in the second 2 USUBJID=1",
        ]);
        Compare(twice, twice, "USUBJID", "AGE").Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1.0, 1.0 + 1e-9, 0, 0, false)]
    [InlineData(1.0, 1.0 + 1e-9, 1.1e-9, 0, true)]
    [InlineData(1e6, 1e6 + 1e-3, 0, 2e-9, true)]
    [InlineData(1e6, 1e6 + 1e-2, 0, 2e-9, false)]
    [InlineData(0.0, -0.0, 0, 0, true)]
    [InlineData(double.NaN, double.NaN, 0, 0, true)]
    [InlineData(double.NaN, 0.0, 1, 1, false)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, 1, 1, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0, 0, true)]
    public void Numbers_are_the_same_where_they_are_as_near_as_asked(
        double one,
        double other,
        double absolute,
        double relative,
        bool same
    )
    {
        var options = new ComparisonOptions { Absolute = absolute, Relative = relative };
        foreach (var (a, b) in new[] { (one, other), (other, one) })
            DatasetComparison.Of(Dm(("1", a, "")).AsDataset(), Dm(("1", b, "")).AsDataset(), options).AreEqual.ShouldBe(same);
    }

    [Fact]
    public void Missing_values_are_the_same_where_their_codes_are_and_blanks_at_the_end_do_not_count()
    {
        Compare(Dm(("1", MissingValue.Of('A'), "F")), Dm(("1", MissingValue.Of('A'), "F  "))).Findings.ShouldBeEmpty();
        var cell = Compare(Dm(("1", MissingValue.Of('A'), "F")), Dm(("1", double.NaN, "F"))).Cells.ShouldHaveSingleItem();
        (cell.Value, cell.Other).ShouldBe((".A", "."));
        Compare(Dm(("1", 1, " F")), Dm(("1", 1, "F"))).AreEqual.ShouldBeFalse();
    }

    [Fact]
    public void What_is_said_of_columns_is_noted_and_what_keeps_values_apart_weighs_more()
    {
        Column[] ones =
        [
            new TextColumn("X", "x", ["1"]) { Width = 8 },
            new NumberColumn("Y", "y", [1], "8.2"),
            new NumberColumn("Z", "", [1]),
            new TextColumn("W", "", ["1"]),
        ];
        Column[] others =
        [
            new NumberColumn("Y", "Y", [1], "DATE9.") { Informat = "8." },
            new TextColumn("x", "x", ["1"]) { Width = 9 },
            new NumberColumn("W", "", [1]),
            new NumberColumn("V", "", [1]),
        ];
        var comparison = Compare(new("A", "one", ones), new("B", "two", others));
        comparison.Findings.Select(finding => $"{finding.Weight} {finding.Column} {finding.Message}").ShouldBe([
            "Note  the name is \"A\" in the first and \"B\" in the second",
            "Note  the label is \"one\" in the first and \"two\" in the second",
            "Note X the case of the name is \"X\" in the first and \"x\" in the second",
            "Note X the length is \"8\" in the first and \"9\" in the second",
            "Note Y the label is \"y\" in the first and \"Y\" in the second",
            "Note Y the type is \"Float\" in the first and \"Date\" in the second",
            "Note Y the format is \"8.2\" in the first and \"DATE9.\" in the second",
            "Note Y the informat is \"\" in the first and \"8.\" in the second",
            "Note W the type is \"Text\" in the first and \"Float\" in the second",
            "Broken W is a text in the first and a number in the second; its values were not compared",
            "Broken Z is only in the first",
            "Broken V is only in the second",
            "Note  the columns that both have stand in different orders",
        ]);
    }

    [Fact]
    public void A_key_that_one_has_not_or_has_otherwise_is_refused()
    {
        var other = new Table("DM", "", [new NumberColumn("USUBJID", "", [1])]);
        Should
            .Throw<DataException>(() => Compare(Dm(), other, "AGE"))
            .Message.ShouldBe("DM: has no column AGE, by which rows are to be told apart.");
        Should
            .Throw<DataException>(() => Compare(Dm(), other, "USUBJID"))
            .Message.ShouldBe("DM: the key USUBJID is a number in one data set and text in the other.");
    }

    [ReferenceFact]
    public void The_twins_in_XPT_and_Dataset_JSON_are_equal()
    {
        var rows = 0L;
        foreach (var file in Directory.GetFiles(ReferenceData.PathOf("datasetjson"), "*.xpt", SearchOption.AllDirectories))
        {
            var (xpt, json) = (XptFile.Open(file).Single(), DatasetJsonFile.Open(Path.ChangeExtension(file, ".json")).Single());
            var comparison = DatasetComparison.Of(xpt, json);
            comparison.AreEqual.ShouldBeTrue($"{file}: {string.Join('\n', comparison.Findings)}");
            string[] keys = [.. json.Spec.Columns.Where(column => column.Key > 0).Select(column => column.Name)];
            var byKeys = DatasetComparison.Of(json, xpt, new() { Keys = keys });
            (byKeys.AreEqual, byKeys.Rows).ShouldBe((true, comparison.Rows), file);
            rows += comparison.Rows;
        }
        rows.ShouldBe(4638);
    }

    [Fact]
    public void As_many_differences_are_found_as_were_made_in_any_order_of_rows() =>
        Check.One(
            Fixed,
            Prop.ForAll(
                (
                    from ages in Gen.Choose(0, 99).NonEmptyListOf()
                    from order in Gen.Shuffle(Enumerable.Range(0, ages.Count))
                    from changed in Gen.Elements(true, false).ArrayOf(ages.Count)
                    select (Ages: ages.ToArray(), Order: order.ToArray(), Changed: changed)
                ).ToArbitrary(),
                drawn =>
                {
                    var one = Dm([.. drawn.Ages.Select((age, row) => ($"{row}", (double)age, "F"))]);
                    var other = Dm([.. drawn.Order.Select(row => ($"{row}", Age(row), "F"))]);
                    double Age(int row) => drawn.Ages[row] + (drawn.Changed[row] ? 0.5 : 0);
                    var options = new ComparisonOptions { Keys = ["USUBJID"], Shown = 1000 };
                    var comparison = DatasetComparison.Of(one.AsDataset(), other.AsDataset(), options);
                    return comparison.Rows == one.RowCount
                        && comparison.Findings.Sum(finding => finding.Count) == drawn.Changed.Count(changed => changed)
                        && comparison.Cells.All(cell => drawn.Changed[cell.Row - 1] && cell.Key == $"USUBJID={cell.Row - 1}");
                }
            )
        );

    [Fact]
    public void Rows_of_batches_of_different_sizes_are_held_whole()
    {
        var wide = new Table("T", "", [.. Enumerable.Range(0, 300).Select(i => (Column)new NumberColumn($"C{i}", "", Values(i)))]);
        static double[] Values(int from) => [.. Enumerable.Range(from, 5000).Select(value => (double)value)];
        var narrow = new Table("T", "", wide.Columns.Take(2).ToList());
        DatasetComparison
            .Of(wide.AsDataset(), narrow.AsDataset())
            .Findings.ShouldAllBe(finding => finding.Rule == "only in the first");
        var byKeys = DatasetComparison.Of(narrow.AsDataset(), wide.AsDataset(), new() { Keys = ["C1"] });
        byKeys.Rows.ShouldBe(5000);
        byKeys.Findings.ShouldAllBe(finding => finding.Rule == "only in the second");
    }
}
