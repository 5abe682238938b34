using System.Text;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Results;

/// <summary>The groupings that this program splits by, and how their groups are called.</summary>
static class Groups
{
    public const string NotStated = "Not stated";

    /// <summary>A catalog with the groupings in display order and the arms in the order of the protocol.</summary>
    public static GroupCatalog NewCatalog(TrialProtocol protocol)
    {
        var catalog = new GroupCatalog();
        catalog.Grouping(By.Arm, "Arm", "ADSL", protocol.Data.PlannedArm);
        catalog.Grouping(By.Reason, "Reason");
        catalog.Grouping(By.Factor, "Characteristic");
        catalog.Grouping(By.Level, "Level");
        catalog.Grouping(By.Component, "Event", "ADTTE", "EVNTDESC");
        catalog.Grouping(By.Time, "Time");
        catalog.Grouping(By.Grade, "Worst grade");
        catalog.Grouping(By.Baseline, "Grade at baseline");
        catalog.Grouping(By.Visit, "Visit", "ADQS", "AVISIT");
        catalog.Grouping(By.Term, "Preferred term", "ADAE", "AEDECOD");
        catalog.Grouping(By.System, "System organ class", "ADAE", "AEBODSYS");
        catalog.Grouping(By.Severity, "Worst severity");
        catalog.Grouping(By.Cause, "Cause of death");
        catalog.Grouping(By.Category, "Category");
        catalog.Grouping(By.Analysis, "Analysis");
        catalog.Grouping(By.Utilities, "Utility of toxicity, of relapse");
        catalog.Grouping(By.Response, "Best overall response", "ADRS", "AVALC");
        catalog.Grouping(By.Dose, "Dose", "EX", "EXDOSE");
        foreach (var arm in protocol.Arms)
            catalog.Arm(arm);
        return catalog;
    }

    public static (string Grouping, string Group) Arm(this GroupCatalog catalog, Arm arm) =>
        catalog.Group(By.Arm, arm.Id, arm.Label);

    public static (string Grouping, string Group) Everyone(this GroupCatalog catalog) =>
        catalog.Group(By.Arm, By.Everyone, "All");

    /// <summary>A group named by a text of the data; a blank one is not stated.</summary>
    public static (string Grouping, string Group) Named(this GroupCatalog catalog, string grouping, string text)
    {
        if (text.Length == 0)
            text = NotStated;
        // A criterion is a question to the site; as a reason its mark has done its work.
        return catalog.Group(grouping, catalog.SlugOf(grouping, text), PrintedWords.Of(text.TrimEnd('?')));
    }

    /// <summary>A level of a characteristic, with the label that the characteristic gives it.</summary>
    public static (string Grouping, string Group) Level(this GroupCatalog catalog, string id, string label) =>
        catalog.Group(By.Level, id, label);

    public static (string Grouping, string Group) Time(this GroupCatalog catalog, double time, TimeUnit unit) =>
        catalog.Group(By.Time, Format.Exact(time), new Duration(time, unit).ToString());

    /// <summary>The words in lower case, joined by hyphens: "Lost to follow-up" is lost-to-follow-up.</summary>
    /// <remarks>Two texts may have one slug; who groups, groups by the text.</remarks>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        // A text in other letters has no words that an address could hold.
        return slug.Length == 0 ? "text" : slug.ToString().TrimEnd('-');
    }
}
