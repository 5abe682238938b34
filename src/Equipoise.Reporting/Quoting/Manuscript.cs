using System.Runtime.CompilerServices;
using Equipoise.Analysis;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Reporting.Quoting;

/// <summary>
/// A document being written: everything it says is bound here, and everything that cannot be bound is remembered.
/// </summary>
sealed class Manuscript(TrialProtocol protocol, ReportingEvent results, ReportStyle style = ReportStyle.Journal)
{
    readonly List<ReportProblem> problems = [];
    readonly List<string> quoted = [];
    readonly HashSet<string> seen = [];

    public Manuscript(TrialProtocol protocol, AnalysisOutput output, ReportStyle style = ReportStyle.Journal)
        : this(protocol, TestedOutput.Of(protocol, output), style) { }

    Manuscript(TrialProtocol protocol, TestedOutput tested, ReportStyle style)
        : this(protocol, tested.Output.Results, style) =>
            (Curves, Lesions, Courses, Verdicts, Findings, Plan) = (
                tested.Output.Curves,
                tested.Output.Lesions,
                tested.Output.Courses,
                tested.Verdicts,
                tested.Output.Findings,
                tested.Plan
            );

    public TrialProtocol Protocol { get; } = protocol;

    public ReportingEvent Results { get; } = results;

    /// <summary>For which readers it is written.</summary>
    public ReportStyle Style { get; } = style;

    public IReadOnlyList<EndpointCurves> Curves { get; } = [];

    /// <summary>How target lesions changed; null where that was not analyzed.</summary>
    public LesionCourses? Lesions { get; }

    /// <summary>How long participants were treated and followed; null where a bar for each is not drawn.</summary>
    public TreatmentCourses? Courses { get; }

    /// <summary>What was found in the data that ought to be looked at.</summary>
    public IReadOnlyList<DataFinding> Findings { get; } = [];

    /// <summary>What the design allows to be said of each endpoint.</summary>
    public IReadOnlyDictionary<string, EndpointVerdict> Verdicts { get; } = new Dictionary<string, EndpointVerdict>();

    /// <summary>The plan of the trial; null where it has none.</summary>
    public PlannedTrial? Plan { get; }

    public Names Names { get; } = new(results, protocol);

    public ConventionRegister Conventions { get; } = new(
        results.Conventions.Count == 0 ? [] : [.. results.Conventions, PValues.Convention(style)]
    );

    public IReadOnlyList<ReportProblem> Problems => problems;

    /// <summary>The address of every result that was quoted, each once, in the order of writing.</summary>
    public IReadOnlyList<string> Quoted => quoted;

    /// <summary>The text with its numbers put in; a text with a problem is empty, and the document will be refused.</summary>
    public BoundText Say([InterpolatedStringHandlerArgument("")] Sentence sentence)
    {
        var text = sentence.Bound(problems.Add);
        quoted.AddRange(text.Numbers.Select(number => number.Address).Where(seen.Add));
        return text;
    }

    /// <summary>Words alone, which hold no number.</summary>
    public BoundText Say(string words)
    {
        var sentence = new Sentence(words.Length, 0, this);
        sentence.AppendLiteral(words);
        return Say(sentence);
    }

    /// <summary>As plain text, for a title or a text alternative.</summary>
    public string Plain([InterpolatedStringHandlerArgument("")] Sentence sentence) => Say(sentence).Text;

    /// <summary>Whether there is a result at the address, estimable or not.</summary>
    public bool Has(ResultRef result) => Results.At(result.Address) is not null;

    /// <summary>Whether the analysis was made.</summary>
    public bool Has(AnalysisResults analysis) => Results.Find(analysis.Id) is not null;

    /// <summary>Whether there is a number at every one of the addresses.</summary>
    public bool HasNumbers(params ReadOnlySpan<ResultRef> results)
    {
        foreach (var result in results)
            if (Raw(result) is null)
                return false;
        return true;
    }

    /// <summary>Whether the estimate and both of its limits are numbers.</summary>
    public bool HasNumbers(IntervalRef interval) => HasNumbers(interval.Estimate, interval.Lower, interval.Upper);

    /// <summary>The number at the address at full precision; null when there is none.</summary>
    public double? Raw(ResultRef result) => Results.At(result.Address)?.Raw;

    /// <summary>Whether the analysis has a result about the arm.</summary>
    public bool Speaks(AnalysisResults analysis, string arm) =>
        Results
            .Find(analysis.Id)
            ?.Results.Any(result => result.Groups.Any(group => group is { Grouping: By.Arm } && group.Group == arm)) == true;

    /// <summary>Whether the group has a printed name.</summary>
    public bool HasLabel(string grouping, string group) =>
        Results.Groupings.FirstOrDefault(g => g.Id == grouping)?.Groups.Any(g => g.Id == group) == true;

    /// <summary>Groups of a grouping that some result of the analysis speaks of, in the order of the analysis.</summary>
    public IReadOnlyList<Group> GroupsOf(string grouping, AnalysisResults analysis)
    {
        var known = Results.Groupings.FirstOrDefault(g => g.Id == grouping)?.Groups ?? [];
        var used = (Results.Find(analysis.Id)?.Results ?? [])
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
}
