using System.Globalization;
using Equipoise.Datasets.Pages;

namespace Equipoise.Datasets.Inspection;

/// <summary>What data sets hold as one page for a browser, which needs nothing else.</summary>
public static class InspectionPage
{
    const int ShownValues = 12;

    /// <summary>The page.</summary>
    /// <param name="title">What was looked at, such as the file's name.</param>
    /// <param name="datasets">What was found.</param>
    public static string Of(string title, IReadOnlyList<InspectedDataset> datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        return DataPage.Of(title, Markup.Join(datasets.Select(Section)));
    }

    static Markup Section(InspectedDataset dataset)
    {
        var spec = dataset.Spec;
        var title = spec.Label.Length > 0 ? $"{spec.Name}: {spec.Label}" : spec.Name;
        var made = spec.Created?.ToString("', made 'yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var findings = Markup.Join(dataset.Findings.Select(finding => Markup.Of($"<li>{finding.ToString()}</li>")), "\n");
        var notes = dataset.Findings.Count == 0 ? Markup.None : Markup.Of($"<ul>\n{findings}\n</ul>");
        return Markup.Of(
            $"""
            <h2>{title}</h2>
            <p>{Plural(dataset.RowCount, "row")}, {Plural(dataset.Columns.Count, "column")}{made}.</p>
            {notes}
            {Columns(dataset)}
            {FirstRows(dataset)}
            """
        );
    }

    static Markup Columns(InspectedDataset dataset) =>
        DataPage.Table(
            "Columns",
            ["Name", "Label", "Type", "Length", "Format", "Missing", "Values"],
            dataset.Columns.Select(column =>
                Markup.Join([
                    DataPage.Head(Markup.Of($"{column.Spec.Name}")),
                    DataPage.Cell(column.Spec.Label),
                    DataPage.Cell(InspectedText.TypeOf(column.Spec)),
                    DataPage.Number(InspectedText.LengthOf(column)),
                    DataPage.Cell(column.Spec.Format),
                    DataPage.Number(column.Missing.ToString("#,0", CultureInfo.InvariantCulture)),
                    Markup.Of($"<td class=\"long\">{InspectedText.ValuesOf(column, ShownValues)}</td>"),
                ])
            )
        );

    static Markup FirstRows(InspectedDataset dataset)
    {
        if (dataset.FirstRows.Count == 0)
            return Markup.None;
        var rows = DataPage.Table(
            "First rows",
            dataset.Columns.Select(column => column.Spec.Name),
            dataset.FirstRows.Select(row => Markup.Join(row.Zip(dataset.Columns, Cell)))
        );
        return Markup.Of($"<h3>First rows</h3>\n{rows}");
    }

    static Markup Cell(string text, InspectedColumn column) =>
        column.Spec.IsNumber ? DataPage.Number(text) : DataPage.Cell(text);

    static Markup Plural(long count, string what) => Markup.Of($"{count} {what}{(count == 1 ? "" : "s")}");
}
