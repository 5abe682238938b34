using Equipoise.Datasets;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The residuals of the Cox model as a table, one line for each row that was analyzed.</summary>
static class ResidualsFile
{
    /// <exception cref="DataException">There is no fit that rows could differ from.</exception>
    public static Table Of(TteAnalysis analysis)
    {
        if (analysis.PlainCox?.Residuals() is not { } residuals)
            throw new DataException($"{analysis.Options.Table.File}: the Cox model has no estimates, so there are no residuals.");
        var data = analysis.Data;
        var columns = new List<Column>
        {
            Numbers("row", "Row of the table", Array.ConvertAll(data.Rows, row => row + 1.0)),
            Numbers("time", "Time", Array.ConvertAll(data.Observations, row => row.Time)),
            Numbers("event", "Whether it ends with the event", Array.ConvertAll(data.Observations, row => row.IsEvent ? 1.0 : 0)),
            Numbers("expected", "Expected events", residuals.ExpectedEvents()),
            Numbers("martingale", "Martingale residual", residuals.Martingale()),
            Numbers("deviance", "Deviance residual", residuals.Deviance()),
        };
        var schoenfeld = residuals.Schoenfeld();
        Add("score", "Score residual", residuals.Score());
        Add("dfbeta", "Change of the log hazard ratio with the row", residuals.DfBeta());
        Add("schoenfeld", "Schoenfeld residual", OfEvents(schoenfeld.Columns, schoenfeld.Rows, data.Rows.Length));
        Add("scaled schoenfeld", "Scaled Schoenfeld residual", OfEvents(schoenfeld.Scaled, schoenfeld.Rows, data.Rows.Length));
        return new("RESIDUALS", "Residuals of the Cox model", columns);

        void Add(string kind, string label, IReadOnlyList<double[]?> values)
        {
            foreach (var (covariate, one) in data.Covariates.Zip(values))
                if (one is not null)
                    columns.Add(Numbers($"{kind} {covariate.Name}", $"{label}: {covariate.Name}", one));
        }
    }

    // Only who had the event has one; the others' cells are empty.
    static double[]?[] OfEvents(IReadOnlyList<IReadOnlyList<double>?> columns, IReadOnlyList<int> rows, int count) =>
        [
            .. columns.Select(column =>
            {
                if (column is null)
                    return null;
                var all = new double[count];
                Array.Fill(all, double.NaN);
                for (var i = 0; i < rows.Count; i++)
                    all[rows[i]] = column[i];
                return all;
            }),
        ];

    static NumberColumn Numbers(string name, string label, double[] values) => new(name, label, values);
}
