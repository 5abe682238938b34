using System.Xml.Linq;

namespace Equipoise.Datasets.Tests.DefineXml;

/// <summary>A document as one line for each element: what two documents are compared by.</summary>
static class DefineLines
{
    static readonly XNamespace Schemas = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The names of all elements, whatever their namespaces.</summary>
    public static string[] Names(string path)
    {
        using var stream = PackedFile.Open(path);
        return [.. XDocument.Load(stream).Descendants().Select(element => element.Name.LocalName)];
    }

    public static string[] Of(string path)
    {
        using var stream = PackedFile.Open(path);
        return [.. Of(XDocument.Load(stream).Root!, "")];
    }

    // Attributes have no order, and where schemas lie is a matter of one machine.
    static IEnumerable<string> Of(XElement element, string indent)
    {
        var attributes = element
            .Attributes()
            .Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace != Schemas)
            .Select(attribute => $"{attribute.Name}={attribute.Value}")
            .Order(StringComparer.Ordinal);
        var text = element.HasElements ? "" : element.Value;
        return element
            .Elements()
            .SelectMany(child => Of(child, indent + " "))
            .Prepend($"{indent}{element.Name} {string.Join(' ', attributes)} {text}");
    }
}
