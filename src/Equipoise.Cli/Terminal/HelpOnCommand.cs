using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Equipoise.Cli.Terminal;

/// <summary>Help: the program's names each verb in one line, a verb's says the rest, with an example.</summary>
sealed class HelpOnCommand(HelpAction standard) : SynchronousCommandLineAction
{
    /// <summary>Makes this the help of a program and its verbs.</summary>
    public static void For(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpOnCommand((HelpAction)option.Action!);
    }

    // Who asks for help has not yet written the rest of the call.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        // The verbs of this call print nothing but this help, so what is cut here is missed nowhere.
        if (parseResult.CommandResult.Command is RootCommand root)
            foreach (var verb in root.Subcommands)
                verb.Description = verb.Description?.Split('\n')[0];
        return standard.Invoke(parseResult);
    }
}
