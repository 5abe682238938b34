using System.Globalization;
using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Quoting;

/// <summary>
/// A document being written: everything it says is bound here, and everything that cannot be bound is remembered.
/// </summary>
sealed class Manuscript(TrialProtocol protocol, ReportingEvent results, IReadOnlyList<EndpointCurves> curves)
{
    readonly List<ReportProblem> problems = [];
    readonly List<string> quoted = [];
    readonly HashSet<string> seen = [];

    public Manuscript(TrialProtocol protocol, AnalysisOutput output)
        : this(protocol, output.Results, output.Curves) { }

    public TrialProtocol Protocol { get; } = protocol;

    public ReportingEvent Results { get; } = results;

    public IReadOnlyList<EndpointCurves> Curves { get; } = curves;

    public ConventionRegister Conventions { get; } = new(results.Conventions);

    public IReadOnlyList<ReportProblem> Problems => problems;

    public IReadOnlyList<string> Quoted => quoted;

    /// <summary>The text with its numbers put in; a text with a problem is empty, and the document will be refused.</summary>
    public BoundText Bind(string template)
    {
        switch (BoundText.Bind(template, Results, Protocol))
        {
            case Binding.Bound bound:
                quoted.AddRange(bound.Text.Quoted.Where(seen.Add));
                return Typography.Set(bound.Text);
            case Binding.Unbound unbound:
                problems.AddRange(unbound.Problems);
                break;
        }
        return new BoundText([]);
    }

    /// <summary>As markup in which every number carries its address.</summary>
    public Html Say(string template) => Markup(Bind(template));

    /// <summary>As plain text, for a title or a text alternative.</summary>
    public string Plain(string template) => Bind(template).Text;

    /// <summary>As a paragraph; the empty text is none.</summary>
    public Html Paragraph(string template) => template.Length == 0 ? Html.Empty : Html.Of($"<p>{Say(template)}</p>\n");

    /// <summary>Whether there is a result at the address, estimable or not.</summary>
    public bool Has(string address) => Results.At(address) is not null;

    /// <summary>Whether there is a number at every one of the addresses.</summary>
    public bool HasNumbers(params ReadOnlySpan<string> addresses)
    {
        foreach (var address in addresses)
            if (Results.At(address)?.Raw is null)
                return false;
        return true;
    }

    /// <summary>The number at the address at full precision; null when there is none.</summary>
    public double? Raw(string address) => Results.At(address)?.Raw;

    /// <summary>Whether the analysis has a result about the arm.</summary>
    public bool Speaks(string analysis, string arm) =>
        Results
            .Find(analysis)
            ?.Results.Any(result => result.Groups.Any(group => group is { Grouping: "arm" } && group.Group == arm)) == true;

    /// <summary>Whether the group has a printed name.</summary>
    public bool HasLabel(string grouping, string group) =>
        Results.Groupings.FirstOrDefault(g => g.Id == grouping)?.Groups.Any(g => g.Id == group) == true;

    /// <summary>Where the size of an arm in the full analysis set is.</summary>
    public string SizeInFullAnalysis(string arm) =>
        arm == "all" && !Has("Disposition/analyzedFAS[arm=all]") ? "Disposition/randomized"
        : Has($"Disposition/analyzedFAS[arm={arm}]") ? $"Disposition/analyzedFAS[arm={arm}]"
        : $"{Protocol.Endpoints[0].Id}.Events/participants[arm={arm}]";

    /// <summary>Where the size of an arm in the safety set is.</summary>
    public static string SizeInSafety(string arm) => $"Disposition/analyzedSAF[arm={arm}]";

    /// <summary>Groups of a grouping that some result of the analysis speaks of, in the order of the analysis.</summary>
    public IReadOnlyList<Group> GroupsOf(string grouping, string analysis)
    {
        var known = Results.Groupings.FirstOrDefault(g => g.Id == grouping)?.Groups ?? [];
        var used = (Results.Find(analysis)?.Results ?? [])
            .SelectMany(result => result.Groups)
            .Where(group => group.Grouping == grouping);
        return
        [
            .. used.Select(group => group.Group)
                .Distinct()
                .Select(id => known.FirstOrDefault(group => group.Id == id))
                .OfType<Group>(),
        ];
    }

    public static Html Markup(BoundText text) => Html.Join(text.Runs.Select(Markup));

    static Html Markup(TextRun run) =>
        run is TextRun.Number number
            ? Html.Of($"<data value=\"{Value(number.Raw)}\" data-result=\"{number.Address}\">{number.Text}</data>")
            : Html.Of($"{run.Text}");

    static string Value(double? raw) => raw?.ToString("R", CultureInfo.InvariantCulture) ?? "NE";
}
