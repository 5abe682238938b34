using System.Globalization;
using System.Text.RegularExpressions;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Dictionaries;

/// <summary>The forms of a REDCap project from its data dictionary, a CSV file.</summary>
/// <remarks>
/// The columns are those of REDCap's own export, or of its API. REDCap's minimum and maximum only warn, so they become what is
/// usual and not what is possible. Each choice of a checkbox becomes a question of yes or no. The first field is the number of
/// the record, which a trial has already; a field that is marked as an identifier is left out: a log that only grows is no place
/// for a name.
/// </remarks>
public static partial class RedcapDictionary
{
    static readonly (string Column, string OfApi)[] columns =
    [
        ("Variable / Field Name", "field_name"),
        ("Form Name", "form_name"),
        ("Field Type", "field_type"),
        ("Field Label", "field_label"),
        ("Choices, Calculations, OR Slider Labels", "select_choices_or_calculations"),
        ("Text Validation Type OR Show Slider Number", "text_validation_type_or_show_slider_number"),
        ("Text Validation Min", "text_validation_min"),
        ("Text Validation Max", "text_validation_max"),
        ("Identifier?", "identifier"),
        ("Branching Logic (Show field only if...)", "branching_logic"),
        ("Required Field?", "required_field"),
    ];

    // What a dictionary cannot do without; the others may be missing.
    const int Needed = 4;

    /// <summary>Reads a dictionary.</summary>
    /// <exception cref="DataException">It is no data dictionary of REDCap, or asks nothing.</exception>
    public static StudyForms Read(string path)
    {
        var table = CsvFile.Read(path);
        var found = Array.ConvertAll(columns, one => table.Find(one.Column) ?? table.Find(one.OfApi));
        string[] missing = [.. columns.Take(Needed).Where((_, place) => found[place] is null).Select(one => one.Column)];
        if (missing.Length > 0)
            throw new DataException(
                $"{path}: is no data dictionary of REDCap: {missing.Length} of its columns are missing "
                    + $"({string.Join("; ", missing)}). Download it in REDCap under Project Setup, Data Dictionary."
            );
        Field[] fields = [.. Enumerable.Range(0, table.RowCount).Select(row => Field.Of(place => Cell(found[place], row)))];
        if (fields.Length < 2)
            throw new DataException(
                $"{path}: has {fields.Length} fields: there is no form to make. Download the dictionary again."
            );
        return new Reading(fields).Forms();
    }

    static string Cell(Column? column, int row) =>
        column switch
        {
            TextColumn text => text[row].Trim(),
            NumberColumn number when !double.IsNaN(number[row]) => number[row].ToString("R", CultureInfo.InvariantCulture),
            _ => "",
        };

    sealed record Field(
        string Name,
        string Form,
        string Type,
        string Label,
        string Choices,
        string Validation,
        string Least,
        string Most,
        string Identifier,
        string Branching,
        string Required
    )
    {
        internal static Field Of(Func<int, string> cell) =>
            new(cell(0), cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), cell(7), cell(8), cell(9), cell(10));

