using System.Xml;

namespace Equipoise.Exchange.Odm;

/// <summary>How ODM documents of others are opened.</summary>
static class OdmXml
{
    /// <summary>
    /// Reads XML without document type or anything outside it: a document cannot grow, and reaches no other file.
    /// </summary>
    internal static XmlReader Open(Stream document) =>
        XmlReader.Create(
            document,
            new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            }
        );
}
