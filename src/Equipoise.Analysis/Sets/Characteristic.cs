namespace Equipoise.Analysis.Sets;

/// <summary>Something known of every participant before randomization, by the id that the protocol gives it.</summary>
abstract record Characteristic(string Id, string Label, string Variable)
{
    /// <summary>A measurement; NaN where missing.</summary>
    public sealed record Numeric(string Id, string Label, string Variable, IReadOnlyList<double> Values)
        : Characteristic(Id, Label, Variable);

    /// <summary>One of a list of levels; -1 where missing.</summary>
    public sealed record Categorical(
        string Id,
        string Label,
        string Variable,
        IReadOnlyList<Level> Levels,
        IReadOnlyList<int> Values
    ) : Characteristic(Id, Label, Variable);

    /// <summary>A level.</summary>
    /// <param name="Id">Its id, as in the data.</param>
    /// <param name="Label">As printed.</param>
    public sealed record Level(string Id, string Label);
}
