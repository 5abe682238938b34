using Equipoise.Statistics;

namespace Equipoise.Validation.CompetingRisks;

/// <summary>The samples of R/competing-risks.R, by the same formulas, and R's mgus2.</summary>
static class Sample
{
    static readonly int[] i = [.. Enumerable.Range(1, 120)];

    public static double[] Untied => Array.ConvertAll(i, k => (double)(k * 7919 % 10007) / 100);

    public static double[] Tied => Array.ConvertAll(Untied, Ties);

    /// <summary>Most are still there at the last time, and many have an event at it.</summary>
    public static double[] Crowded => Array.ConvertAll(Tied, time => Math.Min(time, 3));

    public static int[] Causes =>
        Array.ConvertAll(
            i,
            k =>
                (k * k * 31 + 5 * k) % 11 is var r && r < 3 ? 0
                : r < 7 ? 1
                : 2
        );

    public static int[] Groups => Array.ConvertAll(i, k => (k * 17 + k / 7) % 3);

    public static int[] Strata => Array.ConvertAll(i, k => k / 5 % 2);

    public static double[] X => Array.ConvertAll(i, k => k * 29 % 23 / 10.0 - 1);

    public static int[] Z => Array.ConvertAll(i, k => k * k % 7 > 3 ? 1 : 0);

    public static double[] Weights => Array.ConvertAll(i, k => 1.0 + k % 3);

    public static CompetingObservation[] Late =>
        [
            .. i.Select(k =>
                Observe(Tied[k - 1], Causes[k - 1], k % 3 == 0 ? Math.Floor(Untied[k - 1] / 16) : double.NegativeInfinity)
            ),
        ];

    public static CompetingObservation[] UntiedLate =>
        [
            .. i.Select(k =>
                Observe(
                    Untied[k - 1],
                    Causes[k - 1],
                    k % 4 == 1 ? double.NegativeInfinity : Math.Floor(Untied[k - 1] * (k % 4) / 5)
                )
            ),
        ];

    public static CompetingObservation[] Observe(double[] times) => [.. times.Zip(Causes, (time, cause) => Observe(time, cause))];

    public static CompetingObservation Observe(double time, int cause, double entry = double.NegativeInfinity) =>
        cause == 0 ? CompetingObservation.CensoredAt(time, entry) : CompetingObservation.Event(time, cause, entry);

    static double Ties(double time) => Math.Ceiling(time / 8);

    /// <summary>Progression to a plasma cell malignancy (1) or death without it (2): R's mgus2, with age and sex.</summary>
    public static (CompetingObservation[] Observations, double[] Ages, int[] Male) Mgus2()
    {
        var table = Survival.TimeToEventTable.Read("r-survival", "mgus2.csv");
        var (ptime, pstat, futime, death) = (
            table.Number("ptime"),
            table.Number("pstat"),
            table.Number("futime"),
            table.Number("death")
        );
        return (
            [
                .. Enumerable
                    .Range(0, table.RowCount)
                    .Select(row => pstat[row] == 1 ? Observe(ptime[row], 1) : Observe(futime[row], 2 * (int)death[row])),
            ],
            [.. Enumerable.Range(0, table.RowCount).Select(row => table.Number("age")[row])],
            [.. Survival.TimeToEventTable.CellsOf(table, "sex").Select(sex => sex == "M" ? 1 : 0)]
        );
    }

    /// <summary>
    /// The same by age in months, under observation from the diagnosis on; with hemoglobin, 13 where it was not measured, and sex.
    /// </summary>
    public static (CompetingObservation[] Observations, double[] X) Mgus2ByAge()
    {
        var (rows, ages, male) = Mgus2();
        var hemoglobin = Survival.TimeToEventTable.Read("r-survival", "mgus2.csv").Number("hgb");
        return (
            [.. rows.Zip(ages, (row, age) => Observe(12 * age + row.Time, row.Cause, 12 * age))],
            [.. male.SelectMany((sex, row) => new[] { double.IsNaN(hemoglobin[row]) ? 13 : hemoglobin[row], sex })]
        );
    }
}
