using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Paper;

/// <summary>What stands first in a file of outputs: which there are, and where.</summary>
static class OutputList
{
    /// <summary>Its anchor.</summary>
    public const string Id = "outputs";

    /// <summary>The list with these rows: name, title, page.</summary>
    public static Output Of(IReadOnlyList<Row> rows) =>
        new(
            Id,
            OutputKind.Listing,
            "",
            BoundText.AsGiven("Tables, figures and listings"),
            [
                new(
                    [
                        Cell.Head(BoundText.AsGiven("Output")),
                        Cell.Head(BoundText.AsGiven("Title")),
                        Cell.NumberHead(BoundText.AsGiven("Page")),
                    ]
                ),
            ],
            rows
        );
}
