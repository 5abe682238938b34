using Equipoise.Statistics;

namespace Equipoise.Validation.Survival;

/// <summary>Reference tables of R's survival package as one group, two groups, or intervals of people followed in turn.</summary>
static class CurveTables
{
    public static (Observation[] Observations, int[] Groups) Lung => Of("lung", "time", "status", 2, "sex", "1", "2");

    public static (Observation[] Observations, int[] Groups) Veteran => Of("veteran", "time", "status", 1, "trt", "1", "2");

    public static (Observation[] Observations, int[] Groups) Gbsg => Of("gbsg", "rfstime", "status", 1, "hormon", "0", "1");

    public static IEnumerable<(string Name, Observation[] Observations, double[] Times, double[] Taus)> All =>
        [
            ("lung", Lung.Observations, [90, 180, 365, 700], [365, 1000]),
            ("veteran", Veteran.Observations, [30, 90, 180, 365], [180, 900]),
            ("gbsg", Gbsg.Observations, [180, 365, 1000, 2000], [1000, 2600]),
            ("heart", Heart, [10, 30, 90, 365, 1000], [365, 1700]),
            ("pbcseq", Pbcseq, [365, 1000, 2000, 4000], [1000, 5000]),
        ];

    public static int[] Strata(string table, string column)
    {
        var cells = TimeToEventTable.CellsOf(TimeToEventTable.Read("r-survival", table + ".csv"), column);
        var codes = cells.Distinct().Order(StringComparer.Ordinal).ToList();
        return Array.ConvertAll(cells, codes.IndexOf);
    }

    static Observation[] Heart
    {
        get
        {
            var table = TimeToEventTable.Read("r-survival", "heart.csv");
            var (start, stop, end) = (table.Number("start"), table.Number("stop"), table.Number("event"));
            return [.. Enumerable.Range(0, table.RowCount).Select(i => Interval(start[i], stop[i], end[i] == 1))];
        }
    }

    // Visits of one participant stand together, by day; the last one lasts until the end of follow-up.
    static Observation[] Pbcseq
    {
        get
        {
            var table = TimeToEventTable.Read("r-survival", "pbcseq.csv");
            var (id, day, end, status) = (
                table.Number("id"),
                table.Number("day"),
                table.Number("futime"),
                table.Number("status")
            );
            return
            [
                .. Enumerable
                    .Range(0, table.RowCount)
                    .Select(i =>
                        i + 1 < table.RowCount && id[i + 1] == id[i]
                            ? Interval(day[i], day[i + 1], false)
                            : Interval(day[i], end[i], status[i] == 2)
                    ),
            ];
        }
    }

    static Observation Interval(double start, double stop, bool isEvent) =>
        isEvent ? Observation.Event(stop, start) : Observation.CensoredAt(stop, start);

    static (Observation[] Observations, int[] Groups) Of(
        string table,
        string time,
        string status,
        double eventCode,
        string arm,
        string control,
        string experimental
    ) =>
        TimeToEventTable
            .Of(TimeToEventTable.Read("r-survival", table + ".csv"), time, status, eventCode, arm, _ => true)
            .Among(control, experimental);
}
