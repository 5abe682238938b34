using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>Whether the items of each form agree with one another, and with the other names that SDTM carries.</summary>
static class FormConsistency
{
    public static void Check(YamlCursor part, YamlCursor file, IReadOnlyList<FormDefinition> forms)
    {
        foreach (var form in forms)
        {
            // A rule about a name that two items have would be told as more than the one slip that it is.
            var unambiguous = CheckNames(part.At(form.Id), form);
            foreach (var group in form.Groups)
                foreach (var item in group.Items)
                    if (unambiguous && item.OnlyIf is { } rule)
                        CheckRule(Place(part, form, group, item).At("only if"), form, group, item, rule);
            CheckSdtm(part, form);
        }
        CheckDemographics(part, file, forms);
    }

    /// <summary>Where an item stands in the file.</summary>
    static YamlCursor Place(YamlCursor part, FormDefinition form, ItemGroup group, FormItem item) =>
        group.Id == form.Id && part.At(form.Id, "items", item.Id) is { IsPresent: true } direct
            ? direct
            : part.At(form.Id, "groups", group.Id, "items", item.Id);

    /// <summary>Whether every item has a name of its own.</summary>
    static bool CheckNames(YamlCursor at, FormDefinition form)
    {
        if (at.At("items").IsPresent && at.At("groups", form.Id).IsPresent)
            at.At("groups", form.Id).ReportKey("is also the name of the form", "give the group another name");
        var unambiguous = true;
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (items, name) in Lists(at))
            foreach (var id in items.Keys)
                if (!seen.TryAdd(id, name))
                {
                    items.At(id).ReportKey("is also the name of another item of this form", "give it another name");
                    unambiguous = false;
                }
        return unambiguous;
    }

    static IEnumerable<(YamlCursor Items, string Group)> Lists(YamlCursor form)
    {
        yield return (form.At("items"), "");
        foreach (var group in form.At("groups").Keys)
            yield return (form.At("groups", group, "items"), group);
    }

    static void CheckRule(YamlCursor at, FormDefinition form, ItemGroup group, FormItem item, SkipRule rule)
    {
        string[] known = [.. form.Items.Select(one => one.Id).Where(id => id != item.Id)];
        if (rule.Item == item.Id)
            at.Report("depends on itself", "name another item");
        else if (form.Find(rule.Item) is not { } other)
            at.Report($"{ProblemList.Quote(rule.Item)} is no item of this form", NearestWord.Suggest(rule.Item, known));
        else if (form.GroupOf(other.Id) is { Repeats: true } elsewhere && elsewhere != group)
            at.Report(
                $"'{other.Id}' stands in a group that repeats, so it has no single value here",
                "name an item of the same group, or of one that does not repeat"
            );
        else if (other.Type.Read(rule.Value) is not { } value)
            at.Report(
                $"{ProblemList.Quote(rule.Value)} is no answer of '{other.Id}'",
                other.Type is ItemType.Choice choice
                    ? NearestWord.Suggest(rule.Value, [.. choice.List.Answers.Select(answer => answer.Code)])
                    : $"write {other.Type.Wanted}"
            );
        else if (other.Possible?.Holds(value) == false)
            at.Report(
                $"{ProblemList.Quote(rule.Value)} is not possible for '{other.Id}'",
                $"write a value within {other.Possible}"
            );
        else if (Chain(form, item).Contains(item.Id))
            at.Report(
                $"leads back to itself: {string.Join(" needs ", Chain(form, item).Prepend(item.Id))}",
                "let one of them be asked always"
            );
    }

    /// <summary>What an item depends on, one step after the other, until nothing or a repetition.</summary>
    static List<string> Chain(FormDefinition form, FormItem item)
    {
        List<string> chain = [];
        for (var rule = item.OnlyIf; rule is not null && !chain.Contains(rule.Item); rule = form.Find(rule.Item)?.OnlyIf)
            chain.Add(rule.Item);
        return chain;
    }

    static void CheckSdtm(YamlCursor part, FormDefinition form)
    {
        var targets = form
            .Groups.SelectMany(group => group.Items.Select(item => (Group: group, Item: item)))
            .Where(one => one.Item.Sdtm is not null)
            .ToList();
        foreach (var same in targets.GroupBy(one => (one.Item.Sdtm!.Domain, one.Item.Sdtm.Code)))
            foreach (var (group, item) in same.Skip(1))
                Place(part, form, group, item)
                    .At("sdtm")
                    .Report($"is also that of '{same.First().Item.Id}'", "give every item its own short name");
        foreach (var (group, item) in targets)
        {
            var at = Place(part, form, group, item).At("sdtm");
            var domain = item.Sdtm!.Domain;
            if (domain is "QS" or "RS" && form.Category is null)
                at.Report(
                    $"is a test of {domain}, which groups tests by category, and the form has none",
                    "write category: such as EQ-5D-5L, beside the label of the form"
                );
            if (domain is "SUPPQS" or "SUPPRS" or "SUPPVS" && targets.TrueForAll(one => one.Item.Sdtm!.Domain != domain[4..]))
                at.Report($"qualifies records of {domain[4..]}, and the form has none", "map another item of the form there");
            if (domain is "SUPPDM" or "DM" && (group.Repeats || form.At is not [{ First: 1, Last: 1 }]))
                at.Report(
                    "has one value for each participant, and this item can have several",
                    "use a group that does not repeat, in a form of one visit, or another place"
                );
            if (domain == "DM" && SdtmTarget.AnswersOf(item.Sdtm.Code) is { Count: > 0 } words)
                CheckWords(at, item, words);
            if (domain == "MH")
                CheckHistory(at, item, targets.Where(one => one.Group == group).Select(one => one.Item.Sdtm!.Code));
        }
    }

    /// <summary>
    /// DM has the answers of CDISC's lists and no others: the words of the code list are theirs, in any case.
    /// </summary>
    static void CheckWords(YamlCursor at, FormItem item, IReadOnlyList<string> words)
    {
        if (item.Type is not ItemType.Choice choice)
            at.Report($"takes one of CDISC's answers, and this is no choice", $"let it choose from: {string.Join(", ", words)}");
        else if (choice.List.Answers.FirstOrDefault(answer => !words.Contains(answer.Text.ToUpperInvariant())) is { } other)
            at.Report(
                $"{ProblemList.Quote(other.Text)} is no answer that {item.Sdtm!.Code} has",
                $"let the texts of the code list be of: {string.Join(", ", words)}"
            );
    }

    /// <summary>A disease has a name; its dates are dates, and whether it goes on is a yes or no.</summary>
    static void CheckHistory(YamlCursor at, FormItem item, IEnumerable<string> ofGroup)
    {
        var (isRight, wanted) = item.Sdtm!.Code switch
        {
            "MHTERM" => (item.Type is ItemType.Text, "a text"),
            "MHENRTPT" => (item.Type is ItemType.YesNo, "yes or no"),
            _ => (item.Type is ItemType.Date or ItemType.PartOfDate, "a date or a partial date"),
        };
        if (!isRight)
            at.Report($"{item.Sdtm.Code} is {wanted}, and this is not", $"write type: {wanted}, or another place");
        if (!ofGroup.Contains("MHTERM"))
            at.Report(
                "is of a disease, and nothing in its group is MHTERM, the name of it",
                "map another item of the group there"
            );
    }

    /// <summary>SUPPDM also carries strata and criteria: no two of its names may be the same.</summary>
    static void CheckDemographics(YamlCursor part, YamlCursor file, IReadOnlyList<FormDefinition> forms)
    {
        var criteria = file.At("eligibility");
        var taken = CriterionVariables.Of(
            file.At("randomize", "strata").Keys.Count,
            [.. criteria.At("include").Keys, .. criteria.At("exclude").Keys]
        );
        var seen = taken.ToHashSet(StringComparer.Ordinal);
        HashSet<string> demographics = [];
        foreach (var form in forms)
            foreach (var group in form.Groups)
                foreach (var item in group.Items)
                    if (item.Sdtm is { Domain: "SUPPDM", Code: var code } && !seen.Add(code))
                        Place(part, form, group, item)
                            .At("sdtm")
                            .Report($"{ProblemList.Quote(code)} is taken in SUPPDM or ADSL", "give it another short name");
                    else if (item.Sdtm is { Domain: "DM", Code: var variable } && !demographics.Add(variable))
                        Place(part, form, group, item)
                            .At("sdtm")
                            .Report($"{variable} is already that of another form", "map one item there");
    }
}
