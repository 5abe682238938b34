using System.Globalization;
using System.Text;
using Equipoise.Datasets;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Sdtm;

/// <summary>Makes any text fit into files of exchange, value by value, so that no single one stops a trial's export.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>What no file carries (a control character, half a character: from a log of before they were refused) becomes
/// U+FFFD.</item>
/// <item>In a transport file line breaks and tabs become blanks, and letters beyond ASCII are UTF-8.</item>
/// <item>A text of more than 200 bytes goes on elsewhere, as SDTMIG 3.4, 4.5.3.2, has it: the first 200 stand in the variable,
/// each further 200 in the supplement of the domain under the name of the variable and a number; in TS, and in a table that has
/// no supplement, in further variables of such names. It is split between words where there are any, never within a character;
/// the parts put together are the text.</item>
/// </list>
/// </remarks>
public static class TransportTexts
{
    /// <summary>The most bytes of one value of a transport file.</summary>
    const int Longest = 200;

    const int LongestName = 8;
    const int LongestLabel = 40;

    /// <summary>The tables as a CSV file takes them, which keeps every text as it is but for NUL and half a character.</summary>
    public static FittedTables Plain(IReadOnlyList<Table> tables) => Changed(tables, (LegibleText.AsPlainText, Mended.Words));

    /// <summary>The tables as a transport file takes them.</summary>
    public static FittedTables Fitted(IReadOnlyList<Table> tables)
    {
        var (legible, changes) = Changed(tables, Mended);
        var (ofOneLine, lines) = Changed(legible, OneLine);
        List<string> told = [.. changes, .. lines];
        List<Table> fitted = [];
        List<Continued> rest = [];
        foreach (var table in ofOneLine)
            fitted.Add(Split(table, rest, told));
        foreach (var domain in rest.GroupBy(one => one.Domain).ToList())
            Supplement(fitted, domain.Key, [.. domain]);
        foreach (var table in fitted)
            foreach (var column in table.Columns.OfType<TextColumn>())
                if (column.Values.Count(value => !Ascii.IsValid(value)) is > 0 and var letters)
                    told.Add($"{table.Name}.{column.Name}: {Values(letters)} with letters beyond ASCII, written in UTF-8.");
        return new(fitted, told);
    }

    /// <summary>The parts of a text, each of at most 200 bytes of UTF-8; one for a text that fits.</summary>
    internal static IReadOnlyList<string> Parts(string text)
    {
        List<string> parts = [];
        var from = 0;
        while (Encoding.UTF8.GetByteCount(text.AsSpan(from)) > Longest)
        {
            var to = End(text, from);
            parts.Add(text[from..to]);
            from = to;
        }
        return [.. parts, text[from..]];
    }

    /// <summary>
    /// Where a part ends: before the last blank of its second half, so that no blank at its end is lost as padding; else between
    /// two letters as people see them.
    /// </summary>
    static int End(string text, int from)
    {
        var (end, bytes) = (from, 0);
        foreach (var letter in Letters(text, from))
        {
            bytes += Encoding.UTF8.GetByteCount(letter);
            if (bytes > Longest)
                break;
            end += letter.Length;
        }
        if (text[end] == ' ' && text[end - 1] != ' ')
            return end;
        var blank = text.LastIndexOf(' ', end - 1, (end - from) / 2);
        while (blank > from && text[blank - 1] == ' ')
            blank--;
        return blank > from ? blank : end;
    }

    // A letter with so many marks that it is longer than a value is cut between them.
    static IEnumerable<string> Letters(string text, int from)
    {
        var letters = StringInfo.GetTextElementEnumerator(text, from);
        while (letters.MoveNext())
            if (letters.GetTextElement() is var letter && Encoding.UTF8.GetByteCount(letter) <= Longest)
                yield return letter;
            else
                foreach (var rune in letter.EnumerateRunes())
                    yield return rune.ToString();
    }

