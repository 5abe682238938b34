using System.Globalization;
using System.IO.Compression;
using Equipoise.Conduct.Disease;

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
        differences.ShouldBeEmpty();
        compared.ShouldBe(66);
    }

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

    /// <summary>These tables have no quoted commas.</summary>
    static IEnumerable<Dictionary<string, string>> Rows(string table)
    {
        using var file = File.OpenRead(ReferenceData.PathOf("pharmaverse", "sdtm", $"{table}.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
            yield return names.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second.Trim('"'));
    }
}
