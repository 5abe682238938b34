using System.Globalization;

namespace Equipoise.Protocol.Laboratory;

/// <summary>A unit of laboratory values, from the table <c>Laboratory/units.csv</c>.</summary>
/// <param name="Quantity">What it measures: two units of one quantity differ by a factor whatever the test.</param>
/// <param name="Name">As it is written here, such as 10^9/L.</param>
/// <param name="Multiple">How many of the quantity's first unit it is.</param>
sealed record LaboratoryUnit(string Quantity, string Name, decimal Multiple)
{
    static readonly IReadOnlyList<(LaboratoryUnit Unit, IReadOnlyList<string> Spellings)> all =
    [
        .. LaboratoryTable.Rows("units.csv").Select(row => (Of(row), SpellingsOf(row))),
    ];

    /// <summary>The unit that is written so, if it measures one of these quantities; null where there is none.</summary>
    /// <remarks>The quantity tells giga per liter from gram per liter, which differ by a capital only.</remarks>
    internal static LaboratoryUnit? Find(string written, IReadOnlyCollection<string> quantities)
    {
        var wanted = Plain(written);
        return all.Where(one => quantities.Contains(one.Unit.Quantity) && one.Spellings.Contains(wanted))
            .Select(one => one.Unit)
            .FirstOrDefault();
    }

    /// <summary>The names of the units of these quantities.</summary>
    internal static IEnumerable<string> Names(IReadOnlyCollection<string> quantities) =>
        all.Where(one => quantities.Contains(one.Unit.Quantity)).Select(one => one.Unit.Name);

    static LaboratoryUnit Of(IReadOnlyList<string> row) =>
        new(row[0], row[1], decimal.Parse(row[2], CultureInfo.InvariantCulture));

    static List<string> SpellingsOf(IReadOnlyList<string> row) =>
        [
            .. row[3]
                .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Prepend(row[1])
                .Select(Plain),
        ];

    /// <summary>The same for every way in which laboratories write one unit.</summary>
    static string Plain(string written)
    {
        var plain = string.Concat(written.ToLowerInvariant().Where(letter => !char.IsWhiteSpace(letter)).Select(Letter))
            .Replace("mcl", "ul", StringComparison.Ordinal)
            .Replace("mm^3", "ul", StringComparison.Ordinal)
            .Replace("mm3", "ul", StringComparison.Ordinal)
            .Replace("**", "^", StringComparison.Ordinal)
            .Replace('*', '^')
            .Replace("10e", "10^", StringComparison.Ordinal)
            .Replace("^+", "^", StringComparison.Ordinal);
        plain = Raised(plain);
        return plain.StartsWith("x10^", StringComparison.Ordinal) ? plain[1..] : plain;
    }

    static string Letter(char letter) =>
        letter switch
        {
            '\u00B5' or '\u03BC' => "u",
            '\u00D7' => "x",
            '\u2070' => "^0",
            '\u00B9' => "^1",
            '\u00B2' => "^2",
            '\u00B3' => "^3",
            >= '\u2074' and <= '\u2079' => $"^{letter - '\u2070'}",
            _ => letter.ToString(),
        };

    /// <summary>Two raised digits are one exponent: 10^1^2 is 10^12. And "x109/L", which lost its raising, is 10^9/L.</summary>
    static string Raised(string plain)
    {
        plain = plain.Replace("10^1^2/", "10^12/", StringComparison.Ordinal);
        foreach (var power in (string[])["3", "6", "9", "12"])
            if (plain.StartsWith($"x10{power}/", StringComparison.Ordinal))
                return $"10^{power}{plain[$"x10{power}".Length..]}";
        return plain;
    }
}
