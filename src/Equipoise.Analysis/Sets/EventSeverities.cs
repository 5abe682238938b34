using Equipoise.Analysis.Reading;

namespace Equipoise.Analysis.Sets;

/// <summary>The severity of adverse events, by the words of the code list AESEV.</summary>
static class EventSeverities
{
    /// <summary>The severity of each row; null when blank, and noted when it is no word of the list.</summary>
    public static Func<int, Severity?> Read(TableReader reader, string variable, List<DataProblem> notes)
    {
        var text = reader.TextOrBlank(variable);
        var read = new Severity?[reader.Count];
        for (var row = 0; row < read.Length; row++)
            if (Enum.TryParse<Severity>(text(row), ignoreCase: true, out var severity) && Enum.IsDefined(severity))
                read[row] = severity;
            else if (text(row).Length > 0)
                notes.Add(
                    reader.Problem(
                        variable,
                        row,
                        $"'{text(row)}' is no severity, which is MILD, MODERATE or SEVERE: it counts as not recorded."
                    )
                );
        return row => read[row];
    }
}
