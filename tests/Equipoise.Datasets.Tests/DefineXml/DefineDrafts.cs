using Equipoise.Datasets.DefineXml;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Standards;

namespace Equipoise.Datasets.Tests.DefineXml;

/// <summary>Documents made of data, beside those that CDISC made of the same data.</summary>
public sealed class DefineDrafts
{
    static readonly DefineStudy Study = new(
        "CDISC-MSG",
        "An example",
        "MSG",
        new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        [
            new()
            {
                Oid = "STD.1",
                Name = "SDTMIG",
                Type = "IG",
                Version = "3.3",
            },
            new()
            {
                Oid = "STD.2",
                Name = "CDISC/NCI",
                Type = "CT",
                PublishingSet = "SDTM",
                Version = "2020-12-18",
            },
        ]
    );

    static IReadOnlyList<Dataset> Datasets(params string[] folder) =>
        [
            .. Directory
                .GetFiles(ReferenceData.PathOf(folder), "*.xpt")
                .Order(StringComparer.Ordinal)
                .SelectMany(file => DatasetFile.Members(file))
                .Where(dataset => StandardDataset.Find(dataset.Spec.Name) is not null),
        ];

    static readonly Lazy<Define> draft = new(() => Define.Of(Study, Datasets("datasetjson", "sdtm")));

    static readonly Lazy<Define> published = new(() =>
        DefineFile.Read(ReferenceData.PathOf("datasetjson", "sdtm", "define.xml")).Define
    );

