using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Reading;

/// <summary>
/// Finds the protocol's arm that a data set means: as its part <c>data</c> says, else by its label or id, ignoring case.
/// </summary>
static class ArmMatch
{
    /// <summary>What DM says instead of an arm of those who were never randomized.</summary>
    static readonly string[] NoArm =
    [
        "",
        Terms.ScreenFailure,
        "SCRNFAIL",
        Terms.NotAssigned,
        "NOTASSGN",
        "NOT TREATED",
        "NOTTRT",
    ];

    /// <summary>
    /// The arm of each row; null for nobody's arm, and, with a problem, for a name that the protocol does not know.
    /// </summary>
    public static Func<int, Arm?> Of(TrialProtocol protocol, TableReader reader, string labelColumn, string? codeColumn = null)
    {
        var code = codeColumn is null ? _ => "" : reader.TextOrBlank(codeColumn);
        var label = codeColumn is not null && reader.Has(codeColumn) ? reader.TextOrBlank(labelColumn) : reader.Text(labelColumn);
        return row =>
        {
            if (Find(protocol, label(row)) is { } byLabel)
                return byLabel;
            if (Find(protocol, code(row)) is { } byCode)
                return byCode;
            if (!NoArm.Contains(label(row), StringComparer.OrdinalIgnoreCase))
                reader.Report(labelColumn, row, $"'{label(row)}' is no arm of the protocol, which has {Names(protocol)}.");
            return null;
        };
    }

    static Arm? Find(TrialProtocol protocol, string name) =>
        protocol.Data.Arms.TryGetValue(name, out var id)
            ? protocol.Arms.First(arm => arm.Id == id)
            : protocol.Arms.FirstOrDefault(arm =>
            arm.Label.Equals(name, StringComparison.OrdinalIgnoreCase) || arm.Id.Equals(name, StringComparison.OrdinalIgnoreCase)
        );

    static string Names(TrialProtocol protocol) => string.Join(", ", protocol.Arms.Select(arm => $"'{arm.Label}'"));
}
