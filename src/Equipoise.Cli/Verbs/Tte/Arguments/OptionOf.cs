using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Equipoise.Cli.Verbs.Tte.Arguments;

/// <summary>The kinds of options that the verb has: a column, several, a word of a list, a number, a file.</summary>
static class OptionOf
{
    /// <summary>The name of one column.</summary>
    public static Option<string?> Column(string name, string description) =>
        new(name) { Description = description, HelpName = "COL" };

    /// <summary>Names with commas between them.</summary>
    public static Option<string[]> Names(string name, string description, string helpName = "COL,COL") =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = Parts,
            DefaultValueFactory = _ => [],
        };

    /// <summary>One word of a list.</summary>
    public static Option<string> Word(string name, string description, string usual, IEnumerable<string> words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong([.. words]);
        return option;
    }

    /// <summary>A number that meets a rule.</summary>
    public static Option<double?> Number(
        string name,
        string description,
        string helpName,
        (string What, Func<double, bool> Is) rule
    ) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (IsNumber(word, out var number) && rule.Is(number))
                    return number + 0.0; // 0 for -0
                result.AddError($"{name} \"{word}\": {rule.What}.");
                return null;
            },
        };

    /// <summary>Numbers with commas between them.</summary>
    public static Option<double[]> Numbers(string name, string description, string helpName, string what) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                var numbers = new List<double>();
                foreach (var part in Parts(result))
                    if (IsNumber(part, out var number))
                        numbers.Add(number);
                    else
                        result.AddError($"\"{part}\" is no {what}; {name} takes numbers with commas between them.");
                return [.. numbers];
            },
            DefaultValueFactory = _ => [],
        };

    static string[] Parts(ArgumentResult result) =>
        result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static bool IsNumber(string word, out double number) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