    [ReferenceFact]
    public void A_document_made_of_data_is_valid_and_breaks_no_rule()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("define.xml");
        foreach (var define in new[] { draft.Value, Define.Of(Study, Datasets("cdisc-pilot", "adam")) })
        {
            DefineFile.Write(define, path);
            DefineSchema.Problems(path).ShouldBeEmpty();
            DefineFile.Read(path).Findings.ShouldBeEmpty();
        }
    }

    [ReferenceFact]
    public void What_the_study_says_of_derivations_and_dictionaries_stands_at_its_variables()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("define.xml");
        var study = Study with
        {
            Derivations = new Dictionary<string, string>
            {
                ["--STDY"] = "Days from the reference.",
                ["EPOCH"] = "Of all.",
                ["DS.EPOCH"] = "Of disposition.",
                ["AETERM"] = "Collected, so not derived.",
            },
            Dictionaries = new Dictionary<string, ExternalCodeList>
            {
                ["--TERM"] = new() { Dictionary = "MedDRA", Version = "17.1" },
                ["AEDECOD"] = new() { Dictionary = "MedDRA", Version = "17.1" },
                ["COUNTRY"] = new() { Dictionary = "ISO 3166-1 alpha-3" },
            },
        };
        DefineFile.Write(Define.Of(study, Datasets("datasetjson", "sdtm")), path);
        DefineSchema.Problems(path).ShouldBeEmpty();
        var (define, findings) = DefineFile.Read(path);
        findings.ShouldBeEmpty();
        define.Methods.Select(method => $"{method.Oid} {method.Description[0].Text}").Order(StringComparer.Ordinal).ShouldBe([
            "MT.DS.EPOCH Of disposition.",
            "MT.EPOCH Of all.",
            "MT.STDY Days from the reference.",
        ]);
        MethodOf("AE", "AESTDY").ShouldBe("MT.STDY");
        MethodOf("DS", "EPOCH").ShouldBe("MT.DS.EPOCH");
        MethodOf("AE", "AETERM").ShouldBe("");
        ListOf("DM.COUNTRY").External!.Dictionary.ShouldBe("ISO 3166-1 alpha-3");
        ListOf("MH.MHTERM").ShouldBe(ListOf("AE.AETERM"));
        ListOf("MH.MHTERM").External!.Version.ShouldBe("17.1");
        // Of the variable that holds nothing nothing is said: AEDECOD is empty in the example.
        define.Items.Single(item => item.Oid == "IT.AE.AEDECOD").CodeListOid.ShouldBe("");

        string MethodOf(string dataset, string variable) =>
            define
                .ItemGroups.Single(group => group.Name == dataset)
                .Items.Single(item => item.ItemOid == $"IT.{dataset}.{variable}")
                .MethodOid;

        CodeListDef ListOf(string variable)
        {
            var oid = define.Items.Single(item => item.Oid == $"IT.{variable}").CodeListOid;
            return define.CodeLists.Single(list => list.Oid == oid);
        }
    }

    [ReferenceFact]
    public void Classes_and_what_repeats_are_those_that_CDISC_published()
    {
        var theirs = published.Value.ItemGroups.ToDictionary(group => group.Name);
        // DI is of devices, another standard.
        draft.Value.ItemGroups.Select(group => group.Name).ShouldBe(["AE", "CM", "DD", "DM", "DS", "EX", "FA", "IE", "MH"]);
        foreach (var group in draft.Value.ItemGroups)
        {
            var their = theirs[group.Name];
            (group.Class!.Name, group.IsRepeating, group.IsReferenceData, group.Purpose, group.HasNoData).ShouldBe(
                (their.Class!.Name, their.IsRepeating, their.IsReferenceData, their.Purpose, their.HasNoData),
                group.Name
            );
        }
    }

    // A type says what the data have, where CDISC's says what they might; of two variables CDISC names a list of the sponsor,
    // or none.
    [ReferenceFact]
    public void Types_and_code_lists_of_variables_are_those_that_CDISC_published()
    {
        List<string> different = [];
        foreach (var (item, their) in Both())
        {
            if (item.DataType != their.DataType)
                different.Add($"{item.Oid}: {item.DataType}, theirs {their.DataType}");
            var (code, other) = (CodeOf(draft.Value, item), CodeOf(published.Value, their));
            if (code != other)
                different.Add($"{item.Oid}: {code}, theirs {other}");
        }
        Both().Count().ShouldBe(157);
        different.ShouldBe([
            "IT.CM.CMENDTC: date, theirs partialDate",
            "IT.DM.BRTHDTC: partialDate, theirs date",
            "IT.DM.RACE: C74457, theirs ",
            "IT.DS.DSSCAT: C170443, theirs ",
            "IT.FA.VISITNUM: integer, theirs float",
        ]);
    }

    [ReferenceFact]
    public void What_is_said_to_be_derived_or_assigned_is_not_collected_in_what_CDISC_published() =>
        Both()
            .Where(pair => pair.Item.Origins[0].Type is "Derived" or "Assigned")
            .Where(pair => pair.Their.Origins.Any(origin => origin.Type == "Collected"))
            .Select(pair => pair.Item.Oid)
            // There the test of the criterion is picked on the form.
            .ShouldBe(["IT.IE.IETESTCD", "IT.IE.IECAT"]);

    // Codes of the sponsor's own lists begin with other letters.
    [ReferenceFact]
    public void The_code_list_of_a_variable_is_that_of_CDISCs_full_example()
    {
        var full = DefineFile.Read(ReferenceData.PathOf("datasets", "define", "define_sdtm_full_example.xml.gz")).Define;
        var compared = 0;
        foreach (var group in full.ItemGroups.Where(group => StandardDataset.Find(group.Name) is not null))
            foreach (var item in group.Items.Select(reference => full.Items.First(item => item.Oid == reference.ItemOid)))
                if (CodeOf(full, item) is { Length: > 0 } code && StandardCodeList.Of(group.Name, item.Name) is { } list)
                {
                    list.Code.ShouldBe(code, $"{group.Name}.{item.Name}");
                    compared++;
                }
        compared.ShouldBeGreaterThan(80);
    }

    [ReferenceFact]
    public void Codes_of_tests_have_the_names_of_tests_as_their_meaning()
    {
        var (ours, theirs) = (ListOf(draft.Value), ListOf(published.Value));
        ours.ShouldBe(theirs);

        static IEnumerable<(string, string)> ListOf(Define define)
        {
            var oid = define.Items.Single(item => item.Oid == "IT.DD.DDTESTCD").CodeListOid;
            var terms = define.CodeLists.Single(list => list.Oid == oid).Terms;
            return [.. terms.Select(term => (term.CodedValue, term.Decode![0].Text))];
        }
    }

    [Fact]
    public void A_value_that_XML_cannot_hold_is_refused_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        var dm = new Table("DM", "", [new TextColumn("SEX", "Sex", ["M", "F\u0001"])]);
        var define = Define.Of(Study, [dm.AsDataset()]);
        Should
            .Throw<DataException>(() => DefineFile.Write(define, folder.File("define.xml")))
            .Message.ShouldContain("a text of the document cannot be in XML");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_data_set_of_no_standard_is_refused_by_name()
    {
        Dataset[] datasets = [.. new[] { "DM", "XQ", "YQ" }.Select(name => new Table(name, "", []).AsDataset())];
        Should
            .Throw<DataException>(() => Define.Of(Study, datasets))
            .Problems.Select(problem => problem[..3])
            .ShouldBe(["XQ:", "YQ:"]);
    }

    static IEnumerable<(ItemDef Item, ItemDef Their)> Both() =>
        from item in draft.Value.Items
        from their in published.Value.Items
        where item.Oid == their.Oid
        select (item, their);

    static string CodeOf(Define define, ItemDef item) =>
        define.CodeLists.FirstOrDefault(list => list.Oid == item.CodeListOid) is { Aliases: [var first, ..] } ? first.Name : "";
}
