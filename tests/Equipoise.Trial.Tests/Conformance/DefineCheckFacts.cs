using Equipoise.Conformance.Checks;
using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;
using Equipoise.Datasets;
using Equipoise.Datasets.DefineXml;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>Where data are not as their Define-XML document describes them.</summary>
public sealed class DefineCheckFacts
{
    static readonly Table dm = new(
        "DM",
        "Demographics",
        [
            new TextColumn("USUBJID", "Unique Subject Identifier", ["1", "2"]) { Width = 8 },
            new TextColumn("SEX", "Sex", ["F", "M"]) { Width = 1 },
            new NumberColumn("AGE", "Age", [61, 48]),
        ]
    );

    static readonly Define described = new()
    {
        FileOid = "F",
        Created = "2026-01-01T00:00:00",
        StudyName = "S",
        StudyOid = "S",
        Oid = "M",
        Name = "Of the tests",
        ItemGroups =
        [
            new()
            {
                Oid = "IG.DM",
                Name = "DM",
                IsRepeating = false,
                Structure = "One record per subject",
                Description = [new("Demographics")],
                Items = [Reference("USUBJID", key: 1, isMandatory: true), Reference("SEX"), Reference("AGE")],
            },
        ],
        Items =
        [
            Item("USUBJID", "Unique Subject Identifier", "text", 8),
            Item("SEX", "Sex", "text", 1) with
            {
                CodeListOid = "CL.SEX",
            },
            Item("AGE", "Age", "integer", 2),
        ],
        CodeLists =
        [
            new()
            {
                Oid = "CL.SEX",
                Name = "Sex",
                DataType = "text",
                Terms = [new() { CodedValue = "F" }, new() { CodedValue = "M" }],
            },
        ],
    };

    static ItemRef Reference(string name, int? key = null, bool isMandatory = false) =>
        new()
        {
            ItemOid = $"IT.{name}",
            IsMandatory = isMandatory,
            KeySequence = key,
        };

    static ItemDef Item(string name, string label, string type, int length) =>
        new()
        {
            Oid = $"IT.{name}",
            Name = name,
            DataType = type,
            Length = length,
            Description = [new(label)],
        };

    static string Found(Define define, params Table[] tables)
    {
        var study = new Study([.. tables.Select(table => new StudyDataset(table.Name, $"{table.Name.ToLowerInvariant()}.xpt", 80, table))])
        {
            Described = DescribedDataset.Of(define),
        };
        return string.Join(
            "; ",
            ConformanceCheck
                .Run(study, RuleFile.OfDefine())
                .SelectMany(result => result.Findings)
                .Select(one => $"{one.Rule} {one.Dataset} {one.Row}: {string.Join(' ', one.Values.Select(value => value.Value))}")
        );
    }

    static Table With(Column column) =>
        new(dm.Name, dm.Label, [.. dm.Columns.Select(one => one.Name == column.Name ? column : one)]);

    [Fact]
    public void What_is_as_described_breaks_nothing() => Found(described, dm).ShouldBe("");

    [Fact]
    public void Another_label_is_found_of_the_data_set_and_of_a_variable()
    {
        Found(described, new Table("DM", "Subjects", dm.Columns)).ShouldBe("DEFINE-DATASET-LABEL DM : Subjects Demographics");
        Found(described, With(new NumberColumn("AGE", "Years", [61, 48]))).ShouldBe("DEFINE-LABEL DM 3: Age Years AGE");
    }

    [Fact]
    public void A_number_where_text_is_described_and_the_other_way()
    {
        Found(described, With(new TextColumn("AGE", "Age", ["61", "48"]))).ShouldBe("DEFINE-TYPE DM 3: integer Char AGE");
        Found(described, With(new NumberColumn("USUBJID", "Unique Subject Identifier", [1, 2])))
            .ShouldBe("DEFINE-TYPE DM 1: text Num USUBJID");
    }

    [Fact]
    public void A_text_is_longer_than_described() =>
        Found(described, With(new TextColumn("USUBJID", "Unique Subject Identifier", ["123456789", "2"])))
            .ShouldBe("DEFINE-LENGTH DM 1: 8 9 USUBJID");

    [Fact]
    public void A_value_is_not_in_the_code_list_and_a_missing_one_is_nothing()
    {
        Found(described, With(new TextColumn("SEX", "Sex", ["F", "X"]))).ShouldBe("DEFINE-TERM DM 2: SEX X");
        Found(described, With(new TextColumn("SEX", "Sex", ["F", ""]))).ShouldBe("");
    }

    [Fact]
    public void Keys_do_not_tell_records_apart_or_have_no_value()
    {
        Found(described, With(new TextColumn("USUBJID", "Unique Subject Identifier", ["1", "1"])))
            .ShouldBe("DEFINE-KEYS DM 1: USUBJID; DEFINE-KEYS DM 2: USUBJID");
        Found(described, With(new TextColumn("USUBJID", "Unique Subject Identifier", ["", "1"])))
            .ShouldBe("DEFINE-MANDATORY DM 1: USUBJID");
    }

    [Fact]
    public void Variables_and_data_sets_are_in_one_and_not_in_the_other()
    {
        Found(described, new Table("DM", "Demographics", [.. dm.Columns.Take(2), new NumberColumn("BMI", "Index", [1, 2])]))
            .ShouldBe("DEFINE-VARIABLE DM 3: BMI; DEFINE-VARIABLE-ABSENT DM : AGE");
        Found(described, new Table("AE", "", [new NumberColumn("AESEQ", "", [1])]))
            .ShouldBe("DEFINE-DATASET AE : ae.xpt; DEFINE-FILE DM :  DM");
    }

    [Fact]
    public void A_data_set_without_data_need_not_be_there_and_a_variable_without_has_none()
    {
        var group = described.ItemGroups[0];
        var absent = described with { ItemGroups = [group with { HasNoData = true, Name = "AE", Oid = "IG.AE" }, group] };
        Found(absent, dm).ShouldBe("");
        var empty = described with { ItemGroups = [group with { Items = [.. group.Items.Take(2), group.Items[2] with { HasNoData = true }] }] };
        Found(empty, dm).ShouldBe("DEFINE-NO-DATA DM 3: AGE");
    }

    [Fact]
    public void Without_a_document_these_rules_are_not_run() =>
        ConformanceCheck
            .Run(SmallStudy.Of("DM: A: x"), RuleFile.OfDefine())
            .ShouldAllBe(result => result.NotRun.Contains("a Define-XML document"));

    // What is found in CDISC's own example was counted in its files by another program (Python, from the JSON twins).
    [ReferenceFact]
    public void The_example_that_CDISC_published_breaks_its_own_document_in_these_places()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(ReferenceData.PathOf("datasetjson", "sdtm"), "*.xpt"))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        var define = ReferenceData.PathOf("datasetjson", "sdtm", "define.xml");
        var results = ConformanceCheck.Run(
            Study.Open(folder.Path, define: DefineFile.Read(define).Define),
            RuleFile.OfDefine()
        );
        results.Where(result => result.Count > 0).Select(result => $"{result.Rule.Id} {result.Count}").ShouldBe([
            "DEFINE-FILE 18",
            "DEFINE-MANDATORY 1",
            "DEFINE-TERM 19",
        ]);
        results.Single(result => result.Rule.Id == "DEFINE-TERM").Findings.ShouldAllBe(one =>
            one.Dataset == "FA" && one.Values[1].Value == "PRURITIS"
        );
        results.Single(result => result.Rule.Id == "DEFINE-MANDATORY").Findings.Single().Values[0].Value.ShouldBe("AEDECOD");
    }
}
