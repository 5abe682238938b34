using System.CommandLine;

namespace Equipoise.Cli.Terminal;

/// <summary>What the program says when it is called without a verb: the life of a trial as verbs, and where to begin.</summary>
static class FirstPage
{
    // Verbs that are no step of a trial.
    static readonly string[] beside = ["demo", "tte", "recompute", "convert", "inspect", "compare", "conform"];

    /// <summary>Lets a call without a verb show this page.</summary>
    public static void For(RootCommand root) => root.SetAction(parsed => Write(root, parsed.InvocationConfiguration.Output));

    static void Write(RootCommand root, TextWriter output)
    {
        output.WriteLine(root.Description);
        output.WriteLine();
        output.WriteLine("The life of a trial, a verb for each step:");
        output.WriteLine();
        Lines(root.Subcommands.Where(verb => !beside.Contains(verb.Name)));
        output.WriteLine();
        output.WriteLine("Beside it:");
        output.WriteLine();
        Lines(root.Subcommands.Where(verb => beside.Contains(verb.Name)));
        output.WriteLine();
        output.WriteLine("Do first:");
        output.WriteLine();
        output.WriteLine("  equipoise demo                          see a whole trial, and read its report");
        output.WriteLine("  equipoise new my-trial                  write a protocol and a scenario, to be changed line by line");
        output.WriteLine("  equipoise check my-trial/protocol.yaml  see what was understood of it");
        output.WriteLine();
        output.WriteLine("'equipoise VERB --help' says what a verb takes.");

        void Lines(IEnumerable<Command> verbs)
        {
            foreach (var verb in verbs)
                output.WriteLine($"  {verb.Name,-10}{verb.Description?.Split('\n')[0]}");
        }
    }
}
