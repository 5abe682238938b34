using System.Globalization;
using System.IO.Compression;
using Equipoise.Conduct.Disease;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;

namespace Equipoise.Trial.Tests.Conduct.Disease;

/// <summary>
/// The tumor data of pharmaversesdtm (at 530a5ea, tr_onco_recist and tu_onco_recist), which carry the responses that their authors derived
/// (rs_onco_recist): three readers each, at every visit.
/// </summary>
public sealed class PharmaverseRecist
{
    [ReferenceFact]
    public void Every_response_that_its_authors_derived_is_derived_here()
    {
        var nodes = Rows("tu_onco_recist").Where(row => row["TULOC"] == "LYMPH NODE").Select(row => Key(row, "TU") + row["TULNKID"]).ToHashSet();
        var results = Rows("tr_onco_recist").ToLookup(row => Key(row, "TR"));
        List<string> differences = [];
        var compared = 0;
        foreach (var reader in Rows("rs_onco_recist").GroupBy(row => Key(row, "RS")))
        {
            var course = CourseOf([.. results[reader.Key]], lesion => nodes.Contains(reader.Key + lesion));
            foreach (var row in reader)
            {
                var derived = course.At(Day(row))?.Overall?.ToString().Replace("NonCRNonPD", "NON-CR/NON-PD", StringComparison.Ordinal);
                compared++;
                if (derived != row["RSSTRESC"])
                    differences.Add($"{reader.Key} {row["VISIT"]}: {derived}, there {row["RSSTRESC"]}");
            }
        }
        // All targets were gone in week 6 (CR), and one is back in week 9 with 4.95 mm: its authors know sums only. By the EORTC ("CR (overall) was
        // definitively assigned at the previous assessment ... the reappearance of any malignant lesion results in PD") that is progression.
        differences.ShouldBe(["01-701-1133 INDEPENDENT ASSESSOR RADIOLOGIST 2  WEEK 9: PD, there PR"]);
        compared.ShouldBe(66);
    }

    /// <summary>
    /// pharmaverseadam (at 2c7db61, adrs_onco) derives BOR and CBOR with stable disease from day 28 of the first dose and confirmation after 28 days:
    /// eight participants have assessments.
    /// </summary>
    [ReferenceFact]
    public void Best_responses_are_those_of_admiralonco_with_and_without_confirmation()
    {
        var compared = 0;
        foreach (var person in Rows("adam", "adrs_onco").GroupBy(row => row["USUBJID"]))
        {
            var responses = person
                .Where(row => row["PARAMCD"] == "OVR")
                .Select(row => new DatedResponse(Date(row["ADT"]), ResponseOf(row["AVALC"])))
                .ToList();
            if (responses.Count == 0)
                continue;
            var start = Date(person.First()["TRTSDT"]);
            foreach (var (parameter, confirmed) in new[] { ("BOR", false), ("CBOR", true) })
            {
                var theirs = ResponseOf(person.Single(row => row["PARAMCD"] == parameter)["AVALC"]);
                BestOverallResponse.Of(responses, start, new(confirmed, StableDays: 28)).ShouldBe(theirs, $"{person.Key} {parameter}");
                compared++;
            }
        }
        compared.ShouldBe(16);
    }

    static DateOnly Date(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static OverallResponse ResponseOf(string words) =>
        words == "NON-CR/NON-PD" ? OverallResponse.NonCRNonPD : Enum.Parse<OverallResponse>(words);

    static RecistCourse CourseOf(List<Dictionary<string, string>> results, Func<string, bool> isNode)
    {
        List<LesionIdentified> lesions = [];
        List<LesionMeasured> measured = [];
        foreach (var row in results)
        {
            var (id, isTarget) = (row["TRLNKID"], row["TRGRPID"] == "TARGET");
            // Of a node its short axis counts, of any other lesion the longest diameter.
            if (isTarget && row["TRTESTCD"] != (isNode(id) ? "LPERP" : "LDIAM"))
                continue;
            double? diameter = isTarget ? double.Parse(row["TRSTRESN"], CultureInfo.InvariantCulture) : null;
            if (row["VISIT"] == "SCREENING")
            {
                if (!lesions.Exists(lesion => lesion.Lesion == id))
                    lesions.Add(new("p", id, isTarget ? LesionKind.Target : LesionKind.NonTarget, "", isNode(id), "", Day(row), diameter));
            }
            else if (!measured.Exists(one => one.Lesion == id && one.On == Day(row)))
                measured.Add(new("p", id, Day(row), diameter, isTarget ? null : StateOf(row["TRSTRESC"]), null));
        }
        return RecistCourse.Of(lesions, measured);
    }

    static LesionState StateOf(string words) =>
        words switch
        {
            "PRESENT" => LesionState.Present,
            "ABSENT" => LesionState.Absent,
            "UNEQUIVOCAL" => LesionState.UnequivocalProgression,
            _ => throw new FormatException(words),
        };

    static string Key(Dictionary<string, string> row, string domain) => $"{row["USUBJID"]} {row[$"{domain}EVAL"]} {row[$"{domain}EVALID"]} ";

    /// <summary>Some dates lack their day: the number of the visit orders as well.</summary>
    static DateOnly Day(Dictionary<string, string> row) =>
        new DateOnly(2000, 1, 1).AddDays((int)double.Parse(row["VISITNUM"], CultureInfo.InvariantCulture));

    static IEnumerable<Dictionary<string, string>> Rows(string table) => Rows("sdtm", table);

    static IEnumerable<Dictionary<string, string>> Rows(string folder, string table)
    {
        using var unpacked = new TemporaryFolder();
        var path = unpacked.File($"{table}.csv");
        using (var packed = File.OpenRead(ReferenceData.PathOf("pharmaverse", folder, $"{table}.csv.gz")))
        using (var plain = new GZipStream(packed, CompressionMode.Decompress))
        using (var copy = File.Create(path))
            plain.CopyTo(copy);
        var names = File.ReadLines(path).First().Split(',').Select(name => name.Trim('"')).ToHashSet();
        var read = CsvFile.Read(path, new() { TextColumns = names });
        var columns = read.Columns.Cast<TextColumn>().ToList();
        return [.. Enumerable.Range(0, read.RowCount).Select(row => columns.ToDictionary(column => column.Name, column => column[row]))];
    }
}
