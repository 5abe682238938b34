using System.CommandLine;
using System.CommandLine.Parsing;

namespace Equipoise.Cli.Verbs.Tte.Arguments;

/// <summary>Which table, which of its rows, and which columns say how everyone was followed.</summary>
sealed class TableArguments
{
    readonly Argument<string> file = new("FILE") { Description = "The table: CSV (also gzipped) or SAS transport (XPT)." };

    readonly Option<string?> time = OptionOf.Column("--time", "The column of follow-up times.");

    readonly Option<string?> end = OptionOf.Column(
        "--event",
        "The column that says how follow-up ended: 1 or true for the event, 0 or false for censored."
    );

    readonly Option<string[]> interval = OptionOf.Names(
        "--interval",
        "Instead of these: the columns of the last time without the event and the first with it; an empty cell is open.",
        "LEFT,RIGHT"
    );

    readonly Option<string?> censorValue = new("--censor-value")
    {
        Description = "The value of that column that means censored; any other is the event (--event CNSR --censor-value 1).",
        HelpName = "V",
    };

    readonly Option<string?> cause = new("--cause")
    {
        Description =
            "The value of that column whose events are asked about; every other, but that for censored, rules them out "
            + "(competing risks).",
        HelpName = "V",
    };

    readonly Option<string?> entry = OptionOf.Column(
        "--entry",
        "The column of times at which observation began: at risk only after them (left truncation)."
    );

    readonly Option<string?> weight = OptionOf.Column(
        "--weight",
        "The column of case weights: whole numbers are counts of participants who are alike, others sampling weights."
    );

    readonly Option<string?> id = OptionOf.Column(
        "--id",
        "The column that says whose a row is, when participants have several intervals."
    );

    readonly Option<RowFilter?> where = new("--where")
    {
        Description = "The rows to analyze: conditions joined by &, such as \"PARAMCD=OS & SAFFL=Y\".",
        HelpName = "COL=VALUE",
        CustomParser = result =>
        {
            if (RowFilter.Parse(result.Tokens[0].Value, out var problem) is { } filter)
                return filter;
            result.AddError($"--where {problem}");
            return null;
        },
    };

    readonly Option<string?> by = OptionOf.Column("--by", "The column for each of whose levels to make an analysis of its own.");

    readonly Option<string[]> missing = OptionOf.Names(
        "--missing",
        "Cells that mean missing, beside empty ones and NA, such as unknown,-99.",
        "WORD,WORD"
    );

    readonly Option<string> separator = new("--separator")
    {
        Description = "What stands between the cells of a CSV file: a character, or tab.",
        HelpName = "C",
        DefaultValueFactory = _ => ",",
    };

    readonly Option<string> decimals = OptionOf.Word("--decimal", "What numbers have before their fraction.", ".", [".", ","]);

    public void AddTo(Command command)
    {
        command.Add(file);
        Option[] ofFollowUp = [time, end, interval, censorValue, cause, entry];
        foreach (var option in (Option[])[.. ofFollowUp, weight, id, where, by, missing, separator, decimals])
            command.Add(option);
    }

    /// <summary>Whether the event is known to lie in intervals only.</summary>
    public bool HasInterval(CommandResult parsed) => parsed.GetResult(interval) is { Implicit: false };

    public void Check(CommandResult parsed)
    {
        if (HasInterval(parsed))
        {
            if (parsed.GetValue(interval) is { Length: not 2 })
                parsed.AddError("--interval takes two columns, LEFT,RIGHT: the last time without the event, the first with it.");
        }
        else
            foreach (var option in new Option[] { time, end })
                if (parsed.GetResult(option) is null)
                    parsed.AddError($"Option '{option.Name}' is required.");
        if (parsed.GetValue(separator) is { } word && word != "tab" && word.Length != 1)
            parsed.AddError($"--separator \"{word}\" is no character; write one, or tab.");
        if (parsed.GetValue(decimals) is "," && (parsed.GetValue(separator) ?? ",") is ",")
            parsed.AddError("--decimal , needs --separator to say what stands between cells, such as ;.");
        if (parsed.GetValue(cause) is { } one && one == parsed.GetValue(censorValue))
            parsed.AddError($"--cause {one} is what --censor-value says of censored times.");
        if (parsed.GetValue(cause) is { } usual && parsed.GetValue(censorValue) is null && IsUsuallyCensored(usual))
            parsed.AddError($"--cause {usual}: {usual} means censored, unless --censor-value says that another value does.");
    }

    static bool IsUsuallyCensored(string value) => value.ToUpperInvariant() is "0" or "FALSE";

    /// <summary>Whether there are several analyses.</summary>
    public bool HasGroups(CommandResult parsed) => parsed.GetResult(by) is not null;

    /// <summary>Whether one end rules out another.</summary>
    public bool HasCause(CommandResult parsed) => parsed.GetValue(cause) is not null;

    /// <summary>The table; null while its name is missing.</summary>
    public string? File(CommandResult parsed) => parsed.GetValue(file);

    public TteTable Of(ParseResult parsed) =>
        new()
        {
            File = parsed.GetRequiredValue(file),
            Time = parsed.GetValue(time) ?? "",
            Event = parsed.GetValue(end) ?? "",
            Interval = parsed.GetValue(interval) is [var left, var right] ? (left, right) : null,
            CensorValue = parsed.GetValue(censorValue),
            Cause = parsed.GetValue(cause),
            Entry = parsed.GetValue(entry),
            Weight = parsed.GetValue(weight),
            Id = parsed.GetValue(id),
            Where = parsed.GetValue(where) ?? RowFilter.None,
            By = parsed.GetValue(by),
            Missing = parsed.GetRequiredValue(missing),
            DecimalComma = parsed.GetValue(decimals) is ",",
            Separator = parsed.GetRequiredValue(separator) is "tab" ? '\t' : parsed.GetRequiredValue(separator)[0],
        };
}
