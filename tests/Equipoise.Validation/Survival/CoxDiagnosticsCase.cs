using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>The data of one case of R/cox-diagnostics.R.</summary>
/// <param name="Name">Its name there, less the ties.</param>
/// <param name="Observations">The observations.</param>
/// <param name="Names">The covariates.</param>
/// <param name="Covariates">A row per observation.</param>
/// <param name="People">For whom curves are predicted.</param>
sealed record CoxDiagnosticsCase(
    string Name,
    Observation[] Observations,
    string[] Names,
    double[] Covariates,
    (double[] Covariates, int Stratum, double Offset)[] People
)
{
    public int[] Strata { get; init; } = [];
    public int[] Clusters { get; init; } = [];
    public double[] Weights { get; init; } = [];
    public double[] Offsets { get; init; } = [];

    /// <summary>R wrote down every so many rows and times.</summary>
    public int By { get; init; } = 1;

    public CoxFit Fit(TieMethod ties) =>
        CoxRegression.Fit(Observations, Covariates, Names, strata: Strata, weights: Weights, offsets: Offsets, ties: ties);

    /// <summary>The weighted test data of Therneau and Grambsch (2000), appendix E.3.</summary>
    public static CoxDiagnosticsCase Testw1 { get; } =
        new("testw1", Parse("1 1+ 2 2 2 2+ 3+ 4 5+"), ["x"], [2, 0, 1, 1, 0, 1, 0, 1, 0], [([0], 0, 0), ([1.5], 0, 0)])
        {
            Weights = [1, 2, 3, 4, 3, 2, 1, 2, 1],
        };

    /// <summary>The start-stop test data of Therneau and Grambsch (2000), appendix E.2.</summary>
    public static CoxDiagnosticsCase Test2 { get; } =
        new(
            "test2",
            [
                .. Parse("2 3 6 7 8 9 9 9+ 14+ 17+")
                    .Zip(
                        new double[] { 1, 2, 5, 2, 1, 7, 3, 4, 8, 8 },
                        (end, entry) => end.IsEvent ? Observation.Event(end.Time, entry) : Observation.CensoredAt(end.Time, entry)
                    ),
            ],
            ["x"],
            [1, 0, 0, 1, 0, 1, 1, 1, 0, 0],
            [([0], 0, 0), ([1], 0, 0)]
        );

    /// <summary>Leukemia maintenance: Miller (1981), Survival Analysis, p. 49; 1 is maintained.</summary>
    public static CoxDiagnosticsCase Aml { get; } =
        new(
            "aml",
            Parse("9 13 13+ 18 23 28+ 31 34 45+ 48 161+ 5 5 8 8 12 16+ 23 27 30 33 43 45"),
            ["group"],
            [.. Enumerable.Repeat(1.0, 11), .. Enumerable.Repeat(0.0, 12)],
            [([0], 0, 0), ([1], 0, 0)]
        );

    /// <summary>Lung, heart, veteran and bladder2 of R's survival package.</summary>
    public static IReadOnlyList<CoxDiagnosticsCase> OfReferenceData()
    {
        string[] clinical = ["age", "ph.ecog", "wt.loss"];
        var lung = Read("lung", "lung", clinical, "inst", 2, null, [([50, 0, 0], 0, 0), ([70, 2, 20], 0, 0)]);
        var heart = Read("heart", "heart", ["age", "year", "surgery"], "id", 1, null, [([0, 2, 0], 0, 0), ([-10, 4, 1], 0, 0)]);
        var bladder = Read(
            "bladder2",
            "bladder2",
            ["rx", "size", "number"],
            "id",
            1,
            "enum",
            [([1, 1, 2], 0, 0), ([2, 3, 1], 2, 0)]
        );
        var veteran = Read(
            "veteran months",
            "veteran",
            ["trt", "karno"],
            null,
            1,
            "celltype",
            [([1, 60], 0, 1), ([2, 30], 3, 0)]
        );
        double[] Weights(CoxDiagnosticsCase of) => [.. of.Observations.Select((_, i) => 0.5 + (i + 1) % 5 / 4.0)];
        return
        [
            lung,
            lung with
            {
                Name = "lung weighted",
                Weights = Weights(lung),
            },
            heart,
            heart with
            {
                Name = "heart weighted",
                Weights = Weights(heart),
            },
            bladder,
            veteran with
            {
                Observations =
                [
                    .. veteran.Observations.Select(o =>
                        double.Ceiling(o.Time / 30.4375) is var months && o.IsEvent
                            ? Observation.Event(months)
                            : Observation.CensoredAt(months)
                    ),
                ],
                Offsets = [.. TimeToEventTable.Read("r-survival", "veteran.csv").Number("age").Values.Select(age => age / 50)],
            },
        ];
    }

    static CoxDiagnosticsCase Read(
        string name,
        string file,
        string[] covariates,
        string? cluster,
        double eventCode,
        string? stratum,
        (double[], int, double)[] people
    )
    {
        var table = TimeToEventTable.Read("r-survival", file + ".csv");
        var (isLate, time, status) = (table.Has("start"), "time", "status");
        if (isLate)
            (time, status) = ("stop", "event");
        string[] needed = cluster is null ? covariates : [.. covariates, cluster];
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => needed.All(c => !double.IsNaN(table.Number(c)[row])))];
        Observation At(int row)
        {
            var (end, entry) = (table.Number(time)[row], isLate ? table.Number("start")[row] : double.NegativeInfinity);
            return table.Number(status)[row] == eventCode ? Observation.Event(end, entry) : Observation.CensoredAt(end, entry);
        }
        double[] values = [.. rows.SelectMany(row => covariates.Select(c => table.Number(c)[row]))];
        return new(name, [.. rows.Select(At)], covariates, values, people)
        {
            By = 7,
            Clusters = cluster is null ? [] : [.. rows.Select(row => (int)table.Number(cluster)[row])],
            Strata = stratum is null ? [] : Codes(TimeToEventTable.CellsOf(table, stratum), rows),
        };
    }

    // In the order in which they appear, which is that of the factor in R.
    static int[] Codes(IReadOnlyList<string> cells, int[] rows)
    {
        var known = cells.Distinct().ToList();
        return [.. rows.Select(row => known.IndexOf(cells[row]))];
    }

    static Observation[] Parse(string text) =>
        [
            .. text.Split(' ')
                .Select(word =>
                    word.EndsWith('+') ? Observation.CensoredAt(double.Parse(word[..^1])) : Observation.Event(double.Parse(word))
                ),
        ];
}
