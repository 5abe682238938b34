using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.DefineXml;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise conform DIR --rules FOLDER</c>: which records of which data set break which published rule.</summary>
public static class ConformVerb
{
    public static Command Build()
    {
        var data = new Argument<string>("DIR") { Description = "The folder of data sets, of any format." };
        var rules = new Option<string?>("--rules")
        {
            Description = "A folder of rules in the YAML of CDISC CORE, as github.com/cdisc-org/cdisc-open-rules has them. "
                + "Without it the limits of FDA alone are looked at.",
            HelpName = "FOLDER",
        };
        var standard = new Option<string?>("--standard")
        {
            Description = "Only the rules of this standard, such as SDTMIG or \"SDTMIG 3.4\", and the limits.",
            HelpName = "NAME",
        };
        var terminology = new Option<string?>("--terminology")
        {
            Description = "Controlled terminology, the tabbed text file that NCI EVS publishes, for rules about code lists.",
            HelpName = "FILE",
        };
        var define = new Option<string?>("--define")
        {
            Description = "The define.xml of the data: variables, labels, types, lengths, terms and keys must be as it says.",
            HelpName = "FILE",
        };
        var findings = new Option<string?>("--out")
        {
            Description = "Also write the findings: every one as .csv, a line for each variable that the rule shows, or the "
                + "first of each rule as a page, .html. A file of that name is replaced.",
            HelpName = "FILE",
        };
        var format = Formats.Option();
        var command = new Command(
            "conform",
            "Which records of a folder of data sets break which rule of CDISC CORE or limit of FDA.\n\n"
                + "Example: equipoise conform rehearsal/sdtm --rules cdisc-open-rules/Published --standard SDTMIG "
                + "--out findings.csv\n"
                + "Example: equipoise conform sdtm --define sdtm/define.xml"
        )
        {
            data,
            rules,
            standard,
            terminology,
            define,
            findings,
            format,
        };
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            var file = parsed.GetValue(findings);
            if (file is not null && NewFile.Unwritable("--out", file, IsPage(file) ? ".html" : ".csv") is { } unwritable)
                return said.Unusable(unwritable);
            var published = parsed.GetValue(rules) is { } folder ? RuleFile.ReadFolder(folder) : [];
            if (parsed.GetValue(standard) is { } named)
            {
                if (Of(published, named) is not { Count: > 0 } those)
                    return said.Unusable($"--standard is {named}; {StandardsOf(published)}.");
                said.Error.WriteLine($"{published.Count - those.Count} rules are not of {named} and are left out.");
                published = those;
            }
            return Run(
                Opened(parsed.GetRequiredValue(data), parsed.GetValue(terminology), parsed.GetValue(define), said),
                parsed.GetRequiredValue(data),
                published,
                file,
                parsed.GetValue(format) == Formats.Json,
                said
            );
        });
        return command;
    }

    static bool IsPage(string file) => file.EndsWith(".html", StringComparison.OrdinalIgnoreCase);

    static IReadOnlyList<Rule> Of(IReadOnlyList<Rule> rules, string named) =>
        [.. rules.Where(rule => rule.Standards.Any(standard => standard.Is(named)))];

    static string StandardsOf(IReadOnlyList<Rule> rules) =>
        rules.SelectMany(rule => rule.Standards).Select(standard => $"{standard.Name} {standard.Version}").Distinct().ToArray()
            is { Length: > 0 } names
            ? "the rules are of " + string.Join(", ", names.Order(StringComparer.Ordinal))
            : "there is no rule of any standard";

    // What is odd about the document itself is told too, and is no matter of the data.
    static Study Opened(string data, string? terminology, string? define, Said said)
    {
        var document = define is null ? null : DefineFile.Read(define);
        foreach (var finding in document?.Findings ?? [])
            said.Error.WriteLine($"Note: {finding}");
        return Study.Open(data, terminology is null ? null : Terminology.Read(terminology), document?.Define);
    }

    static int Run(Study study, string data, IReadOnlyList<Rule> rules, string? file, bool asJson, Said said)
    {
        IEnumerable<Rule> described = study.Described.Count > 0 ? RuleFile.OfDefine() : [];
        var results = ConformanceCheck.Run(study, rules.Concat(described).Concat(RuleFile.Limits()));
        if (file is not null && IsPage(file))
            File.WriteAllText(file, FindingsPage.Of(data, results));
        else if (file is not null)
            CsvFile.Write(FindingsTable.Of(results), file);
        if (asJson)
            said.Output.WriteLine(ConformText.Json(data, results));
        else
            ConformText.Write(results, said.Output);
        if (rules.Count == 0)
            said.Error.WriteLine(
                $"These are the limits of FDA {(described.Any() ? "and the description of the data " : "")}alone; "
                    + "--rules names a folder of published rules."
            );
        return results.Any(result => result.Count > 0) ? ExitStatus.ProblemsFound : ExitStatus.Done;
    }
}
