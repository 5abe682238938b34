using System.Xml;
using System.Xml.Linq;

namespace Equipoise.Datasets.DefineXml;

/// <summary>Define-XML documents in files.</summary>
public static class DefineFile
{
    // CDISC's own examples have half a million characters; the largest documents of submissions some ten million.
    const long MostCharacters = 200_000_000;

    /// <summary>Reads a document of version 2.0 or 2.1, with Analysis Results Metadata 1.0.</summary>
    /// <remarks>What is 2.0 becomes 2.1, with a note where words change. What breaks rules of Define-XML is noted with its
    /// line.</remarks>
    /// <param name="path">The file, plain or gzipped.</param>
    /// <exception cref="DataException">It cannot be read, or is no Define-XML of these versions.</exception>
    public static DefineDocument Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var root = Load(path);
        var def = NamespaceOf(path, root);
        var notes = new DefineNotes(path);
        var define =
            DefineReader.Read(root, def, notes)
            ?? throw new DataException($"{path}: has no MetaDataVersion, so it describes nothing.");
        if (def == DefineNames.Def20)
            define = Define20.To21(define, notes);
        DefineRules.Check(define, notes);
        return new(define, notes.All);
    }

    /// <summary>What a document says that a data set is; see <see cref="DefineSpecs"/>.</summary>
    /// <exception cref="DataException">The document cannot be read, or does not describe that data set.</exception>
    public static DatasetSpec SpecOf(string path, string dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var specs = DefineSpecs.Of(Read(path).Define);
        return specs.FirstOrDefault(spec => spec.Name.Equals(dataset, StringComparison.OrdinalIgnoreCase))
            ?? throw new DataException(
                $"{path}: describes no data set {dataset}, but "
                    + $"{string.Join(", ", specs.Select(spec => spec.Name).DefaultIfEmpty("none"))}."
            );
    }

    /// <summary>Writes a document of version 2.1, whole or not at all.</summary>
    /// <exception cref="DataException">A text holds a character that XML cannot.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Define define, string path)
    {
        ArgumentNullException.ThrowIfNull(define);
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            WholeFile.Write(path, stream => DefineWriter.Write(define, stream));
        }
        catch (ArgumentException e)
        {
            throw new DataException($"{path}: cannot be written: a text of the document cannot be in XML. {e.Message}", e);
        }
    }

    static XElement Load(string path)
    {
        try
        {
            using var stream = PackedFile.Open(path);
            using var reader = XmlReader.Create(
                stream,
                new() { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MostCharacters }
            );
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (Exception e) when (e is XmlException or IOException or InvalidDataException)
        {
            throw new DataException($"{path}: is not a document that can be read. {e.Message}", e);
        }
    }

    static XNamespace NamespaceOf(string path, XElement root)
    {
        if (root.Name.LocalName != "ODM")
            throw new DataException($"{path}: is not Define-XML: it begins with {root.Name.LocalName} and not with ODM.");
        if (root.Name.Namespace != DefineNames.Odm)
            throw new DataException(
                $"{path}: is of {root.Name.NamespaceName}; Define-XML 2.0 and 2.1 are read, which are of {DefineNames.Odm}. "
                    + "Older ones (Define-XML 1.0, of ODM 1.2) are to be converted first."
            );
        var version = root.Descendants(DefineNames.Odm + "MetaDataVersion")
            .Attributes()
            .FirstOrDefault(attribute => attribute.Name.LocalName == "DefineVersion");
        return version?.Name.Namespace is { } found && (found == DefineNames.Def20 || found == DefineNames.Def21)
            ? found
            : throw new DataException(
                $"{path}: is not Define-XML 2.0 or 2.1: its metadata "
                    + (version is null ? "name no version." : $"are of {version.Name.NamespaceName}.")
            );
    }
}

/// <summary>A document and what is odd about it.</summary>
/// <param name="Define">The document.</param>
/// <param name="Findings">What breaks a rule, what was changed, what was left out.</param>
public sealed record DefineDocument(Define Define, IReadOnlyList<Finding> Findings);
