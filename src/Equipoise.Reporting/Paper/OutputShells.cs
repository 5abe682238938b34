using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Paper;

/// <summary>Makes outputs of the tables, figures and listings of a document.</summary>
static class OutputShells
{
    const int HashShown = 12;

    /// <summary>All of them: tables that quote a result, figures by their values, listings.</summary>
    /// <param name="m">The document.</param>
    /// <param name="document">What it says.</param>
    /// <param name="listings">Listings that stand on paper alone: rows of single participants.</param>
    public static OutputBook Of(Manuscript m, Document document, IEnumerable<Listing> listings)
    {
        var provenance = m.Results.Provenance;
        return new(
            m.Plain($"{m.Names.Trial}, protocol version {m.Names.Version}"),
            provenance.Cutoff is null ? "" : m.Plain($"Data cutoff {m.Names.Cutoff}"),
            document.Notice,
            m.Plain($"{m.Names.Program}"),
            [.. Numbered(m, document, listings).Select(one => Of(m, one.Block, one.Kind, one.Number))],
            Conventions(m)
        );
    }

    /// <summary>The document with the numbers of its outputs in their captions.</summary>
    public static Document WithNumbers(Manuscript m, Document document)
    {
        var numbers = Numbered(m, document, []).ToDictionary(one => one.Block, one => Output.NameOf(one.Kind, one.Number));
        return document with
        {
            Sections =
            [
                .. document.Sections.Select(section =>
                    section with { Blocks = [.. section.Blocks.Select(block => Of(block, numbers.GetValueOrDefault(block)))] }
                ),
            ],
        };
    }

    static Block Of(Block block, string? number) =>
        block switch
        {
            Table table => table with { Number = number },
            Figure figure => figure with { Number = number },
            Listing listing => listing with { Number = number },
            _ => block,
        };

    /// <summary>Tables, figures and listings are counted apart from one another, each within its section.</summary>
    static IEnumerable<(Block Block, OutputKind Kind, string Number)> Numbered(
        Manuscript m,
        Document document,
        IEnumerable<Listing> listings
    )
    {
        var count = new Dictionary<(OutputKind, string), int>();
        var shown = document.Sections.SelectMany(section => section.Blocks).Where(IsOutput);
        foreach (
            var (block, kind, chapter) in PlannedOutputs
                .With(m, shown)
                .Concat(listings)
                .Select(PlaceOf)
                .OrderBy(one => one.Chapter, StringComparer.Ordinal)
        )
        {
            count[(kind, chapter)] = count.GetValueOrDefault((kind, chapter)) + 1;
            yield return (block, kind, $"{chapter}.{count[(kind, chapter)]}");
        }
    }

    static (Block Block, OutputKind Kind, string Chapter) PlaceOf(Block block) =>
        block switch
        {
            Listing => (block, OutputKind.Listing, Chapters.Listings),
            Figure figure => (block, OutputKind.Figure, ChapterOf(figure.Values)),
            Missing missing => (block, OutputKind.Table, missing.Chapter),
            _ => (block, OutputKind.Table, ChapterOf((Table)block)),
        };

    static bool IsOutput(Block block) =>
        block is Figure { Values: not null } or Listing || (block is Table table && Analyses(table).Any());

    /// <summary>Where an output stands is said by its rows: the head may quote how many there are of each arm.</summary>
    static string ChapterOf(Table? table) => Chapters.Of(table is null ? "" : Analyses(table).FirstOrDefault() ?? "");

    /// <summary>The analyses that a table quotes, those of its body first.</summary>
    static IEnumerable<string> Analyses(Table table) =>
        table
            .Body.Concat(table.Head)
            .SelectMany(row => row.Cells)
            .SelectMany(cell => cell.Text.Numbers)
            .Select(number => number.Address[..number.Address.IndexOf('/')])
            .Distinct(StringComparer.Ordinal);

    static Output Of(Manuscript m, Block block, OutputKind kind, string number) =>
        block switch
        {
            Table table => Of(m, table, kind, number),
            Figure { Values: { } values } figure => Of(m, values, kind, number) with
            {
                Id = figure.Id,
                Title = figure.Caption,
                Notes = BoundText.Join(" ", [m.Say("The figure is drawn in the report; these are its values."), figure.Notes]),
            },
            Listing listing => Of(m, listing, number),
            Missing missing => new(missing.Id, kind, number, missing.Title, [], []),
            _ => throw new InvalidOperationException($"{block.GetType().Name} is no output."),
        };

    static Output Of(Manuscript m, Table table, OutputKind kind, string number)
    {
        NamedAnalysis[] quoted = [.. Analyses(table).Select(m.Results.Find).OfType<NamedAnalysis>()];
        return new(table.Id, kind, number, table.Caption, table.Head, table.Body)
        {
            Population = quoted.Length == 0 ? BoundText.Empty : Population(m, quoted[0]),
            Sources = Sources(m, quoted.Select(analysis => analysis.Dataset)),
            Notes = table.Notes,
        };
    }

    static Output Of(Manuscript m, Listing listing, string number) =>
        new(
            listing.Id,
            OutputKind.Listing,
            number,
            listing.Caption,
            [new([.. listing.Heads.Select(head => Cell.Head(BoundText.AsGiven(head)))])],
            listing.Rows.Select(row => new Row([.. row.Select(text => Cell.Words(BoundText.AsGiven(text)))]))
        )
        {
            Sources = Sources(m, listing.Sources),
            Notes = listing.Notes,
        };

    /// <summary>The set with its arms, of those two sets whose sizes the results hold.</summary>
    static BoundText Population(Manuscript m, NamedAnalysis analysis)
    {
        if (m.Results.Sets.FirstOrDefault(set => set.Id == analysis.SetId) is not { } set)
            return BoundText.Empty;
        var sizes = m
            .Protocol.Arms.Select(arm => (Arm: arm, Size: Size(m, set, arm.Id)))
            .Where(one => one.Size is not null && m.Has(one.Size))
            .Select(one => m.Say($"{m.Names.Arm(one.Arm)} N\u00A0=\u00A0{one.Size!}"));
        var named = BoundText.Join(", ", sizes);
        return named.IsEmpty ? m.Say($"{Names.Set(set)}") : m.Say($"{Names.Set(set)}: {named}");
    }

    static ResultRef? Size(Manuscript m, AnalysisSet set, string arm) =>
        set.Id switch
        {
            "FAS" => m.SizeInFullAnalysis(arm),
            "SAF" => Sizes.SizeInSafety(arm),
            _ => null,
        };

    static IReadOnlyList<string> Sources(Manuscript m, IEnumerable<string> datasets) =>
        [
            .. datasets
                .Where(name => name.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Select(name =>
                    m.Results.Provenance.Data.FirstOrDefault(data => data.Name == name) is { } source
                        ? $"{name} {source.Sha256[..Math.Min(HashShown, source.Sha256.Length)]}"
                        : name
                ),
        ];

    static Output? Conventions(Manuscript m) =>
        m.Conventions.All.Count == 0
            ? null
            : new(
                "conventions",
                OutputKind.Listing,
                "",
                m.Say("Conventions"),
                [new([Cell.NumberHead(m.Say("Number")), Cell.Head(m.Say("Convention"))])],
                [
                    .. m.Conventions.All.Select(
                        (convention, i) =>
                            new Row(
                                [
                                    new(BoundText.AsGiven($"{i + 1}"), CellKind.NumberRowHead),
                                    Cell.Words(BoundText.AsGiven(convention.Text)),
                                ]
                            )
                    ),
                ]
            );
}