    static FittedTables Changed(IReadOnlyList<Table> tables, (Func<string, string> Change, string Words) rule)
    {
        List<string> told = [];
        List<Table> changed = [];
        foreach (var table in tables)
        {
            List<Column> columns = [];
            foreach (var column in table.Columns)
            {
                if (column is not TextColumn text)
                {
                    columns.Add(column);
                    continue;
                }
                var values = Array.ConvertAll(text.Values, value => rule.Change(value));
                int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => !ReferenceEquals(values[row], text[row]))];
                columns.Add(rows.Length == 0 ? text : text with { Values = values });
                if (rows.Length > 0)
                    told.Add($"{table.Name}.{column.Name}: {Values(rows.Length)} {rule.Words}; the first in row {rows[0] + 1}.");
            }
            changed.Add(new(table.Name, table.Label, columns));
        }
        return new(changed, told);
    }

    static readonly (Func<string, string> Change, string Words) Mended = (
        LegibleText.Mended,
        "with a character that cannot be exchanged, which stands as U+FFFD"
    );

    static readonly (Func<string, string> Change, string Words) OneLine = (
        text => text.AsSpan().ContainsAny("\n\r\t") ? text.ReplaceLineEndings(" ").Replace('\t', ' ') : text,
        "of several lines or with tabs, which stand as blanks"
    );

    static Table Split(Table table, List<Continued> rest, List<string> told)
    {
        if (table.Columns.OfType<TextColumn>().All(column => column.Values.All(IsShort)))
            return table;
        if (table.Name.StartsWith("SUPP", StringComparison.Ordinal) && table.Find("QVAL") is TextColumn)
            return SplitSupplement(table, told);
        var sequence = table.Find($"{table.Name}SEQ") as NumberColumn;
        var isDomain = table.Has("DOMAIN") && table.Has("USUBJID") && (sequence is not null || table.Name == "DM");
        List<Column> columns = [];
        foreach (var column in table.Columns)
        {
            if (column is not TextColumn text || text.Values.All(IsShort))
            {
                columns.Add(column);
                continue;
            }
            var parts = Array.ConvertAll(text.Values, Parts);
            columns.Add(text with { Values = Array.ConvertAll(parts, one => one[0]), Width = 0 });
            int[] rows = [.. Enumerable.Range(0, parts.Length).Where(row => parts[row].Count > 1)];
            var most = parts.Max(one => one.Count);
            string[] names = [.. Enumerable.Range(1, most - 1).Select(number => Numbered(column.Name, number))];
            told.Add(
                $"{table.Name}.{column.Name}: {Values(rows.Length)} of more than {Longest} bytes, which "
                    + $"{(rows.Length == 1 ? "goes" : "go")} on in {(isDomain ? $"SUPP{table.Name}" : table.Name)} as "
                    + $"{names[0]}{(names.Length > 1 ? $" to {names[^1]}" : "")} (SDTMIG 4.5.3.2); the first in row "
                    + $"{rows[0] + 1}."
            );
            if (!isDomain)
                foreach (var (index, name) in names.Index())
                    columns.Add(
                        new TextColumn(
                            name,
                            Label(column.Label, index + 1),
                            Array.ConvertAll(parts, one => one.Count > index + 1 ? one[index + 1] : "")
                        )
                    );
            else
                foreach (var row in rows)
                    foreach (var (index, part) in parts[row].Skip(1).Index())
                        rest.Add(
                            new(
                                table.Name,
                                Cell(table, "STUDYID", row),
                                Cell(table, "USUBJID", row),
                                sequence?[row],
                                names[index],
                                Label(column.Label, index + 1),
                                part
                            )
                        );
        }
        return new(table.Name, table.Label, columns);
    }

    static Table SplitSupplement(Table table, List<string> told)
    {
        var values = (TextColumn)table.Find("QVAL")!;
        var (names, labels) = ((TextColumn)table.Find("QNAM")!, (TextColumn)table.Find("QLABEL")!);
        List<(int Row, int Part, string Value)> rows = [];
        foreach (var (row, value) in values.Values.Index())
            rows.AddRange(Parts(value).Select((part, number) => (row, number, part)));
        int[] longOnes = [.. rows.Where(one => one.Part == 1).Select(one => one.Row)];
        told.Add(
            $"{table.Name}.QVAL: {Values(longOnes.Length)} of more than {Longest} bytes, which "
                + $"{(longOnes.Length == 1 ? "goes" : "go")} on under {Numbered(names[longOnes[0]], 1)} and its like (SDTMIG "
                + $"4.5.3.2); the first in row {longOnes[0] + 1}."
        );
        return new(
            table.Name,
            table.Label,
            [
                .. table.Columns.Select(column =>
                    column switch
                    {
                        TextColumn text => text with
                        {
                            Width = 0,
                            Values =
                            [
                                .. rows.Select(one =>
                                    text == values ? one.Value
                                    : text == names && one.Part > 0 ? Numbered(text[one.Row], one.Part)
                                    : text == labels && one.Part > 0 ? Label(text[one.Row], one.Part)
                                    : text[one.Row]
                                ),
                            ],
                        },
                        NumberColumn number => number with { Values = [.. rows.Select(one => number[one.Row])] },
                        _ => column,
                    }
                ),
            ]
        );
    }

    /// <summary>Adds what goes on to the supplement of its domain, behind what that has of the same participant.</summary>
    static void Supplement(List<Table> tables, string domain, IReadOnlyList<Continued> rest)
    {
        var name = $"SUPP{domain}";
        var added = Table.Of(
            name,
            $"Supplemental Qualifiers for {domain}",
            rest,
            ColumnOf<Continued>.Text("STUDYID", "Study Identifier", one => one.Study),
            ColumnOf<Continued>.Text("RDOMAIN", "Related Domain Abbreviation", one => one.Domain),
            ColumnOf<Continued>.Text("USUBJID", "Unique Subject Identifier", one => one.Subject),
            ColumnOf<Continued>.Text("IDVAR", "Identifying Variable", one => one.Sequence is null ? null : $"{one.Domain}SEQ"),
            ColumnOf<Continued>.Text(
                "IDVARVAL",
                "Identifying Variable Value",
                one => one.Sequence?.ToString(CultureInfo.InvariantCulture)
            ),
            ColumnOf<Continued>.Text("QNAM", "Qualifier Variable Name", one => one.Name),
            ColumnOf<Continued>.Text("QLABEL", "Qualifier Variable Label", one => one.Label),
            ColumnOf<Continued>.Text("QVAL", "Data Value", one => one.Value),
            ColumnOf<Continued>.Text("QORIG", "Origin", _ => "CRF"),
            ColumnOf<Continued>.Text("QEVAL", "Evaluator", _ => null)
        );
        var place = tables.FindIndex(table => table.Name == name);
        if (place >= 0)
            tables[place] = Joined(tables[place], added);
        else
            tables.Insert(tables.FindIndex(table => table.Name == domain) + 1, added);
    }

    static Table Joined(Table first, Table second)
    {
        string[] subjects = [.. Subjects(first), .. Subjects(second)];
        int[] order = [.. Enumerable.Range(0, subjects.Length).OrderBy(row => subjects[row], StringComparer.Ordinal)];
        return new(
            first.Name,
            first.Label,
            [
                .. first.Columns.Cast<TextColumn>().Select(column =>
                {
                    string[] values = [.. column.Values, .. ((TextColumn)second.Find(column.Name)!).Values];
                    return column with { Width = 0, Values = [.. order.Select(row => values[row])] };
                }),
            ]
        );
    }

    static string[] Subjects(Table table) => ((TextColumn)table.Find("USUBJID")!).Values;

    static bool IsShort(string value) => value.Length <= Longest / 3 || Encoding.UTF8.GetByteCount(value) <= Longest;

    static string Cell(Table table, string column, int row) => table.Find(column) is TextColumn text ? text[row] : "";

    /// <summary>A name of eight characters gives up its last ones for the number.</summary>
    static string Numbered(string name, int number) =>
        $"{number}" is var digits && name.Length + digits.Length <= LongestName
            ? name + digits
            : name[..(LongestName - digits.Length)] + digits;

    static string Label(string label, int number) =>
        $" {number}" is var digits && label.Length + digits.Length <= LongestLabel
            ? label + digits
            : label[..(LongestLabel - digits.Length)] + digits;

    static string Values(int count) => count == 1 ? "1 value" : $"{count} values";

    /// <summary>What of a text goes on in a supplement.</summary>
    sealed record Continued(
        string Domain,
        string Study,
        string Subject,
        double? Sequence,
        string Name,
        string Label,
        string Value
    );
}

/// <summary>Tables whose texts fit, and what was changed for it.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Changes">What was changed: where, how many values, and by which rule. Nothing when every text fitted.</param>
public sealed record FittedTables(IReadOnlyList<Table> Tables, IReadOnlyList<string> Changes);
