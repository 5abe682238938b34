namespace Equipoise.Datasets.Xpt;

/// <summary>A SAS format in its parts: DATE9. is DATE and 9, 8.2 is nameless, 8 and 2.</summary>
readonly record struct XptFormat(string Name, int Width, int Decimals)
{
    const int NameLength = 8;

    public static XptFormat None => new("", 0, 0);

    public override string ToString() =>
        Name.Length == 0 && Width == 0 ? "" : $"{Name}{(Width > 0 ? Width : "")}.{(Decimals > 0 ? Decimals : "")}";

    /// <summary>The parts of a written format; null when it is none that fits an XPT v5 file.</summary>
    public static XptFormat? Parse(string format)
    {
        if (format.Length == 0)
            return None;
        if (format.Split('.') is not [var head, var decimals])
            return null;
        // A name may hold digits (E8601DA) but not end in one: the last digits are the width.
        var name = head.TrimEnd("0123456789".ToCharArray());
        var width = head[name.Length..];
        return IsName(name) && width.Length <= 3 && decimals.Length <= 2 && decimals.All(char.IsAsciiDigit) && format.Length > 1
            ? new(name, Number(width), Number(decimals))
            : null;
    }

    static bool IsName(string name) =>
        name.Length <= NameLength
        && (name.Length == 0 || !char.IsAsciiDigit(name[0]))
        && name.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter is '_' or '$');

    static int Number(string digits) => digits.Length == 0 ? 0 : int.Parse(digits);
}
