using System.Globalization;

namespace Equipoise.Conformance.Studies;

/// <summary>One value of a variable: missing, a text, a number, a flag or a list of words.</summary>
/// <remarks>The rules tell no empty text from a missing number: both are missing here.</remarks>
public readonly struct Cell
{
    readonly object? what;
    readonly double number;

    Cell(object? what, double number)
    {
        this.what = what;
        this.number = number;
    }

    static readonly object numeric = new();
    static readonly object flag = new();

    /// <summary>No value.</summary>
    public static Cell Missing => default;

    /// <summary>A text; the empty one is missing.</summary>
    public static Cell Of(string text) => string.IsNullOrEmpty(text) ? default : new(text, double.NaN);

    /// <summary>A number; NaN is missing.</summary>
    public static Cell Of(double number) => double.IsNaN(number) ? default : new(numeric, number);

    /// <summary>True or false.</summary>
    public static Cell Of(bool yes) => new(flag, yes ? 1 : 0);

    /// <summary>A list of words.</summary>
    public static Cell Of(IReadOnlyList<string> words) => new(words, double.NaN);

    /// <summary>Whether there is no value; an empty list is none.</summary>
    public bool IsMissing => what is null or IReadOnlyList<string> { Count: 0 };

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => ReferenceEquals(what, numeric);

    /// <summary>Whether it is true or false.</summary>
    public bool IsFlag => ReferenceEquals(what, flag);

    /// <summary>The number, 1 for true and 0 for false; NaN when it is neither.</summary>
    public double Number => IsNumber || IsFlag ? number : double.NaN;

    /// <summary>The words of a list; null when it is none.</summary>
    public IReadOnlyList<string>? Words => what as IReadOnlyList<string>;

    /// <summary>The value in words, "" when missing; two values are the same when these are.</summary>
    public string Text =>
        what switch
        {
            null => "",
            string text => text,
            IReadOnlyList<string> words => string.Join(", ", words),
            _ when IsFlag => Number > 0 ? "true" : "false",
            _ => Number.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>The number that it is or that its text is written as; NaN when neither.</summary>
    public double AsNumber() =>
        what is string text
            ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN
            : Number;

    /// <summary>The text without what formats add to a number: "1.0", 1 and "1" are one.</summary>
    public string NormalText() =>
        AsNumber() is var number && double.IsFinite(number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : Text.Trim();

    /// <inheritdoc/>
    public override string ToString() => Text;
}
