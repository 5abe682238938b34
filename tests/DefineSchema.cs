using System.Xml;
using System.Xml.Schema;
using Equipoise.Datasets;

namespace Equipoise.Tests;

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
