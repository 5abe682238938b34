using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Reports;

/// <summary>
/// Who paid, and where each number comes from: the promise, the data, the program, the conventions and the analyses.
/// </summary>
static class Appendix
{
    public static Section Conventions(Manuscript m) =>
        new(
            "conventions",
            m.Say("Conventions"),
            m.Results.Conventions.Count == 0
                ? []
                :
                [
                    new Paragraph(
                        m.Say(
                            "Every number in this report depends on the choices below. They were made in the protocol or are "
                                + "defaults of the program. Those marked as general hold throughout; each of the others is "
                                + "stated under the first output that rests on it, and the outputs after that refer to its "
                                + "number here."
                        )
                    ),
                    new Items(
                        [
                            .. m.Conventions.All.Select(convention =>
                                ConventionRegister.IsGeneral(convention)
                                    ? m.Say($"{m.Say("General.").As(AsideKind.Strong)} {Names.Convention(convention)}")
                                    : m.Say($"{Names.Convention(convention)}")
                            ),
                        ],
                        ConventionRegister.AnchorPrefix
                    ),
                ]
        );

    /// <summary>What stopped no analysis, and ought to be looked at before a number is believed.</summary>
    public static Section Findings(Manuscript m) =>
        new(
            "data-findings",
            m.Say("Data to look at"),
            m.Findings.Count == 0
                ? []
                :
                [
                    new Paragraph(
                        m.Say(
                            "The checks of the data against one another found what follows. It stopped no analysis; somebody who "
                                + "knows the trial ought to look at it before a number is believed."
                        )
                    ),
                    new Listing(
                        "data-findings-listing",
                        m.Say("Findings in the data, a row for each cause"),
                        ["Data", "First rows", "How often", "What was found"],
                        m.Findings.Select(finding =>
                            (IReadOnlyList<string>)
                                [
                                    $"{finding.Dataset}{(finding.Column is null ? "" : $".{finding.Column}")}",
                                    string.Join(", ", finding.FirstRows),
                                    $"{finding.Count}",
                                    finding.Message,
                                ]
                        ),
                        BoundText.Empty
                    ),
                ]
        );

    public static Section Funding(Manuscript m) =>
        new(
            "funding",
            m.Say("Funding and disclosures"),
            [
                .. Paragraph.Of([
                    m.Protocol.Trial.Funding is null ? BoundText.Empty : m.Say($"Funding: {m.Names.Funding}."),
                    .. m.Names.Disclosures.Select(disclosure => m.Say($"{disclosure}")),
                ]),
            ]
        );

    public static Section Provenance(Manuscript m)
    {
        var provenance = m.Results.Provenance;
        return new(
            "provenance",
            m.Say("Where each number comes from"),
            [
                new Paragraph(
                    m.Say(
                        "Every number carries its address, which names the analysis, the operation and the groups, and its value "
                            + "at full precision: on the web page they are in its source, and the address shows when the pointer "
                            + "rests on the number; in the Word file each number has a bookmark, and a list of them lies within "
                            + "the file. The addresses are those of the results file."
                    )
                ),
                new Facts(
                    [
                        new("Program", m.Say($"{m.Names.Program}")),
                        new("Protocol SHA-256", BoundText.Code(m.Protocol.Sha256)),
                        .. provenance.ProtocolSha256 == m.Protocol.Sha256
                            ? []
                            : new[] { new Fact("The results name another protocol", BoundText.Code(provenance.ProtocolSha256)) },
                    ],
                    IsStacked: true
                ),
                .. provenance.Data.Count == 0 ? [] : new[] { Data(m) },
                Analyses(m),
            ]
        );
    }

    static Table Data(Manuscript m) =>
        new(
            "data-read",
            m.Say("Data sets"),
            [
                new(
                    [
                        Cell.Head(m.Say("Data set")),
                        Cell.Head(m.Say("File")),
                        Cell.NumberHead(m.Say("Rows")),
                        Cell.Head(m.Say("SHA-256")),
                    ]
                ),
            ],
            [
                .. m.Results.Provenance.Data.Select(data => new Row(
                    [
                        Cell.RowHead(BoundText.AsGiven(data.Name)),
                        Cell.Words(BoundText.AsGiven(data.File ?? "derived")),
                        Cell.Number(BoundText.AsGiven($"{data.Rows}")),
                        Cell.Words(BoundText.Code(data.Sha256)),
                    ]
                )),
            ],
            BoundText.Empty
        );

    static Table Analyses(Manuscript m) =>
        new(
            "analyses",
            m.Say("Analyses"),
            [
                new(
                    [
                        Cell.Head(m.Say("Address begins")),
                        Cell.Head(m.Say("Answers")),
                        Cell.Head(m.Say("Method")),
                        Cell.Head(m.Say("Variable")),
                        Cell.Head(m.Say("Set")),
                        Cell.NumberHead(m.Say("Results")),
                    ]
                ),
            ],
            [
                .. m.Results.Analyses.Select(analysis => new Row(
                    [
                        Cell.RowHead(BoundText.Code(analysis.Id)),
                        Cell.Words(BoundText.AsGiven(analysis.Name)),
                        Cell.Words(BoundText.AsGiven(analysis.Method)),
                        Cell.Words(
                            BoundText.AsGiven(
                                $"{analysis.Dataset}{(analysis.Variable.Length > 0 ? "." : "")}{analysis.Variable}"
                            )
                        ),
                        Cell.Words(BoundText.AsGiven(analysis.SetId)),
                        Cell.Number(BoundText.AsGiven($"{analysis.Results.Count}")),
                    ]
                )),
            ],
            BoundText.Empty
        );
}
