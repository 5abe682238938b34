using System.Text;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Results;

/// <summary>The groupings that this program splits by, and how their groups are called.</summary>
static class Groups
{
    /// <summary>A catalog with the groupings in display order and the arms in the order of the protocol.</summary>
    public static GroupCatalog NewCatalog(TrialProtocol protocol)
    {
        var catalog = new GroupCatalog();
        catalog.Grouping(By.Arm, "Arm", "ADSL", "TRT01P");
        catalog.Grouping(By.Reason, "Reason");
        catalog.Grouping(By.Level, "Level");
        catalog.Grouping(By.Component, "Event", "ADTTE", "EVNTDESC");
        catalog.Grouping(By.Time, "Time");
        catalog.Grouping(By.Grade, "Worst grade");
        catalog.Grouping(By.Term, "Preferred term", "ADAE", "AEDECOD");
        catalog.Grouping(By.Category, "Category");
        catalog.Grouping(By.Dose, "Dose", "EX", "EXDOSE");
        foreach (var arm in protocol.Arms)
            catalog.Arm(arm);
        return catalog;
    }

    public static (string Grouping, string Group) Arm(this GroupCatalog catalog, Arm arm) =>
        catalog.Group(By.Arm, arm.Id, arm.Label);

    public static (string Grouping, string Group) Everyone(this GroupCatalog catalog) =>
        catalog.Group(By.Arm, By.Everyone, "All");

    public static (string Grouping, string Group) Named(this GroupCatalog catalog, string grouping, string text) =>
        // A criterion is a question to the site; as a reason its mark has done its work.
        catalog.Group(grouping, Slug(text), Sentence(text.TrimEnd('?')));

    /// <summary>
    /// A level of a characteristic: "aromatase inhibitor" prints as "Aromatase inhibitor", "WHITE" as "White"; "CR" and "pT2"
    /// stay.
    /// </summary>
    public static (string Grouping, string Group) Level(this GroupCatalog catalog, string id, string label) =>
        catalog.Group(By.Level, id, LevelLabel(label));

    public static (string Grouping, string Group) Time(this GroupCatalog catalog, double time, TimeUnit unit) =>
        catalog.Group(By.Time, Format.Exact(time), new Duration(time, unit).ToString());

    /// <summary>The words in lower case, joined by hyphens: "Lost to follow-up" is lost-to-follow-up.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        return slug.ToString().TrimEnd('-');
    }

    /// <summary>Terms that are printed otherwise than SDTM's controlled terminology writes them.</summary>
    static readonly Dictionary<string, string> Printed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["WITHDRAWAL BY SUBJECT"] = "Withdrawal by participant",
        ["PROGRESSIVE DISEASE"] = "Disease progression",
        ["IN SCREENING AT DATA CUTOFF"] = "In screening at data cutoff",
        ["AMERICAN INDIAN OR ALASKA NATIVE"] = "American Indian or Alaska Native",
        ["BLACK OR AFRICAN AMERICAN"] = "Black or African American",
        ["NATIVE HAWAIIAN OR OTHER PACIFIC ISLANDER"] = "Native Hawaiian or other Pacific Islander",
        ["HISPANIC OR LATINO"] = "Hispanic or Latino",
        ["NOT HISPANIC OR LATINO"] = "Not Hispanic or Latino",
    };

    /// <summary>
    /// A controlled term as a reader expects it: "LOST TO FOLLOW-UP" prints as "Lost to follow-up"; mixed case stays.
    /// </summary>
    public static string Sentence(string text)
    {
        if (Printed.TryGetValue(text, out var printed))
            return printed;
        if (text.Length == 0 || text.Any(char.IsLower))
            return text;
        return $"{text[0]}{text[1..].ToLowerInvariant()}";
    }

    const int LongestAbbreviation = 4;

    static string LevelLabel(string text)
    {
        var words = text.Split(' ');
        if (words is [{ Length: <= LongestAbbreviation } word] && !word.Any(char.IsLower))
            return text;
        return words[0].All(char.IsLower) ? $"{char.ToUpperInvariant(text[0])}{text[1..]}" : Sentence(text);
    }
}
