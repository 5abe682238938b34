using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Paper;

/// <summary>A table, figure or listing as it stands on paper: what a reader must know who holds this page alone.</summary>
/// <param name="Id">Its anchor in the report, such as "baseline".</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number in the order of ICH E3, such as "14.2.1"; "" for what belongs to the file itself.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Head">The rows of its head.</param>
/// <param name="Rows">Its rows, however many; they are asked for whenever they are laid out, and not held.</param>
sealed record Output(
    string Id,
    OutputKind Kind,
    string Number,
    BoundText Title,
    IReadOnlyList<Row> Head,
    IEnumerable<Row> Rows
)
{
    /// <summary>The set that it counts, with the size of each arm; empty where no set does.</summary>
    public BoundText Population { get; init; } = BoundText.Empty;

    /// <summary>The data sets that its numbers come from, each with the beginning of its hash.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What stands under it; empty for nothing.</summary>
    public BoundText Notes { get; init; } = BoundText.Empty;

    /// <summary>What stands in the place of rows where there are none.</summary>
    public const string WithoutRows = "No observations met the reporting criteria for inclusion in this output.";

    /// <summary>"Table 14.2.1".</summary>
    public string Name => NameOf(Kind, Number);

    /// <summary>The name of an output of that kind and number.</summary>
    public static string NameOf(OutputKind kind, string number) => number.Length == 0 ? "" : $"{kind} {number}";
}

/// <summary>What an output is.</summary>
enum OutputKind
{
    /// <summary>A table.</summary>
    Table,

    /// <summary>A figure, on paper by its values.</summary>
    Figure,

    /// <summary>Rows of data as they are.</summary>
    Listing,
}

/// <summary>Every output of a trial, in the order of a report, and what each of its pages says of the whole.</summary>
/// <param name="Trial">The trial with the version of its protocol.</param>
/// <param name="Cutoff">The data cutoff in words; "" where the data do not say.</param>
/// <param name="Notice">What must be seen on every page, such as that the data are synthetic; empty for nothing.</param>
/// <param name="Program">The program with its version.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="Conventions">The conventions to which notes refer by number; null where there are none.</param>
sealed record OutputBook(
    string Trial,
    string Cutoff,
    BoundText Notice,
    string Program,
    IReadOnlyList<Output> Outputs,
    Output? Conventions
);
