using System.Diagnostics;

namespace Equipoise.Reporting.Tests;

/// <summary>The grammar of RFC 4287, Appendix B, in the XML syntax of RELAX NG, asked of a feed by xmllint.</summary>
/// <remarks>The RFC's co-occurrence rules, which stand in it for Schematron, are the facts of <see cref="Publications"/>.</remarks>
static class AtomGrammar
{
    /// <summary>A fact for which the grammar is asked; skipped, and said to be, where xmllint is not.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class FactAttribute : Xunit.FactAttribute
    {
        public FactAttribute()
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, "xmllint"))))
                Skip = "xmllint is not installed (apt-get install libxml2-utils).";
        }
    }

    /// <summary>What xmllint says of the feed: its status, and its complaints.</summary>
    public static (int Status, string Said) Check(string feed)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("atom.rng"), Grammar);
        File.WriteAllText(folder.File("feed.xml"), feed);
        using var process = Process.Start(
            new ProcessStartInfo("xmllint", ["--noout", "--nonet", "--relaxng", "atom.rng", "feed.xml"])
            {
                WorkingDirectory = folder.File("."),
                UseShellExecute = false,
                RedirectStandardError = true,
            }
        )!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said.Trim());
    }

    const string Grammar = """
        <grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
                 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
          <start><choice><ref name="feed"/><ref name="entry"/></choice></start>

          <define name="common">
            <optional><attribute name="xml:base" ns="http://www.w3.org/XML/1998/namespace"><text/></attribute></optional>
            <optional><attribute name="xml:lang" ns="http://www.w3.org/XML/1998/namespace">
              <data type="string"><param name="pattern">([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?</param></data>
            </attribute></optional>
            <zeroOrMore><attribute><anyName><except>
              <name ns="http://www.w3.org/XML/1998/namespace">base</name>
              <name ns="http://www.w3.org/XML/1998/namespace">lang</name>
              <nsName ns=""/>
            </except></anyName></attribute></zeroOrMore>
          </define>

          <define name="text">
            <ref name="common"/>
            <choice>
              <group>
                <optional><attribute name="type" ns=""><choice><value>text</value><value>html</value></choice></attribute></optional>
                <text/>
              </group>
              <group>
                <attribute name="type" ns=""><value>xhtml</value></attribute>
                <element name="div" ns="http://www.w3.org/1999/xhtml"><ref name="anything"/></element>
              </group>
            </choice>
          </define>
          <define name="date"><ref name="common"/><data type="dateTime"/></define>
          <define name="person">
            <ref name="common"/>
            <interleave>
              <element name="name"><text/></element>
              <optional><element name="uri"><text/></element></optional>
              <optional><element name="email"><data type="string"><param name="pattern">.+@.+</param></data></element></optional>
              <ref name="extensions"/>
            </interleave>
          </define>

          <define name="feed">
            <element name="feed">
              <ref name="common"/>
              <interleave>
                <ref name="persons"/>
                <zeroOrMore><ref name="category"/></zeroOrMore>
                <optional><element name="generator">
                  <ref name="common"/>
                  <optional><attribute name="uri" ns=""/></optional>
                  <optional><attribute name="version" ns=""/></optional>
                  <text/>
                </element></optional>
                <optional><element name="icon"><ref name="common"/><text/></element></optional>
                <ref name="id"/>
                <zeroOrMore><ref name="link"/></zeroOrMore>
                <optional><element name="logo"><ref name="common"/><text/></element></optional>
                <optional><element name="rights"><ref name="text"/></element></optional>
                <optional><element name="subtitle"><ref name="text"/></element></optional>
                <element name="title"><ref name="text"/></element>
                <element name="updated"><ref name="date"/></element>
                <ref name="extensions"/>
              </interleave>
              <zeroOrMore><ref name="entry"/></zeroOrMore>
            </element>
          </define>

          <define name="entry">
            <element name="entry">
              <ref name="common"/>
              <interleave>
                <ref name="persons"/>
                <zeroOrMore><ref name="category"/></zeroOrMore>
                <optional><element name="content"><ref name="common"/>
                  <optional><attribute name="type" ns=""/></optional>
                  <optional><attribute name="src" ns=""/></optional>
                  <zeroOrMore><choice><text/><element><anyName/><ref name="anything"/></element></choice></zeroOrMore>
                </element></optional>
                <ref name="id"/>
                <zeroOrMore><ref name="link"/></zeroOrMore>
                <optional><element name="published"><ref name="date"/></element></optional>
                <optional><element name="rights"><ref name="text"/></element></optional>
                <optional><element name="summary"><ref name="text"/></element></optional>
                <element name="title"><ref name="text"/></element>
                <element name="updated"><ref name="date"/></element>
                <ref name="extensions"/>
              </interleave>
            </element>
          </define>

          <define name="persons">
            <interleave>
              <zeroOrMore><element name="author"><ref name="person"/></element></zeroOrMore>
              <zeroOrMore><element name="contributor"><ref name="person"/></element></zeroOrMore>
            </interleave>
          </define>
          <define name="id"><element name="id"><ref name="common"/><text/></element></define>
          <define name="category">
            <element name="category">
              <ref name="common"/>
              <attribute name="term" ns=""/>
              <optional><attribute name="scheme" ns=""/></optional>
              <optional><attribute name="label" ns=""/></optional>
              <ref name="undefined"/>
            </element>
          </define>
          <define name="link">
            <element name="link">
              <ref name="common"/>
              <attribute name="href" ns=""/>
              <optional><attribute name="rel" ns=""/></optional>
              <optional><attribute name="type" ns="">
                <data type="string"><param name="pattern">.+/.+</param></data>
              </attribute></optional>
              <optional><attribute name="hreflang" ns=""/></optional>
              <optional><attribute name="title" ns=""/></optional>
              <optional><attribute name="length" ns=""/></optional>
              <ref name="undefined"/>
            </element>
          </define>

          <define name="extensions">
            <zeroOrMore><element><anyName><except><nsName/></except></anyName><ref name="anything"/></element></zeroOrMore>
          </define>
          <define name="undefined">
            <zeroOrMore><choice>
              <text/>
              <element><anyName><except><nsName/></except></anyName><ref name="anything"/></element>
            </choice></zeroOrMore>
          </define>
          <define name="anything">
            <zeroOrMore><choice>
              <attribute><anyName/></attribute>
              <text/>
              <element><anyName/><ref name="anything"/></element>
            </choice></zeroOrMore>
          </define>
        </grammar>
        """;
}
