using Equipoise.Analysis.Results;

namespace Equipoise.Reporting.Quoting;

/// <summary>
/// The conventions of a report, each text once and numbered, and which of them have been stated so far: the first output to which
/// one applies says it in full, later ones refer to its number.
/// </summary>
sealed class ConventionRegister
{
    readonly HashSet<string> stated = [];

    public ConventionRegister(IReadOnlyList<Convention> conventions) =>
        All = [.. conventions.OrderBy(one => IsGeneral(one) ? 0 : 1).DistinctBy(one => one.Text)];

    /// <summary>Those that hold for every output first. A convention's number is its place, counted from one.</summary>
    public IReadOnlyList<Convention> All { get; }

    public static bool IsGeneral(Convention convention) => convention.Applies is "" or "*";

    public const string AnchorPrefix = "convention-";

    public static string Anchor(int number) => $"{AnchorPrefix}{number}";

    public int NumberOf(Convention convention) => All.TakeWhile(one => one != convention).Count() + 1;

    /// <summary>Whether this is the first time that the text is printed.</summary>
    public bool State(string text) => stated.Add(text);
}
