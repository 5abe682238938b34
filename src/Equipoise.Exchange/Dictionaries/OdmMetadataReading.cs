using System.Globalization;
using System.Xml.Linq;
using Equipoise.Datasets;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Dictionaries;

/// <summary>One version of a study's metadata, on its way into forms.</summary>
sealed class OdmMetadataReading
{
    const int MostDecimals = 10;

    readonly string ns;
    readonly bool isOwn;
    readonly XElement version;
    readonly ILookup<string, XElement> definitions;
    readonly Dictionary<string, ItemType?> lists = [];
    readonly Dictionary<string, string> units;

    internal OdmMetadataReading(XElement version, string ns, bool isOwn)
    {
        (this.version, this.ns, this.isOwn) = (version, ns, isOwn);
        definitions = version.Elements().ToLookup(one => $"{one.Name.LocalName} {one.Attribute("OID")?.Value}");
        units = (version.Parent?.Descendants(Name("MeasurementUnit")) ?? [])
            .GroupBy(unit => Value(unit, "OID"))
            .ToDictionary(
                same => same.Key,
                same =>
                    Words(same.First().Element(Name("Symbol"))) is { Length: > 0 } symbol
                        ? symbol
                        : Value(same.First(), "Name")
            );
    }

    internal Collected Collected { get; } = new();

    internal StudyForms Forms()
    {
        Names names = new();
        List<FormDefinition> forms = [];
        foreach (var form in version.Elements(Name("FormDef")))
        {
            var oid = Value(form, "OID");
            if (IsOfLog(oid))
                continue;
            var id = names.Take(isOwn ? oid[2..] : Value(form, "Name"), oid);
            var groups = Groups(form, id);
            if (groups.Count == 0)
                Collected.Note($"FormDef {oid}", "asks nothing, and is left out");
            else
                forms.Add(new(id, Label(form, id), Timings(oid), null, groups));
        }
        if (forms.Count == 0)
            throw new DataException("No FormDef of the document asks anything: there is no form to make.");
        return Collected.Of(forms);
    }

    List<ItemGroup> Groups(XElement form, string formId)
    {
        Names names = new(),
            items = new();
        List<ItemGroup> groups = [];
        foreach (var reference in form.Elements(Name("ItemGroupRef")).OrderBy(Order))
        {
            var oid = Value(reference, "ItemGroupOID");
            if (IsOfLog(oid))
                continue;
            if (Find("ItemGroupDef", oid) is not { } group)
                continue;
            List<FormItem> found = [];
            // A rule names an item as its source does; what that is called here is known once all have their names.
            foreach (var item in group.Elements(Name("ItemRef")).OrderBy(Order))
                if (!IsOfLog(Value(item, "ItemOID")) && Find("ItemDef", Value(item, "ItemOID")) is { } definition)
                    found.Add(Item(item, definition, items));
            var repeats = Value(group, "Repeating") == "Yes";
            if (found.Count == 0)
                Collected.Note($"ItemGroupDef {oid}", "asks nothing, and is left out");
            else
            {
                var id = names.Take(isOwn ? oid.Split('.')[^1] : Value(group, "Name"), oid);
                groups.Add(new(id, Label(group, oid), repeats, found));
            }
        }
        return groups is [{ Repeats: false } only] ? [only with { Id = formId }] : groups;
    }

    FormItem Item(XElement reference, XElement item, Names names)
    {
        var oid = Value(item, "OID");
        var where = $"ItemDef {oid}";
        var id = names.Take(Value(item, "Name"), oid);
        var ask = Words(item.Element(Name("Question"))) is { Length: > 0 } question ? question
            : Words(item.Element(Name("Description"))) is { Length: > 0 } description ? description
            : Names.OneLine(Value(item, "Name")) is { Length: > 0 } name ? name
            : id;
        var type = Type(item, where);
        var isNumber = type is ItemType.WholeNumber or ItemType.DecimalNumber;
        string[] itsUnits =
        [
            .. item.Elements(Name("MeasurementUnitRef"))
                .Select(unit => units.GetValueOrDefault(Value(unit, "MeasurementUnitOID"), ""))
                .Where(unit => unit.Length > 0),
        ];
        if (itsUnits.Length > 1)
            Collected.Note(where, "has several units; the first is taken, and a protocol has one item a unit");
        if (itsUnits.Length > 0 && !isNumber)
            Collected.Note(where, "has a unit and is no number; the unit is left out");
        return new(
            id,
            ask,
            type,
            isNumber ? itsUnits.FirstOrDefault() : null,
            Range(item, where, type, "Hard"),
            Range(item, where, type, "Soft"),
            Value(reference, "Mandatory") == "Yes",
            Rule(reference, where),
            null
        );
    }

    ItemType Type(XElement item, string where)
    {
        var length = Number(item, "Length");
        if (item.Element(Name("CodeListRef")) is { } list)
            return List(Value(list, "CodeListOID")) ?? Collected.Text(length);
        switch (Value(item, "DataType"))
        {
            case "integer":
                return new ItemType.WholeNumber();
            case "float" or "double":
                var decimals = Number(item, "SignificantDigits") ?? MostDecimals;
                return decimals == 0
                    ? new ItemType.WholeNumber()
                    : new ItemType.DecimalNumber(Math.Clamp(decimals, 1, MostDecimals));
            case "date":
                return new ItemType.Date();
            case "partialDate":
                return new ItemType.PartOfDate();
            case "boolean":
                return new ItemType.YesNo();
            case "text" or "string":
                if (length > 4000)
                    Collected.Note(where, "takes more than 4000 characters; a form of a protocol takes 4000");
                return Collected.Text(length);
            case var other:
                Collected.Note(where, $"has the data type '{other}', which a protocol has not; it is taken as text");
                return Collected.Text(length);
        }
    }