        internal bool IsYesNo => Type is "yesno" or "truefalse";
    }

    sealed class Reading(IReadOnlyList<Field> fields)
    {
        static readonly string[] types = ["text", "notes", "radio", "dropdown", "checkbox", "yesno", "truefalse", "slider"];

        readonly Collected collected = new();
        readonly Dictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase);

        internal StudyForms Forms()
        {
            collected.Note(fields[0].Name, "is the number of the record, which a trial has already; it is left out");
            Names names = new();
            List<FormDefinition> forms = [];
            foreach (var form in fields.Skip(1).GroupBy(field => field.Form))
            {
                var id = names.Take(form.Key.Replace('_', '-'));
                Names ofItems = new();
                FormItem[] items = [.. form.SelectMany(field => Items(field, ofItems))];
                var label =
                    Names.OneLine(form.Key.Replace('_', ' ')) is { Length: > 0 } words
                        ? $"{char.ToUpperInvariant(words[0])}{words[1..]}"
                        : id;
                if (items.Length == 0)
                    collected.Note($"form {form.Key}", "asks nothing that a protocol can take, and is left out");
                else
                    forms.Add(new(id, label, [new(FormVisits.Baseline, 1, null, 1)], null, [new(id, label, false, items)]));
            }
            if (forms.Count == 0)
                throw new DataException("No field of the dictionary can be asked: there is no form to make.");
            collected.Note("the dictionary", "does not say when a form is filled in; each is at baseline: change 'at:'");
            return collected.Of(forms);
        }

        IEnumerable<FormItem> Items(Field field, Names names)
        {
            if (field.Identifier is "y" or "Y" or "1")
            {
                collected.Note(
                    field.Name,
                    "is marked as an identifier, and is left out: a log that only grows is no place for it"
                );
                return [];
            }
            if (!types.Contains(field.Type))
            {
                collected.Note(field.Name, $"is of type '{field.Type}', which a protocol has not; it is left out");
                return [];
            }
            var ask = Names.OneLine(field.Label) is { Length: > 0 } label ? label : field.Name;
            if (field.Type == "checkbox")
                return
                [
                    .. Choices(field)
                        .Select(choice =>
                            Item(Take($"{field.Name}({choice.Code})", $"{field.Name}-{choice.Code}"), $"{ask}: {choice.Text}")
                        ),
                ];
            return [Item(Take(field.Name, field.Name), ask)];

            string Take(string key, string wish) => ids[key] = names.Take(wish);

            FormItem Item(string id, string words)
            {
                var type = field.Type == "checkbox" ? new ItemType.YesNo() : Type(field);
                var isBounded = type is ItemType.WholeNumber or ItemType.DecimalNumber or ItemType.Date && field.Type == "text";
                return new(
                    id,
                    words,
                    type,
                    null,
                    field.Type == "slider" ? new ItemRange.Numbers(0, 100) : null,
                    isBounded ? collected.Range(field.Name, type, field.Least, field.Most) : null,
                    field.Required is "y" or "Y" or "1" && field.Type != "checkbox",
                    Rule(field),
                    null
                );
            }
        }

        ItemType Type(Field field)
        {
            switch (field.Type)
            {
                case "notes":
                    return Collected.Text(4000);
                case "yesno" or "truefalse":
                    return new ItemType.YesNo();
                case "slider":
                    return new ItemType.WholeNumber();
                case "radio" or "dropdown":
                    return collected.Choice(field.Name, field.Name, Choices(field)) ?? Collected.Text(null);
            }
            var validation = field.Validation;
            if (validation is "" or "none")
                return Collected.Text(null);
            if (validation is "integer")
                return new ItemType.WholeNumber();
            if (validation.StartsWith("number", StringComparison.Ordinal))
                return new ItemType.DecimalNumber(
                    Decimals().Match(validation) is { Success: true } match ? match.Groups["decimals"].Value[0] - '0' : 10
                );
            if (validation is "date_ymd" or "date_mdy" or "date_dmy")
                return new ItemType.Date();
            collected.Note(field.Name, $"is validated as '{validation}', which a protocol has not; it is taken as text");
            return Collected.Text(null);
        }

        static IEnumerable<(string Code, string Text)> Choices(Field field) =>
            field
                .Choices.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(choice => choice.Split(',', 2, StringSplitOptions.TrimEntries))
                .Select(parts => (parts[0], Names.OneLine(parts[^1])));

        /// <summary>One comparison with one value of the same form; REDCap allows any expression.</summary>
        SkipRule? Rule(Field field)
        {
            if (field.Branching.Length == 0)
                return null;
            if (Comparison().Match(field.Branching) is { Success: true } match)
            {
                var (name, choice, value) = (
                    match.Groups["name"].Value,
                    match.Groups["choice"].Value,
                    match.Groups["value"].Value
                );
                var other = fields.FirstOrDefault(one => one.Name == name);
                var key = choice.Length > 0 ? $"{name}({choice})" : name;
                if (other?.Form == field.Form && ids.TryGetValue(key, out var id))
                    return new(id, other.IsYesNo || choice.Length > 0 ? (value == "1" ? "yes" : "no") : value);
            }
            collected.Note(
                field.Name,
                "is shown only if an expression holds that is no comparison with an earlier field of its form; it is asked "
                    + "always: write 'only if:'"
            );
            return null;
        }
    }

    [GeneratedRegex(
        @"^\s*\[(?<name>\w+)(\((?<choice>\w+)\))?\]\s*=\s*['""]?(?<value>[^'""\[\]<>=]+?)['""]?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Comparison();

    [GeneratedRegex(
        "^number_(?<decimals>[1-9])dp",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Decimals();
}
