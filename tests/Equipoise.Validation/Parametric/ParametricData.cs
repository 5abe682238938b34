using Equipoise.Statistics;
using Equipoise.Validation.Survival;

namespace Equipoise.Validation.Parametric;

/// <summary>A model's data: observations, covariates row after row, their names, and weights if there are any.</summary>
sealed record ModelData(Observation[] Observations, double[] Covariates, string[] Names, double[] Weights)
{
    static double[] Times { get; } =
    [
        .. (double[])[6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
        .. (double[])[1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
    ];

    static int[] Statuses { get; } = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, .. Enumerable.Repeat(1, 21)];

    /// <summary>Weeks of remission of Freireich et al. (1963): 21 on 6-mercaptopurine (arm 1), 21 on placebo (arm 0).</summary>
    /// <param name="late">Whether every third entered late, as R/parametric.R makes them.</param>
    /// <param name="withArm">Whether the arm is a covariate.</param>
    public static ModelData Gehan(bool late = false, bool withArm = true) =>
        new(
            [
                .. Times.Select(
                    (time, i) =>
                    {
                        var entry = late && (i + 1) % 3 == 0 ? Math.Min(time / 2, 4) : double.NegativeInfinity;
                        return Statuses[i] == 1 ? Observation.Event(time, entry) : Observation.CensoredAt(time, entry);
                    }
                ),
            ],
            withArm ? [.. Times.Select((_, i) => i < 21 ? 1.0 : 0.0)] : [],
            withArm ? ["arm"] : [],
            []
        );

    /// <summary>A data set of R's survival package by the names of its columns.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="time">The column of times.</param>
    /// <param name="isEvent">From the value of the status column.</param>
    /// <param name="status">The column of statuses.</param>
    /// <param name="names">The covariates.</param>
    /// <param name="lateEntry">The entry of the i-th complete row (from 1), given its time; none when null.</param>
    public static ModelData Read(
        string file,
        string time,
        string status,
        Func<double, bool> isEvent,
        string[] names,
        Func<int, double, double>? lateEntry = null
    )
    {
        var table = TimeToEventTable.Read("r-survival", file + ".csv");
        double Cell(string name, int row) =>
            name == "squamous" ? (table.Text("celltype")[row] == "squamous" ? 1 : 0) : table.Number(name)[row];
        string[] needed = file == "lung" ? ["age", "sex", "ph.ecog"] : [];
        int[] complete =
        [
            .. Enumerable.Range(0, table.RowCount).Where(row => !needed.Any(name => double.IsNaN(table.Number(name)[row]))),
        ];
        return new(
            [
                .. complete.Select(
                    (row, i) =>
                    {
                        var (t, happened) = (Cell(time, row), isEvent(Cell(status, row)));
                        var entry = lateEntry?.Invoke(i + 1, t) is > 0 and var late ? late : double.NegativeInfinity;
                        return happened ? Observation.Event(t, entry) : Observation.CensoredAt(t, entry);
                    }
                ),
            ],
            [.. complete.SelectMany(row => names.Select(name => Cell(name, row)))],
            names,
            []
        );
    }

    public static ModelData Lung(bool late, params string[] names) =>
        Read(
            "lung",
            "time",
            "status",
            status => status == 2,
            names,
            late ? (i, t) => i % 2 == 0 ? t * (i * 37 % 100) / 150 : 0 : null
        );

    public ModelData Shifted(double shift, int column) =>
        this with
        {
            Covariates = [.. Covariates.Select((value, i) => i % Names.Length == column ? value - shift : value)],
        };

    public ModelData InUnitsOf(double unit) =>
        this with
        {
            Observations =
            [
                .. Observations.Select(o => o.IsEvent ? Observation.Event(o.Time / unit) : Observation.CensoredAt(o.Time / unit)),
            ],
        };
}