    ItemType? List(string oid)
    {
        if (lists.TryGetValue(oid, out var known))
            return known;
        var where = $"CodeList {oid}";
        if (Find("CodeList", oid) is not { } list)
            return lists[oid] = null;
        if (list.Element(Name("ExternalCodeList")) is { } external)
        {
            var dictionary = Value(external, "Dictionary");
            Collected.Note(where, $"is the dictionary {dictionary}, which is not here; its items are taken as text");
            return lists[oid] = null;
        }
        return lists[oid] = Collected.Choice(
            where,
            Value(list, "Name") is { Length: > 0 } name ? name : oid,
            list.Elements()
                .Where(one => one.Name.LocalName is "CodeListItem" or "EnumeratedItem")
                .OrderBy(Order)
                .Select(one => (Value(one, "CodedValue"), Words(one.Element(Name("Decode")))))
        );
    }

    ItemRange? Range(XElement item, string where, ItemType type, string strength)
    {
        string? least = null,
            most = null;
        foreach (var check in item.Elements(Name("RangeCheck")))
        {
            // A check without strength is a hard one in the eyes of most systems, and asks at least.
            var isSoft = Value(check, "SoftHard") == "Soft";
            if (isSoft != (strength == "Soft"))
                continue;
            var values = check.Elements(Name("CheckValue")).Select(value => value.Value.Trim()).ToList();
            switch (Value(check, "Comparator"), values)
            {
                case ("GE", [var bound]):
                    least = bound;
                    break;
                case ("LE", [var bound]):
                    most = bound;
                    break;
                case ("GT", [var bound]) when type is ItemType.WholeNumber && Whole(bound) is { } number:
                    least = $"{number + 1}";
                    break;
                case ("LT", [var bound]) when type is ItemType.WholeNumber && Whole(bound) is { } number:
                    most = $"{number - 1}";
                    break;
                case var (comparator, _):
                    Collected.Note(
                        where,
                        $"has a check '{(comparator.Length > 0 ? comparator : "formal expression")}', which a protocol has not; "
                            + "it is left out"
                    );
                    break;
            }
        }
        return Collected.Range(where, type, least, most);
    }

    SkipRule? Rule(XElement reference, string where)
    {
        var oid = Value(reference, "CollectionExceptionConditionOID");
        if (oid.Length == 0)
            return null;
        // As this program writes it; other systems have languages of their own.
        var expression = Find("ConditionDef", oid)
            ?.Elements(Name("FormalExpression"))
            .FirstOrDefault(one => Value(one, "Context") == "Equipoise")
            ?.Value;
        if (
            expression is ['n', 'o', 't', ' ', '(', .. var inner, ')']
            && inner.Split(" is ", 2) is [{ Length: > 0 } item, { Length: > 0 } value]
        )
            return new(item, value);
        Collected.Note(where, "is not always asked, by a condition in another language; it is asked always: write 'only if:'");
        return null;
    }

    List<FormTiming> Timings(string form)
    {
        var events = version
            .Elements(Name("StudyEventDef"))
            .Where(one => one.Elements(Name("FormRef")).Any(reference => Value(reference, "FormOID") == form))
            .ToList();
        if (events.Count == 0)
            Collected.Note($"FormDef {form}", "stands in no visit; it is filled in at baseline");
        List<string> visits = [];
        foreach (var one in events)
        {
            var name = Value(one, "Name") is { Length: > 0 } given ? given : Value(one, "OID");
            var visit = FormsYaml.Visit(name, Value(one, "Repeating") == "Yes" || Value(one, "Type") != "Scheduled");
            if (!string.Equals(visit, name, StringComparison.OrdinalIgnoreCase))
                Collected.Note(
                    $"StudyEventDef {Value(one, "OID")}",
                    $"has no days in ODM; its forms are at '{visit}': plan the visit under 'follow up:' and name it under 'at:'"
                );
            if (!visits.Contains(visit))
                visits.Add(visit);
        }
        if (visits.Count == 0)
            visits.Add(Protocol.FormVisits.Baseline);
        return [.. visits.Select(visit => new FormTiming(visit, 1, null, 1))];
    }

    /// <summary>
    /// Whether this program wrote it for the facts of its log (<c>KF.</c>, <c>KG.</c>) or the days of its forms (<c>D.</c>),
    /// which every trial has.
    /// </summary>
    bool IsOfLog(string oid) => isOwn && oid.Split('.')[0] is ("KF" or "KG" or "D");

    XElement? Find(string kind, string oid)
    {
        var found = definitions[$"{kind} {oid}"].FirstOrDefault();
        if (found is null)
            Collected.Note($"{kind} {oid}", "is referred to and not defined; the reference is left out");
        return found;
    }

    string Label(XElement one, string otherwise) =>
        Names.OneLine(Value(one, "Name")) is { Length: > 0 } name ? name
        : Words(one.Element(Name("Description"))) is { Length: > 0 } words ? words
        : otherwise;

    /// <summary>The words in English where there are any, else the first.</summary>
    string Words(XElement? holder)
    {
        var texts = holder?.Elements(Name("TranslatedText")).ToList() ?? [];
        var english = texts.Find(text =>
            text.Attribute(XNamespace.Xml + "lang")?.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true
        );
        return Names.OneLine((english ?? texts.FirstOrDefault())?.Value ?? "");
    }

    XName Name(string local) => XName.Get(local, ns);

    static string Value(XElement one, string attribute) => one.Attribute(attribute)?.Value.Trim() ?? "";

    static int Order(XElement one) => Number(one, "OrderNumber") ?? int.MaxValue;

    static int? Number(XElement one, string attribute) =>
        int.TryParse(Value(one, attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
