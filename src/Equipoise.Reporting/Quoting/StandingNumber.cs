namespace Equipoise.Reporting.Quoting;

/// <summary>Tells numbers that say how much from digits that are part of a name.</summary>
/// <remarks>
/// A digit belongs to a name when a letter stands right before it (HER2, V600E), or a capital and a hyphen (EQ-5D, AFT-38), or
/// another digit of the name with a slash or hyphen between (CDK4/6). A decimal fraction or a percent sign makes it a number
/// again. So "12-week", "grade-3", "n=518" and "½" are numbers.
/// </remarks>
static class StandingNumber
{
    public static IEnumerable<string> In(string text)
    {
        var nameEnds = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsNumber(text[i]))
                continue;
            var end = EndOfNumber(text, i);
            if (BelongsToName(text, i, nameEnds) && !text[i..end].Contains('.') && (end == text.Length || text[end] != '%'))
                nameEnds = end;
            else
                yield return text[i..end];
            i = end - 1;
        }
    }

    static bool BelongsToName(string text, int digit, int nameEnds)
    {
        if (digit == 0)
            return false;
        var before = text[digit - 1];
        return char.IsLetter(before)
            || (before == '-' && digit > 1 && char.IsUpper(text[digit - 2]))
            || (before is '/' or '-' && digit - 1 == nameEnds);
    }

    static int EndOfNumber(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsNumber(text[end]) || IsDecimalMark(text, end)))
            end++;
        return end;
    }

    static bool IsDecimalMark(string text, int at) =>
        text[at] is '.' or ',' && at + 1 < text.Length && char.IsNumber(text[at - 1]) && char.IsNumber(text[at + 1]);
}
