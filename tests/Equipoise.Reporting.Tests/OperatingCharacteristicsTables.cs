using Equipoise.Datasets.Csv;
using Equipoise.Reporting.OperatingCharacteristics;

namespace Equipoise.Reporting.Tests;

public sealed class OperatingCharacteristicsTables
{
    [Fact]
    public void A_combination_is_a_row_with_its_settings_and_every_number_at_full_precision()
    {
        var table = OperatingCharacteristicsTable.Combinations(SimulatedGrids.Simulated);

        table.RowCount.ShouldBe(12);
        table.Columns.Select(column => column.Name).Take(5).ShouldBe(["hazard ratio", "dropout", "null_is_true", "trials", "rejections"]);
        table.Text("dropout").Values[..3].ShouldBe(["none", "5% yearly", "10% yearly"]);
        foreach (var (row, cell) in SimulatedGrids.Simulated.Cells.Index())
        {
            var tally = cell.Tally;
            table.Number("power")[row].ShouldBe(tally.Rejections / 200.0);
            table.Number("events")[row].ShouldBe(tally.Events.Sum.Value / 200);
            table.Number("log_hazard_ratio_se")[row].ShouldBe(tally.LogHazardRatio.Mean!.Value.StandardError!.Value);
            table.Number("coverage")[row].ShouldBe((double)tally.Covered!.Value / tally.LogHazardRatio.Count);
            table.Number("null_is_true")[row].ShouldBe(cell.Values[0] == "1" ? 1 : 0);
        }
    }

    [Fact]
    public void A_look_of_a_combination_is_a_row()
    {
        var table = OperatingCharacteristicsTable.Looks(
            SimulatedGrids.Of(["hazard ratio"], [new(["0.667"], SimulatedGrids.MadeUp())])
        );

        table.Text("hazard ratio").Values.ShouldBe(["0.667", "0.667"]);
        table.Number("look").Values.ShouldBe([1, 2]);
        table.Number("reached").Values.ShouldBe([10_000, 5_850]);
        table.Number("efficacy").Values.ShouldBe([4_000, 5_012]);
        table.Number("futility").Values.ShouldBe([150, 838]);
        // Bins of an eighth of a month, evenly spread within.
        table.Number("months_50").Values.ShouldBe([20.0625, 50.0625]);
        table.Number("months_95").Values.ShouldBe([20 + (0.95 / 8), 50 + (0.95 / 8)], 1e-12);
        table.Number("events_se").Values.ShouldBe([0.03, 0.03], 1e-7);
    }

    [Fact]
    public void A_name_that_is_also_a_number_of_the_table_gives_way()
    {
        var table = OperatingCharacteristicsTable.Combinations(
            SimulatedGrids.Of(["Power", "x"], [new(["80%", "a"], SimulatedGrids.MadeUp())])
        );

        table.Text("setting Power").Values.ShouldBe(["80%"]);
        table.Number("power").Values.ShouldBe([0.9012]);
    }

    [Fact]
    public void What_does_not_exist_is_missing_in_the_file_and_the_rest_reads_back_to_the_last_bit()
    {
        var folder = Directory.CreateTempSubdirectory("equipoise-oc-").FullName;
        try
        {
            var file = Path.Combine(folder, "operating-characteristics.csv");
            var grid = SimulatedGrids.Simulated;
            var table = OperatingCharacteristicsTable.Combinations(
                grid with
                {
                    Cells = [.. grid.Cells, new(["a, \"b\"", "none"], SimulatedGrids.WithoutTrials)],
                }
            );
            CsvFile.Write(table, file);
            var read = CsvFile.Read(file);

            read.Text("hazard ratio")[12].ShouldBe("a, \"b\"");
            foreach (var name in new[] { "power", "events_se", "months", "log_hazard_ratio", "coverage" })
            {
                read.Number(name).Values[..12].ShouldBe(table.Number(name).Values[..12]);
                double.IsNaN(read.Number(name)[12]).ShouldBeTrue();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
