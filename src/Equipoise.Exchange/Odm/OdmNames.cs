namespace Equipoise.Exchange.Odm;

/// <summary>
/// The identifiers under which ODM knows what the protocol and the log name. One letter tells apart what might share a name.
/// </summary>
static class OdmNames
{
    /// <summary>The namespace of ODM 1.3.</summary>
    internal const string Namespace = "http://www.cdisc.org/ns/odm/v1.3";

    /// <summary>The study event of all that has no visit.</summary>
    internal const string Log = "LOG";

    /// <summary>Where who records for the trial as a whole is.</summary>
    internal const string Sponsor = "SPONSOR";

    internal const string YesNo = "YN";

    /// <summary>
    /// Ends the identifier of a text that XML cannot carry, such as a control character: its value is the text as ASCII JSON.
    /// </summary>
    internal const string Escaped = ".escaped";

    /// <summary>Ends the identifier of the salt of a text that lies beside the log.</summary>
    internal const string Salt = ".salt";

    /// <summary>Ends the identifier of the hash that is left of a text that was redacted.</summary>
    internal const string Redacted = ".redacted";

    internal static string Version(string version) => $"MDV.{version}";

    internal static string Visit(string visit) => $"V.{visit}";

    internal static string Form(string form) => $"F.{form}";

    internal static string Group(string form, string group) => $"G.{form}.{group}";

    internal static string Item(string form, string item) => $"I.{form}.{item}";

    /// <summary>The day of what a group of items tells.</summary>
    internal static string Day(string form, string group) => $"D.{form}.{group}";

    internal static string Condition(string form, string item) => $"C.{form}.{item}";

    internal static string CodeList(string list) => $"CL.{list}";

    internal static string Words(Type words) => $"W.{words.Name}";

    internal static string Unit(string unit) => $"MU.{unit}";

    internal static string Site(string site) => $"SITE.{AsXml(site)}";

    internal static string FactForm(string kind) => $"KF.{kind}";

    internal static string FactGroup(string kind, string list = "") => list.Length == 0 ? $"KG.{kind}" : $"KG.{kind}.{list}";

    internal static string FactItem(string kind, string path) => $"KI.{kind}.{path}";

    /// <summary>Whether XML 1.0 can carry every character of a text.</summary>
    internal static bool IsXml(string text)
    {
        for (var place = 0; place < text.Length; place++)
            if (char.IsHighSurrogate(text[place]) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1]))
                place++;
            else if (!System.Xml.XmlConvert.IsXmlChar(text[place]))
                return false;
        return true;
    }

    /// <summary>The text with a mark in the place of what XML cannot carry.</summary>
    internal static string AsXml(string text) =>
        IsXml(text)
            ? text
            : string.Concat(
                text.EnumerateRunes()
                    .Select(rune => rune.IsBmp && !System.Xml.XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : $"{rune}")
            );
}
