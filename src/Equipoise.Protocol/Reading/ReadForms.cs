using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>forms:</c> what else is written down at the visits.</summary>
static class ReadForms
{
    const int LongestId = 40;
    static readonly string[] fillers = ["site", "participant"];

    const string TimingWanted = "a visit such as baseline, cycle, cycle 1, cycle 1-2 or every 3rd cycle from 4";

    public static IReadOnlyList<FormDefinition> From(YamlCursor part, IReadOnlyList<CodeList> codeLists, YamlCursor file)
    {
        if (!part.IsPresent)
            return [];
        part.RefuseSameIgnoringCase();
        var forms = part.Each(
            (id, at) =>
            {
                at.CheckId(id, LongestId, "the name of every recorded value");
                return at.Fields(fields => Form(id, fields, codeLists, file));
            }
        );
        FormConsistency.Check(part, file, forms);
        return forms;
    }

    static FormDefinition Form(string id, YamlFields fields, IReadOnlyList<CodeList> codeLists, YamlCursor file)
    {
        var label = fields.Required("label", "the printed name of the form").Text() ?? "";
        var timings = Timings(fields.Required("at", "the visits, such as [baseline, every 3rd cycle from 4]"), file);
        var category = fields.Optional("category").Text();
        var by = fields.Optional("filled in by");
        var filledInBy = by.IsPresent && by.OneOf(fillers) == "participant" ? FilledInBy.Participant : FilledInBy.Site;
        var itemsAt = fields.Optional("items");
        var groupsAt = fields.Optional("groups");
        if (!itemsAt.IsPresent && !groupsAt.IsPresent)
            fields.Here.ReportKey("asks nothing", "write items: its questions by name, or groups: of them");
        List<ItemGroup> groups = [];
        if (itemsAt.IsPresent)
            groups.Add(new(id, label, Repeats: false, Items(itemsAt, codeLists, file)));
        if (groupsAt.IsPresent)
        {
            groupsAt.RefuseSameIgnoringCase();
            groups.AddRange(groupsAt.Each((name, at) => Group(name, at, codeLists, file)));
        }
        // A page that a participant answers alone has no button for a further one.
        if (filledInBy == FilledInBy.Participant && groups.Any(group => group.Repeats))
            by.Report(
                "is the participant, and a group of the form repeats",
                "write each question once, or let the site fill in the form"
            );
        return new(id, label, timings, category, groups) { FilledInBy = filledInBy };
    }

    static ItemGroup? Group(string id, YamlCursor at, IReadOnlyList<CodeList> codeLists, YamlCursor file)
    {
        at.CheckId(id, LongestId, "the name of a group of items");
        return at.Fields(fields => new ItemGroup(
            id,
            fields.Required("label", "the printed name of the group").Text() ?? "",
            fields.Optional("repeats").YesNo() ?? false,
            Items(fields.Required("items", "its questions by name"), codeLists, file)
        ));
    }

    static IReadOnlyList<FormItem> Items(YamlCursor at, IReadOnlyList<CodeList> codeLists, YamlCursor file) =>
        at.IsPresent
            ? at.Each(
                (id, item) =>
                {
                    item.CheckId(id, LongestId, "the name of every recorded value");
                    return item.Fields(fields => ReadFormItem.From(id, fields, codeLists, file));
                }
            )
            : [];

    static List<FormTiming> Timings(YamlCursor at, YamlCursor file)
    {
        var timings = new List<FormTiming>();
        var items = at.Node is YamlNode.Scalar ? [at] : at.IsPresent ? at.Items() : [];
        foreach (var item in items)
        {
            if (Timing(item, file) is not { } timing)
                continue;
            if (timings.Contains(timing))
                item.Report("is written twice", "keep one of the two");
            timings.Add(timing);
        }
        return timings;
    }

    static FormTiming? Timing(YamlCursor at, YamlCursor file)
    {
        if (at.Words(TimingWanted) is not { } words)
            return null;
        var timing = words switch
        {
            [var visit] => new FormTiming(visit, 1, null, 1),
            [var visit, var range] when Range(range) is var (first, last) => new FormTiming(visit, first, last, 1),
            ["every", var nth, var visit] when Ordinal(nth) is { } step => new FormTiming(visit, step, null, step),
            ["every", var nth, var visit, "from", var start]
                when Ordinal(nth) is { } step && Scalars.ParseInteger(start) is >= 1 and var first => new FormTiming(
                visit,
                first,
                null,
                step
            ),
            _ => null,
        };
        if (timing is null)
        {
            at.Reject(string.Join(' ', words), TimingWanted);
            return null;
        }
        var planned = file.At("follow up", "visits");
        string[] known = [.. FormVisits.All.Except(planned.Keys), .. planned.Keys];
        if (!known.Contains(timing.Visit))
        {
            at.Report($"{ProblemList.Quote(timing.Visit)} is no visit", NearestWord.Suggest(timing.Visit, known));
            return null;
        }
        var repeats = planned.Keys.Contains(timing.Visit)
            ? planned.At(timing.Visit, "every").IsPresent
            : timing.Visit == FormVisits.Unscheduled;
        if (!repeats && words.Length > 1)
            at.Report($"counts a visit that does not repeat", $"write {timing.Visit}");
        return repeats ? timing : timing with { Last = 1 };
    }

    static (int First, int? Last)? Range(string text) =>
        text.Split('-') switch
        {
            [var only] when Scalars.ParseInteger(only) is >= 1 and var one => (one, one),
            [var first, var last]
                when Scalars.ParseInteger(first) is >= 1 and var low
                    && Scalars.ParseInteger(last) is { } high
                    && high >= low => (low, high),
            _ => null,
        };

    /// <summary>2 for 2nd, 3 for 3rd, 4 for 4th.</summary>
    static int? Ordinal(string text) =>
        text.Length > 2 && text[^2..] is "nd" or "rd" or "th" or "st" && Scalars.ParseInteger(text[..^2]) is >= 2 and var number
            ? number
            : null;
}
