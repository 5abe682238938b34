using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>arms:</c> what is compared with what.</summary>
static class ReadArms
{
    // ARMCD takes 20 characters, for trials that concatenate element codes.
    const int LongestId = 20;

    static readonly Meanings<ArmRole> roles = new()
    {
        ["experimental"] = ArmRole.Experimental,
        ["control"] = ArmRole.Control,
    };

    public static IReadOnlyList<Arm> From(YamlCursor part)
    {
        part.RefuseSameIgnoringCase();
        var read = new List<ArmRole?>();
        var labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var arms = part.Each(
            (id, at) =>
            {
                at.CheckId(id, LongestId, "ARMCD");
                return at.Fields(fields =>
                {
                    var label = fields.Required("label", "the printed name of the arm");
                    var text = label.Text() ?? "";
                    if (text.Length > 0 && !labels.TryAdd(text, id))
                        label.Report(
                            $"is also the label of '{labels[text]}'",
                            "give every arm its own label: data are matched by it"
                        );
                    var brief = fields.Optional("short label");
                    var shortened = brief.IsPresent ? brief.Text() : null;
                    if (shortened is not null && !labels.TryAdd(shortened, id) && labels[shortened] != id)
                        brief.Report(
                            $"is also the label of '{labels[shortened]}'",
                            "give every arm its own: readers tell arms apart by it"
                        );
                    read.Add(fields.Required("role", "experimental or control").OneOf(roles));
                    var ratio = fields
                        .Required("ratio", "its share of the allocation, such as 1")
                        .Integer("a whole number from 1 to 100", most: 100);
                    var gives = fields.Optional("gives");
                    return new Arm(id, text, read[^1] ?? ArmRole.Experimental, ratio ?? 0, gives.IsPresent ? gives.Texts() : [])
                    {
                        ShortLabel = shortened,
                    };
                });
            }
        );
        CheckRoles(part, read, everyArmWasRead: read.Count == part.Keys.Count);
        return arms;
    }

    static void CheckRoles(YamlCursor part, List<ArmRole?> read, bool everyArmWasRead)
    {
        var controls = read.Count(role => role == ArmRole.Control);
        if (controls > 1)
            part.ReportKey(
                $"has {controls} control arms",
                "write role: control for the one arm that every effect is stated against"
            );
        if (read.Count == 0 || !everyArmWasRead || read.Contains(null))
            return;
        if (controls == 0)
            part.ReportKey("has no control arm", "write role: control for the arm that every effect is stated against");
        if (read is [ArmRole.Control])
            part.ReportKey("has no experimental arm", "write role: experimental for what is tested");
    }
}
