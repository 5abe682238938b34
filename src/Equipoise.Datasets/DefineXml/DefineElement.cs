using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Equipoise.Datasets.DefineXml;

/// <summary>An element while it is read: what nobody asked for is kept, or noted.</summary>
/// <param name="element">The element.</param>
/// <param name="def">The namespace of the document's version of Define-XML.</param>
/// <param name="notes">Receives what is odd.</param>
sealed class DefineElement(XElement element, XNamespace def, DefineNotes notes)
{
    // Attributes of ODM 1.3.2 that Define-XML has no use for.
    static readonly FrozenSet<string> odmOnly = new[]
    {
        "Archival",
        "CollectionExceptionConditionOID",
        "Comment",
        "Description",
        "Granularity",
        "Id",
        "ImputationMethodOID",
        "Origin",
        "PriorFileOID",
        "ref",
        "Role",
        "SDSVarName",
    }.ToFrozenSet();

    readonly HashSet<XName> asked = [];

    /// <summary>Whether the document is of version 2.0.</summary>
    public bool Is20 => def == DefineNames.Def20;

    public int Line => LineOf(element);

    /// <summary>The text within.</summary>
    public string Content => element.Value;

    /// <summary>An attribute; "" where it is absent.</summary>
    public string this[string name] => Attribute(name);

    /// <summary>An attribute of Define-XML; "" where it is absent.</summary>
    public string Def(string name) => Attribute(def + name);

    public string Attribute(XName name)
    {
        asked.Add(name);
        return element.Attribute(name)?.Value ?? "";
    }

    public int? Number(XName name)
    {
        var text = Attribute(name);
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            return number;
        notes.Broken("not a number", Line, $"{Name} has \"{text}\" as its {name.LocalName}, which is no whole number");
        return null;
    }

    public bool? YesNo(XName name)
    {
        var text = Attribute(name);
        if (text is not ("" or "Yes" or "No"))
            notes.Broken("not Yes or No", Line, $"{Name} has \"{text}\" as its {name.LocalName}, which is Yes or No");
        return text.Length == 0 ? null : text == "Yes";
    }

    public bool IsYes(string name) => YesNo(def + name) ?? false;

    /// <summary>All children of that name.</summary>
    public IReadOnlyList<T> All<T>(XName name, Func<DefineElement, T> read)
    {
        asked.Add(name);
        return [.. element.Elements(name).Select(child => read(new(child, def, notes)))];
    }

    /// <summary>All children of a name of Define-XML.</summary>
    public IReadOnlyList<T> AllDef<T>(string name, Func<DefineElement, T> read) => All(def + name, read);

    /// <summary>The child of that name; null where it is absent.</summary>
    public T? One<T>(XName name, Func<DefineElement, T> read)
        where T : class?
    {
        var all = All(name, read);
        if (all.Count > 1)
            notes.Lost("several of one", Line, $"{Name} has {all.Count} {name.LocalName}; the first is kept");
        return all.Count > 0 ? all[0] : null;
    }

    public T? OneDef<T>(string name, Func<DefineElement, T> read)
        where T : class? => One(def + name, read);

    /// <summary>The translations within a child, such as its description.</summary>
    public IReadOnlyList<Translation> Texts(string name = "Description") =>
        One(DefineNames.Odm + name, child => child.Translations()) ?? [];

    IReadOnlyList<Translation> Translations()
    {
        var all = All(DefineNames.Odm + "TranslatedText", text => text.Translation());
        NoteRest();
        return all;
    }

    Translation Translation()
    {
        var translation = new Translation(Content, Attribute(XNamespace.Xml + "lang"));
        NoteRest();
        return translation;
    }

    /// <summary>The attributes that nobody asked for; elements that nobody asked for are noted as lost.</summary>
    /// <remarks>To be asked for last.</remarks>
    public IReadOnlyList<KeyValuePair<string, string>> Rest()
    {
        foreach (var lost in element.Elements().Where(child => !asked.Contains(child.Name)).GroupBy(child => child.Name))
            notes.Lost(
                "unknown element",
                LineOf(lost.First()),
                $"{Name} has {lost.Count()} {lost.Key.LocalName}, which Define-XML does not have there; left out"
            );
        List<KeyValuePair<string, string>> kept = [];
        foreach (var attribute in element.Attributes())
            if (!attribute.IsNamespaceDeclaration && !asked.Contains(attribute.Name) && !IsOfSchema(attribute.Name))
            {
                // Others may add attributes, in a namespace of their own.
                if (IsOfDefine(attribute.Name.Namespace) && !odmOnly.Contains(attribute.Name.LocalName))
                    notes.Broken("unknown attribute", LineOf(attribute), $"{Name} has {attribute.Name}, which is not known");
                kept.Add(new(attribute.Name.ToString(), attribute.Value));
            }
        return kept;
    }

    /// <summary>Notes as lost what nobody asked for, where there is no place to keep it.</summary>
    public void NoteRest()
    {
        foreach (var (name, _) in Rest())
            notes.Lost("unknown attribute", Line, $"{Name} has the attribute {name}; left out");
    }

    string Name => element.Name.LocalName;

    static int LineOf(XObject place) => ((IXmlLineInfo)place).LineNumber;

    bool IsOfDefine(XNamespace space) =>
        space == XNamespace.None
        || space == def
        || space == DefineNames.Odm
        || space == DefineNames.Arm
        || space == DefineNames.XLink;

    // Where a schema lies is a matter of one machine.
    static bool IsOfSchema(XName name) => name.NamespaceName == "http://www.w3.org/2001/XMLSchema-instance";
}
