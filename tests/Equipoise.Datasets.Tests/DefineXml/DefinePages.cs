using System.Xml.Linq;
using Equipoise.Datasets.DefineXml;

namespace Equipoise.Datasets.Tests.DefineXml;

public sealed class DefinePages
{
    static Define Read(string name) => DefineFile.Read(ReferenceData.PathOf("datasets", "define", name)).Define;

    // Its tags are closed, so that it can be read as XML once what only HTML has is gone.
    static XDocument Parsed(string page) =>
        XDocument.Parse(
            page.Replace("<!DOCTYPE html>", "")
                .Replace("<br>", "")
                .Replace("<meta charset=\"utf-8\">", "")
                .Replace("initial-scale=1\">", "initial-scale=1\"/>")
        );

    [ReferenceTheory]
    [InlineData("define_msg_adam.xml.gz")]
    [InlineData("define_sdtm_full_example.xml.gz")]
    [InlineData("define20_adam_with_arm.xml.gz")]
    [InlineData("bad_duplicate_keys.xml.gz")]
    public void Every_link_within_the_page_leads_somewhere_and_nothing_is_loaded(string name)
    {
        var page = Parsed(DefinePage.Of(Read(name)));
        var places = page.Descendants().Attributes("id").Select(id => id.Value).ToHashSet();
        var links = page.Descendants("a").Attributes("href").Select(href => href.Value).Where(href => href[0] == '#').ToList();
        links.Count.ShouldBeGreaterThan(20);
        links.Select(href => Uri.UnescapeDataString(href[1..])).Distinct().Except(places).ShouldBeEmpty();
        string[] loading = ["script", "link", "img", "iframe"];
        page.Descendants().Select(element => element.Name.LocalName).Intersect(loading).ShouldBeEmpty();
    }

    [ReferenceFact]
    public void A_reviewer_finds_data_sets_variables_value_level_codes_methods_and_results()
    {
        var define = Read("define_msg_adam.xml.gz");
        var text = Parsed(DefinePage.Of(define)).Root!.Value;
        foreach (var group in define.ItemGroups)
            text.ShouldContain($"{group.Name}: {group.Description[0].Text}");
        foreach (var label in define.Items.SelectMany(item => item.Description).Select(label => label.Text))
            text.ShouldContain(label);
        foreach (var method in define.Methods)
            text.ShouldContain(method.Description[0].Text.Trim());
        foreach (var term in define.CodeLists.SelectMany(list => list.Terms))
            text.ShouldContain(term.CodedValue);
        foreach (var result in define.ResultDisplays.SelectMany(display => display.Results))
            text.ShouldContain(result.Code!.Code.ReplaceLineEndings("\n"));
        // A where clause of the document in words; the values are those of its first value list.
        var clause = define.WhereClauses[0];
        text.ShouldContain($"\"{clause.Checks[0].Values[0]}\"");
    }

    static readonly Define small = new()
    {
        FileOid = "F",
        Created = "2026-01-01T00:00:00",
        StudyOid = "S",
        StudyName = "<script>alert(1)</script>",
        Oid = "M",
        Name = "\"><b>",
        Leaves =
        [
            new() { Id = "L1", Href = "javascript:alert(1)", Title = "a program" },
            new() { Id = "L2", Href = "sub/dm.xpt", Title = "data" },
            new() { Id = "L3", Href = "https://example.org/x?a=1&b=\"2\"", Title = "web" },
        ],
    };

    [Fact]
    public void What_a_document_says_is_text_and_no_program()
    {
        var page = DefinePage.Of(small);
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<b>");
        page.ShouldNotContain("javascript:");
        page.ShouldContain("<a href=\"sub/dm.xpt\">data</a>");
        page.ShouldContain("<a href=\"https://example.org/x?a=1&amp;b=&quot;2&quot;\">web</a>");
    }

    [ReferenceFact]
    public void Data_sets_of_a_document_are_specifications_with_types_keys_and_formats()
    {
        var adsl = DefineSpecs.Of(Read("define_msg_adam.xml.gz")).Single(spec => spec.Name == "ADSL");
        var define = Read("define_msg_adam.xml.gz");
        adsl.Columns.Count.ShouldBe(define.ItemGroups.Single(group => group.Name == "ADSL").Items.Count);
        var date = adsl.Columns[adsl.IndexOf("TRTSDT")];
        (date.Type, date.IsNumber, date.Format).ShouldBe((DataType.Date, true, "DATE9."));
        var age = adsl.Columns[adsl.IndexOf("AGE")];
        (age.Type, age.IsNumber, age.Label).ShouldBe((DataType.Integer, true, "Age"));
        // Line 1051 of the document.
        adsl.Columns.Where(column => column.Key > 0).ShouldHaveSingleItem().Name.ShouldBe("USUBJID");
        var dm = DefineSpecs.Of(Read("define_sdtm_full_example.xml.gz")).Single(spec => spec.Name == "DM");
        var birth = dm.Columns[dm.IndexOf("RFSTDTC")];
        birth.IsNumber.ShouldBeFalse();
    }
}
