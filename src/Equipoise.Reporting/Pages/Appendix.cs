using Equipoise.Analysis.Results;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Pages;

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
                ? Html.Empty
                : Html.Of(
                    $"""
                    <p>{m.Say(
                        "Every number in this report depends on the choices below. They were made in the protocol or are defaults of the program. Those marked as general hold throughout; each of the others is stated under the first output that rests on it, and the outputs after that refer to its number here."
                    )}</p>
                    <ol class="conventions">
                    {m.Conventions.All.Select(
                        (convention, i) =>
                            Html.Of(
                                $"<li id=\"{ConventionRegister.Anchor(i + 1)}\">{(ConventionRegister.IsGeneral(convention) ? new Html("<strong>General.</strong> ") : Html.Empty)}{m.Say($"{{{{convention:{convention.Id}}}}}")}</li>\n"
                            )
                    )}</ol>

                    """
                )
        );

    public static Section Funding(Manuscript m)
    {
        IEnumerable<string> said =
        [
            .. m.Protocol.Trial.Funding is null ? [] : new[] { "Funding: {{protocol:funding}}." },
            .. m.Protocol.Trial.Disclosures.Select((_, i) => $"{{{{protocol:disclosure {i}}}}}"),
        ];
        return new("funding", m.Say("Funding and disclosures"), Html.Join(said.Select(m.Paragraph)));
    }

    public static Section Provenance(Manuscript m)
    {
        var provenance = m.Results.Provenance;
        return new(
            "provenance",
            m.Say("Where each number comes from"),
            Html.Of(
                $"""
                <p>{m.Say(
                    "Every number carries its address, which names the analysis, the operation and the groups; it shows when the pointer rests on the number, and the page source holds it with the value at full precision. The addresses are those of the results file."
                )}</p>
                <dl class="identity stacked">
                <div><dt>Program</dt><dd>{m.Say("{{provenance:program}}")}</dd></div>
                <div><dt>Protocol SHA-256</dt><dd><code>{m.Protocol.Sha256}</code></dd></div>
                {(
                    provenance.ProtocolSha256 == m.Protocol.Sha256
                        ? Html.Empty
                        : Html.Of(
                            $"<div><dt>The results name another protocol</dt><dd><code>{provenance.ProtocolSha256}</code></dd></div>"
                        )
                )}
                </dl>
                {(provenance.Data.Count == 0 ? Html.Empty : Data(m))}
                {Analyses(m)}
                """
            )
        );
    }

    static Html Data(Manuscript m) =>
        new ReportTable(
            "data-read",
            m.Say("Data sets"),
            new Html(
                "<tr><th scope=\"col\">Data set</th><th scope=\"col\">File</th><th scope=\"col\" class=\"n\">Rows</th><th "
                    + "scope=\"col\">SHA-256</th></tr>\n"
            ),
            Html.Join(m.Results.Provenance.Data.Select(DataRow)),
            Html.Empty
        ).Render();

    static Html DataRow(DataSource data) =>
        Html.Of(
            $"<tr><th scope=\"row\">{data.Name}</th><td>{data.File ?? "derived"}</td><td class=\"n\">{data.Rows}</td><td><code "
                + $"class=\"hash\">{data.Sha256}</code></td></tr>\n"
        );

    static Html Analyses(Manuscript m) =>
        new ReportTable(
            "analyses",
            m.Say("Analyses"),
            new Html(
                "<tr><th scope=\"col\">Address begins</th><th scope=\"col\">Answers</th><th scope=\"col\">Method</th><th "
                    + "scope=\"col\">Variable</th><th scope=\"col\">Set</th><th scope=\"col\" class=\"n\">Results</th></tr>\n"
            ),
            Html.Join(
                m.Results.Analyses.Select(analysis =>
                    Html.Of(
                        $"<tr><th scope=\"row\"><code>{analysis.Id}</code></th><td>{analysis.Name}</td><td>{analysis.Method}"
                            + $"</td><td>{analysis.Dataset}{(analysis.Variable.Length > 0 ? "." : "")}"
                            + $"{analysis.Variable}</td><td>{analysis.SetId}</td><td "
                            + $"class=\"n\">{analysis.Results.Count}</td></tr>\n"
                    )
                )
            ),
            Html.Empty
        ).Render();
}
