using Equipoise.Datasets;
using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>The data of cox-likelihoods.R.</summary>
sealed record CoxData(Observation[] Observations, string[] Names, double[] Covariates, int[] Strata, double[] Offsets)
{
    public CoxFit Fit(TieMethod ties, bool stratified = false, Penalty penalty = Penalty.None) =>
        CoxRegression.Fit(
            Observations,
            Covariates,
            Names,
            stratified ? Strata : [],
            offsets: Offsets,
            ties: ties,
            penalty: penalty
        );

    /// <summary>Weeks of remission with and without maintenance chemotherapy: Miller (1981), Survival Analysis, p. 49.</summary>
    public static CoxData Aml() =>
        Typed(
            "9 13 13+ 18 23 28+ 31 34 45+ 48 161+ 5 5 8 8 12 16+ 23 27 30 33 43 45",
            ["x"],
            [.. Enumerable.Range(0, 23).Select(i => i < 11 ? 0.0 : 1)]
        );

    /// <summary>One event among two of each arm.</summary>
    public static CoxData OneEvent() => Typed("1 2+ 2+ 2+", ["x"], [0, 0, 1, 1]);

    /// <summary>Ten people; nobody with z = 1 has the event.</summary>
    public static CoxData NoEventsInOneGroup() =>
        Typed("1 2 3+ 4 5 6+ 7 8+ 9 10+", ["x", "z"], [1, 0, 0, 0, 2, 1, 1, 0, 3, 0, 0, 1, 2, 0, 1, 1, 0, 0, 1, 1]);

    public static CoxData Lung()
    {
        var table = TimeToEventTable.Read("r-survival", "lung.csv");
        double At(string column, int row) => table.Number(column)[row];
        int[] rows =
        [
            .. Enumerable
                .Range(0, table.RowCount)
                .Where(row => !new[] { "age", "sex", "ph.ecog", "inst" }.Any(column => double.IsNaN(At(column, row)))),
        ];
        return new(
            [.. rows.Select(row => Observed(At("time", row), At("status", row) == 2))],
            ["age", "sex", "ph.ecog"],
            [.. rows.SelectMany(row => new[] { At("age", row), At("sex", row), At("ph.ecog", row) })],
            [.. rows.Select(row => (int)At("inst", row))],
            []
        );
    }

    public static CoxData Veteran()
    {
        var table = TimeToEventTable.Read("r-survival", "veteran.csv");
        var types = TimeToEventTable.CellsOf(table, "celltype");
        return OfVeterans(table, ["trt", "karno", "age"], time => time) with
        {
            Strata = [.. types.Select(type => Array.IndexOf(types, type))],
        };
    }

    /// <summary>In whole months begun, which ties most of them.</summary>
    public static CoxData VeteranMonths(double karnoUnit = 1)
    {
        var data = OfVeterans(
            TimeToEventTable.Read("r-survival", "veteran.csv"),
            ["trt", "karno"],
            time => Math.Ceiling(time / 30.4375)
        );
        return data with { Covariates = [.. data.Covariates.Select((x, i) => i % 2 == 0 ? x : x / karnoUnit)] };
    }

    /// <summary>Transplants as time-dependent covariate, with the year of acceptance over 10 as offset.</summary>
    public static CoxData Heart()
    {
        var table = TimeToEventTable.Read("r-survival", "heart.csv");
        double At(string column, int row) => table.Number(column)[row];
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        return new(
            [.. rows.Select(row => Observed(At("stop", row), At("event", row) == 1, At("start", row)))],
            ["age", "surgery", "transplant"],
            [.. rows.SelectMany(row => new[] { At("age", row), At("surgery", row), At("transplant", row) })],
            [],
            [.. rows.Select(row => At("year", row) / 10)]
        );
    }

    static CoxData OfVeterans(Table table, string[] names, Func<double, double> time) =>
        new(
            [
                .. Enumerable
                    .Range(0, table.RowCount)
                    .Select(row => Observed(time(table.Number("time")[row]), table.Number("status")[row] == 1)),
            ],
            names,
            [.. Enumerable.Range(0, table.RowCount).SelectMany(row => names.Select(name => table.Number(name)[row]))],
            [],
            []
        );

    static CoxData Typed(string times, string[] names, double[] covariates) =>
        new(
            [.. times.Split(' ').Select(word => Observed(double.Parse(word.TrimEnd('+')), !word.EndsWith('+')))],
            names,
            covariates,
            [],
            []
        );

    static Observation Observed(double time, bool isEvent, double entry = double.NegativeInfinity) =>
        isEvent ? Observation.Event(time, entry) : Observation.CensoredAt(time, entry);
}
