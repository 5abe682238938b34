namespace Equipoise.Cli.Verbs.Tte;

/// <summary>What was asked of <c>equipoise tte</c>.</summary>
/// <param name="Table">Which table, and how it is read.</param>
/// <param name="Model">What is compared with what.</param>
/// <param name="Curves">What is read off the curves.</param>
/// <param name="Output">How it is told.</param>
sealed record TteOptions(TteTable Table, TteModel Model, TteCurves Curves, TteOutput Output)
{
    /// <summary>The bootstrap; null when it was not asked for.</summary>
    public TteDraws? Draws { get; init; }

    /// <summary>Every column that is used.</summary>
    public IEnumerable<string> Columns => Table.Columns.Concat(Model.Columns);
}
