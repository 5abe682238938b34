using System.Xml.Linq;

namespace Equipoise.Datasets.DefineXml;

/// <summary>The namespaces of a document; that of Define-XML itself changes with its version.</summary>
static class DefineNames
{
    public static readonly XNamespace Odm = "http://www.cdisc.org/ns/odm/v1.3";
    public static readonly XNamespace Def20 = "http://www.cdisc.org/ns/def/v2.0";
    public static readonly XNamespace Def21 = "http://www.cdisc.org/ns/def/v2.1";
    public static readonly XNamespace Arm = "http://www.cdisc.org/ns/arm/v1.0";
    public static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";
}
