using System.Text.RegularExpressions;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>A test of a rule as it is asked of one frame: its names resolved, its variables found.</summary>
sealed partial class Asked(Condition.Test test, Frame frame, string? prefix, ISet<string> absent)
{
    public Frame Frame => frame;

    public int Rows => frame.RowCount;

    public TestOptions Options => test.Options;

    public RuleValue Value => test.Value;

    public string Name => Resolve(test.Name);

    /// <summary>"--" stands for the domain of the data set.</summary>
    public string Resolve(string name) => Prefixed(name, prefix);

    public static string Prefixed(string name, string? prefix) =>
        prefix is not null && name.StartsWith("--", StringComparison.Ordinal) ? prefix + name[2..] : name;

    /// <summary>The variable that is tested; null when it is not there.</summary>
    public Variable? Target => Find(Name);

    /// <summary>The variable of that name; one that is not there is remembered.</summary>
    public Variable? Find(string name)
    {
        if (frame.TryFind(name, out var variable))
            return variable;
        absent.Add(name);
        return null;
    }

    /// <summary>What the target is compared with; a variable that is not there holds nothing.</summary>
    public Variable Operand =>
        test.Value switch
        {
            RuleValue.Text text => OperandOf(text.Word),
            RuleValue.Number number => Variable.Constant(Cell.Of(number.Amount)),
            RuleValue.Flag flag => Variable.Constant(Cell.Of(flag.Yes)),
            RuleValue.Items items => Variable.Constant(Cell.Of([.. items.Words.Select(Resolve)])),
            _ => Variable.Constant(Cell.Missing),
        };

    Variable OperandOf(string word)
    {
        var name = Resolve(word);
        if (!Options.ValueIsLiteral && frame.TryFind(name, out var variable))
            return variable;
        return Variable.Constant(!Options.ValueIsLiteral && IsSurelyAName(word) ? Cell.Missing : Cell.Of(name));
    }

    // A word such as COMPLETED may be a value; these can only be variables.
    static bool IsSurelyAName(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) || word.StartsWith('$') || IsOfRelatedRecords(word);

    static bool IsOfRelatedRecords(string word) => word.StartsWith("RELREC.", StringComparison.Ordinal);

    /// <summary>The variable of another data set, such as "SE.EPOCH", where it is compared with and not there.</summary>
    /// <remarks>Of related records, which may be of any data set, a variable that is not there holds nothing.</remarks>
    public string? AbsentOperand =>
        test.Value is RuleValue.Text { Word: var word }
        && !Options.ValueIsLiteral
        && OfAnotherDataset().IsMatch(word)
        && !IsOfRelatedRecords(word)
        && !frame.Has(word)
            ? word
            : null;

    [GeneratedRegex(@"^[A-Z]{2,8}\.[A-Z][A-Z0-9]{1,7}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfAnotherDataset();

    /// <summary>The names that the value lists: those of variables, and those that an operation's list holds.</summary>
    public IEnumerable<string> NamesOfValue()
    {
        IEnumerable<string> words = test.Value switch
        {
            RuleValue.Text text => [text.Word],
            RuleValue.Items items => items.Words,
            _ => [],
        };
        return words.SelectMany(Expanded);
    }

    /// <summary>The name, or the words of the list that an operation, or a Define-XML document, has under it.</summary>
    public IEnumerable<string> Expanded(string word)
    {
        var name = Resolve(word);
        return (name.StartsWith('$') || name.StartsWith("define_", StringComparison.Ordinal))
            && frame.TryFind(name, out var list) && frame.RowCount > 0 && list[0].Words is { } words
            ? words
            : [name];
    }
}
