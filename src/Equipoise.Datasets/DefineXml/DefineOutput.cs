using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Equipoise.Datasets.DefineXml;

/// <summary>XML in the namespaces of Define-XML, each by its usual prefix: "ItemDef", "def:Origin", "arm:Code",
/// "xlink:href".</summary>
sealed class DefineOutput(Stream stream) : IDisposable
{
    readonly XmlWriter xml = XmlWriter.Create(
        stream,
        new()
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            // A carriage return in a text would else come back as a line feed.
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        }
    );

    public void Dispose() => xml.Dispose();

    /// <summary>Declares the namespaces, at the first element.</summary>
    public void Declare(bool hasResults)
    {
        foreach (var prefix in hasResults ? new[] { "def", "arm", "xlink" } : ["def", "xlink"])
            xml.WriteAttributeString("xmlns", prefix, null, NamespaceOf(prefix).NamespaceName);
    }

    /// <summary>An element and what it holds.</summary>
    public void Element(string name, Action content)
    {
        Start(name);
        content();
        xml.WriteEndElement();
    }

    /// <summary>An element with attributes that are not known, and what it holds; attributes come before children.</summary>
    public void Element(string name, DefinePart part, Action attributes, Action? children = null)
    {
        Start(name);
        attributes();
        Extensions(part.Extensions);
        children?.Invoke();
        xml.WriteEndElement();
    }

    /// <summary>An element that holds a text.</summary>
    public void Element(string name, string text) => Element(name, () => xml.WriteString(text));

    /// <summary>One element for each, or none.</summary>
    public static void Each<T>(IEnumerable<T> items, Action<T> write)
    {
        foreach (var item in items)
            write(item);
    }

    /// <summary>An attribute, unless it is "".</summary>
    public void Attribute(string name, string value)
    {
        if (value.Length == 0)
            return;
        var (prefix, local) = Split(name);
        if (prefix.Length == 0)
            xml.WriteAttributeString(local, value);
        else
            xml.WriteAttributeString(prefix, local, NamespaceOf(prefix).NamespaceName, value);
    }

    public void Attribute(string name, int? value) => Attribute(name, value?.ToString(CultureInfo.InvariantCulture) ?? "");

    public void Attribute(string name, bool? value) =>
        Attribute(
            name,
            value switch
            {
                true => "Yes",
                false => "No",
                null => "",
            }
        );

    /// <summary>An attribute that is there or not.</summary>
    public void OnlyYes(string name, bool value) => Attribute(name, value ? "Yes" : "");

    /// <summary>A text in its languages, unless there is none.</summary>
    public void Texts(IReadOnlyList<Translation> texts, string name = "Description")
    {
        if (texts.Count > 0)
            Element(name, () => Each(texts, Text));
    }

    public void Extensions(IReadOnlyList<KeyValuePair<string, string>> extensions)
    {
        foreach (var (key, value) in extensions)
        {
            var name = XName.Get(key);
            xml.WriteAttributeString(name.LocalName, name.NamespaceName, value);
        }
    }

    /// <summary>A text as it stands.</summary>
    public void Content(string text) => xml.WriteString(text);

    void Text(Translation text) =>
        Element(
            "TranslatedText",
            () =>
            {
                if (text.Language.Length > 0)
                    xml.WriteAttributeString("xml", "lang", null, text.Language);
                xml.WriteString(text.Text);
            }
        );

    void Start(string name)
    {
        var (prefix, local) = Split(name);
        xml.WriteStartElement(prefix, local, NamespaceOf(prefix).NamespaceName);
    }

    static (string Prefix, string Local) Split(string name) =>
        name.Split(':') is [var prefix, var local] ? (prefix, local) : ("", name);

    static XNamespace NamespaceOf(string prefix) =>
        prefix switch
        {
            "" => DefineNames.Odm,
            "def" => DefineNames.Def21,
            "arm" => DefineNames.Arm,
            "xlink" => DefineNames.XLink,
            _ => throw new ArgumentException($"{prefix} is no prefix of Define-XML.", nameof(prefix)),
        };
}
