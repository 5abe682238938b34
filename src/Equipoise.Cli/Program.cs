using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Verbs;
using Equipoise.Datasets;
using Equipoise.TrialLog;

namespace Equipoise.Cli;

/// <summary>The verbs are the trial's life.</summary>
public static class Program
{
    public static int Main(string[] arguments)
    {
        MemoryDumps.Off();
        return Run(arguments, Console.Out, Console.Error, TimeProvider.System);
    }

    /// <summary>
    /// Runs one verb. Everything that can go wrong with a call or its files ends in a sentence and an exit status.
    /// </summary>
    internal static int Run(string[] arguments, TextWriter output, TextWriter error, TimeProvider clock)
    {
        var parsed = Verbs(clock, arguments is [var first, ..] ? first : null).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                error.WriteLine(problem.Message);
            error.WriteLine(
                $"See: equipoise {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}"
                    + "--help"
            );
            return ExitStatus.Unreadable;
        }
        try
        {
            return parsed.Invoke(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (DataException e)
        {
            foreach (var problem in e.Problems)
                error.WriteLine(problem);
            return ExitStatus.Unreadable;
        }
        catch (Exception e) when (e is LogUnreadableException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return ExitStatus.Unreadable;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped; nothing was left half written.");
            return ExitStatus.Interrupted;
        }
#pragma warning disable CA1031 // The last resort: a sentence for the user, and no trace of memory that may hold a key.
        catch (Exception e)
#pragma warning restore CA1031
        {
            error.WriteLine(
                $"This is a fault of the program: {e.GetType().Name}: {e.Message} Please report it with the command that you "
                    + "gave."
            );
            return ExitStatus.Fault;
        }
    }

    /// <summary>The program's commands, in the order of a trial's life.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="first">The first word of the call: when it is a verb, that verb alone is made, so that the program starts
    /// sooner.</param>
    internal static RootCommand Verbs(TimeProvider clock, string? first = null)
    {
        (string Name, Func<Command> Build)[] life =
        [
            ("demo", () => DemoVerb.Build(clock)),
            ("new", NewVerb.Build),
            ("check", CheckVerb.Build),
            ("design", DesignVerb.Build),
            ("look", LookVerb.Build),
            ("simulate", () => SimulateVerb.Build(clock)),
            ("merge", MergeVerb.Build),
            ("rehearse", () => RehearseVerb.Build(clock)),
            ("serve", () => ServeVerb.Build(clock)),
            ("backup", BackupVerb.Build),
            ("verify", VerifyVerb.Build),
            ("export", () => ExportVerb.Build(clock)),
            ("import", ImportVerb.Build),
            ("forecast", ForecastVerb.Build),
            ("analyze", () => AnalyzeVerb.Build(clock)),
            ("report", ReportVerb.Build),
            ("publish", PublishVerb.Build),
            ("tte", TteVerb.Build),
            ("recompute", RecomputeVerb.Build),
            ("convert", () => ConvertVerb.Build(clock)),
            ("inspect", InspectVerb.Build),
            ("compare", CompareVerb.Build),
            ("conform", ConformVerb.Build),
        ];
        var root = new RootCommand("Runs a randomized, event-driven clinical trial from its protocol to its publication.");
        var named = Array.FindIndex(life, verb => verb.Name == first);
        foreach (var (_, build) in named < 0 ? life : [life[named]])
            root.Add(build());
        HelpOnCommand.For(root);
        FirstPage.For(root);
        return root;
    }
}
