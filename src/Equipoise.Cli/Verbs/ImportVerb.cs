using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets;
using Equipoise.Exchange.Odm;
using Equipoise.TrialLog;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise import FILE --out LOG</c>: the trial log again from its ODM document.</summary>
public static class ImportVerb
{
    public static Command Build()
    {
        var document = new Argument<string>("FILE") { Description = "The document of 'export --as odm'." };
        var output = new Option<string>("--out")
        {
            Description = "The trial log to write; never overwritten.",
            HelpName = "LOG",
            Required = true,
        };
        var seal = new Option<string?>("--seal")
        {
            Description = "The key of the log's seals, with which its rows are sealed again.",
            HelpName = "FILE",
        };
        var command = new Command(
            "import",
            "Make the trial log again from its ODM document.\n\n"
                + "Every hash is computed anew: a document that was changed makes no log.\n\n"
                + "Example: equipoise import odm/trial.xml --out trial.db"
        )
        {
            document,
            output,
            seal,
        };
        command.SetAction(parsed =>
            Run(parsed.GetRequiredValue(document), parsed.GetRequiredValue(output), parsed.GetValue(seal), Said.Of(parsed))
        );
        return command;
    }

    static int Run(string document, string output, string? sealFile, Said said)
    {
        // A head without its log tells of one that was lost: that is not to be covered up either.
        foreach (var taken in new[] { output, HeadFile.For(output) }.Where(Path.Exists))
            return said.Unusable($"{taken} exists already; a trial log is never overwritten.");
        using var seal = sealFile is null
            ? null
            : SealKey.ReadFile(sealFile) ?? throw new LogUnreadableException($"{sealFile} holds no key of seals.");
        using var stream = File.OpenRead(document);
        var temporary = $"{output}.{Environment.ProcessId}.partial";
        try
        {
            LogHead head;
            using (var log = SqliteTrialLog.Create(temporary))
            {
                if (seal is not null)
                    log.SealWith(seal);
                head = OdmImport.Read(stream, log);
            }
            File.Move(HeadFile.For(temporary), HeadFile.For(output));
            File.Move(temporary, output);
            said.Error.WriteLine($"{output}: {head.Sequence} entries.");
            return ExitStatus.Done;
        }
        catch (DataException e)
        {
            return said.Problems(e.Problems.Select(problem => $"{document}: {problem}"));
        }
        finally
        {
            foreach (var left in new[] { temporary, $"{temporary}-wal", $"{temporary}-shm", HeadFile.For(temporary) })
                File.Delete(left);
        }
    }
}
