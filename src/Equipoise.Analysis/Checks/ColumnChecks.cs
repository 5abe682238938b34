using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.Checks;

/// <summary>Columns that print otherwise than they were meant.</summary>
static class ColumnChecks
{
    /// <summary>As many codes as a coded variable has; a measurement of whole numbers has more values.</summary>
    const int MostCodes = 8;

    /// <summary>Variables of ADSL that hold a code, whatever its type.</summary>
    static readonly string[] coded = ["SEX", "RACE", "ETHNIC", "COUNTRY", "SITEID", "ARM", "ARMCD", "TRT01P", "TRT01A"];

    public static IEnumerable<DataProblem> Of(TrialData trial)
    {
        foreach (var shown in trial.Protocol.Analysis.Baseline.Select(id => trial.Characteristics[id]))
        {
            var column = trial.Datasets.Adsl.Find(shown.Variable);
            if (column is { Label.Length: 0 } && shown.Label == shown.Variable)
                yield return new("ADSL", shown.Variable, null, $"the column has no label, so that the report prints its name.");
            if (shown is Characteristic.Numeric numeric && IsCoded(shown.Variable) && AreCodes(trial, numeric))
                yield return new(
                    "ADSL",
                    shown.Variable,
                    null,
                    "codes are summarized as if they measured something: give the variable its words instead of its numbers."
                );
        }
    }

    // ADaM ends the numeric companion of a text variable in N, and that of a grouping in GRy or GRyN.
    static bool IsCoded(string variable) =>
        coded.Contains(variable, StringComparer.OrdinalIgnoreCase)
        || variable.StartsWith("REGION", StringComparison.OrdinalIgnoreCase)
        || coded.Any(name => variable.Equals($"{name}N", StringComparison.OrdinalIgnoreCase))
        || (variable.Length > 3 && variable.TrimEnd('N', 'n')[..^1].EndsWith("GR", StringComparison.OrdinalIgnoreCase));

    static bool AreCodes(TrialData trial, Characteristic.Numeric numeric)
    {
        var values = trial.Full.Select(who => numeric.Values[who.Row]).Where(double.IsFinite).Distinct().ToList();
        return values.Count is > 0 and <= MostCodes && values.TrueForAll(double.IsInteger);
    }
}
