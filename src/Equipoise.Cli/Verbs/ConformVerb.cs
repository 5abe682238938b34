using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;
using Equipoise.Datasets.Csv;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise conform DIR --rules FOLDER</c>: which records of which data set break which published rule.</summary>
public static class ConformVerb
{
    public static Command Build()
    {
        var data = new Argument<string>("DIR") { Description = "The folder of data sets: .xpt, .csv or .csv.gz." };
        var rules = new Option<string?>("--rules")
        {
            Description = "A folder of rules in the YAML of CDISC CORE, as github.com/cdisc-org/cdisc-open-rules has them. "
                + "Without it the limits of FDA alone are looked at.",
            HelpName = "FOLDER",
        };
        var terminology = new Option<string?>("--terminology")
        {
            Description = "Controlled terminology, the tabbed text file that NCI EVS publishes, for rules about code lists.",
            HelpName = "FILE",
        };
        var findings = new Option<string?>("--out")
        {
            Description = "Also write every finding, a line for each variable that the rule shows. A file of that name is "
                + "replaced.",
            HelpName = "FILE.csv",
        };
        var format = Formats.Option();
        var command = new Command(
            "conform",
            "Which records of a folder of data sets break which rule of CDISC CORE or limit of FDA.\n\n"
                + "Example: equipoise conform rehearsal/sdtm --rules cdisc-open-rules/Published --out findings.csv"
        )
        {
            data,
            rules,
            terminology,
            findings,
            format,
        };
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            var file = parsed.GetValue(findings);
            if (file is not null && NewFile.Unwritable("--out", file, ".csv") is { } unwritable)
                return said.Unusable(unwritable);
            return Run(
                parsed.GetRequiredValue(data),
                parsed.GetValue(rules),
                parsed.GetValue(terminology),
                file,
                parsed.GetValue(format) == Formats.Json,
                said
            );
        });
        return command;
    }

    static int Run(string data, string? rules, string? terminology, string? file, bool asJson, Said said)
    {
        IReadOnlyList<Rule> asked = [.. rules is null ? [] : RuleFile.ReadFolder(rules), .. RuleFile.Limits()];
        var study = Study.Open(data, terminology is null ? null : Terminology.Read(terminology));
        var results = ConformanceCheck.Run(study, asked);
        if (file is not null)
            CsvFile.Write(FindingsTable.Of(results), file);
        if (asJson)
            said.Output.WriteLine(ConformText.Json(data, results));
        else
            ConformText.Write(results, said.Output);
        if (rules is null)
            said.Error.WriteLine("These are the limits of FDA alone; --rules names a folder of published rules.");
        return results.Any(result => result.Count > 0) ? ExitStatus.ProblemsFound : ExitStatus.Done;
    }
}
