using System.CommandLine;
using Spectre.Console;

namespace Equipoise.Cli.Terminal;

/// <summary>Where a verb speaks: its results to standard output, everything else to standard error.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress and problems.</param>
sealed record Said(TextWriter Output, TextWriter Error)
{
    /// <summary>The writers of this call.</summary>
    public static Said Of(ParseResult parsed) => new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);

    /// <summary>Lists problems and says that the input cannot be used.</summary>
    public int Unusable(params IEnumerable<string> problems) => List(problems, ExitStatus.Unreadable);

    /// <summary>Lists problems that the work found.</summary>
    public int Problems(params IEnumerable<string> problems) => List(problems, ExitStatus.ProblemsFound);

    int List(IEnumerable<string> problems, int status)
    {
        foreach (var problem in problems)
            Error.WriteLine(problem);
        return status;
    }

    /// <summary>Does something long under a progress bar; without a terminal, in silence.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work, which reports the share that is done, from 0 to 1.</param>
    public T Slowly<T>(string title, Func<Action<double>, T> work)
    {
        if (Console.IsErrorRedirected)
            return work(_ => { });
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
        return terminal
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(title, maxValue: 1);
                return work(share => task.Value = share);
            });
    }
}
