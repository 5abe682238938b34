using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Equipoise.Datasets.Tests.DefineXml;

/// <summary>CDISC's schema of Define-XML 2.1 with Analysis Results Metadata 1.0, of the reference data.</summary>
static class DefineSchema
{
    static readonly Lazy<XmlSchemaSet> schemas = new(Load);

    /// <summary>What the schema says is wrong with a document, each with its line.</summary>
    public static IReadOnlyList<(int Line, string Message)> Problems(string path)
    {
        List<(int, string)> problems = [];
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            Schemas = schemas.Value,
            ValidationFlags =
                XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.ValidationEventHandler += (_, e) => problems.Add((e.Exception.LineNumber, e.Message));
        using var stream = PackedFile.Open(path);
        using var reader = XmlReader.Create(stream, settings);
        while (reader.Read()) { }
        return problems;
    }

    static XmlSchemaSet Load()
    {
        var path = ReferenceData.PathOf("datasets", "xsd", "define-2.1-arm-flat", "define2-1-0-arm.xsd");
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = new XmlUrlResolver() };
        using var reader = XmlReader.Create(path, settings);
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        set.Add(null, reader);
        set.Compile();
        return set;
    }
}

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
