using Spectre.Console;

namespace Equipoise.Cli.Terminal;

/// <summary>Tables of a verb's text output.</summary>
static class PrintedTable
{
    // Where output is no terminal, lines must not break at a width that nobody chose.
    const int PipeWidth = 160;

    /// <summary>A console that writes tables to this output.</summary>
    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = PipeWidth;
        return console;
    }

    /// <summary>A table with these columns, left-aligned.</summary>
    public static Table Columns(params string[] names) => Of(Justify.Left, names);

    /// <summary>A table of numbers, right-aligned.</summary>
    public static Table Numbers(params string[] names) => Of(Justify.Right, names);

    public static void Row(this Table table, params string[] cells) => table.AddRow(Array.ConvertAll(cells, Markup.Escape));

    static Table Of(Justify alignment, string[] names)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in names)
            table.AddColumn(new TableColumn(Markup.Escape(name)) { NoWrap = true, Alignment = alignment });
        return table;
    }
}
