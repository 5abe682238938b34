using System.Globalization;
using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Dictionaries;

/// <summary>Writes forms and code lists as a protocol file has them.</summary>
public static class FormsYaml
{
    /// <summary>The parts <c>code lists:</c> and <c>forms:</c>; the first is left out where there are no lists.</summary>
    public static string Write(StudyForms study)
    {
        ArgumentNullException.ThrowIfNull(study);
        StringBuilder yaml = new();
        if (study.CodeLists.Count > 0)
            yaml.Append("code lists:\n");
        foreach (var list in study.CodeLists)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  {list.Id}:\n");
            foreach (var answer in list.Answers)
                yaml.Append(CultureInfo.InvariantCulture, $"    {Quoted(answer.Code)}: {Quoted(answer.Text)}\n");
        }
        yaml.Append("\nforms:\n");
        foreach (var form in study.Forms)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  {form.Id}:\n    label: {Quoted(form.Label)}\n");
            yaml.Append(CultureInfo.InvariantCulture, $"    at: [{string.Join(", ", form.At.Select(timing => timing.Visit))}]\n");
            if (form.Groups is [{ Repeats: false } only] && only.Id == form.Id)
                Items(yaml, only, "    ");
            else
            {
                yaml.Append("    groups:\n");
                foreach (var group in form.Groups)
                {
                    yaml.Append(CultureInfo.InvariantCulture, $"      {group.Id}:\n        label: {Quoted(group.Label)}\n");
                    if (group.Repeats)
                        yaml.Append("        repeats: yes\n");
                    Items(yaml, group, "        ");
                }
            }
        }
        return yaml.ToString();
    }

    static void Items(StringBuilder yaml, ItemGroup group, string indent)
    {
        yaml.Append(indent).Append("items:\n");
        foreach (var item in group.Items)
            yaml.Append(CultureInfo.InvariantCulture, $"{indent}  {item.Id}: {{ {string.Join(", ", Members(item))} }}\n");
    }

    static IEnumerable<string> Members(FormItem item)
    {
        yield return $"ask: {Quoted(item.Ask)}";
        yield return item.Type switch
        {
            ItemType.Text text => $"type: text, longest: {text.Longest}",
            ItemType.WholeNumber => "type: whole number",
            ItemType.DecimalNumber number => $"type: decimal number, decimals: {number.Decimals}",
            ItemType.Date => "type: date",
            ItemType.PartOfDate => "type: partial date",
            ItemType.YesNo => "type: yes or no",
            ItemType.Choice choice => $"type: choice, from: {choice.List.Id}",
            _ => throw new ArgumentOutOfRangeException(nameof(item), item.Type, "A protocol has no such type."),
        };
        if (item.Unit is not null)
            yield return $"unit: {Quoted(item.Unit)}";
        if (item.Possible is not null)
            yield return $"possible: {item.Possible}";
        if (item.Usual is not null)
            yield return $"usual: {item.Usual}";
        if (item.Required)
            yield return "required: yes";
        if (item.OnlyIf is not null)
            yield return $"only if: {Quoted($"{item.OnlyIf}")}";
    }

    /// <summary>The visits that every trial has, as those of another system map to them best.</summary>
    internal static string Visit(string name, bool repeats) =>
        name.Contains("screen", StringComparison.OrdinalIgnoreCase) ? FormVisits.Screening
        : repeats || name.Contains("unsched", StringComparison.OrdinalIgnoreCase) ? FormVisits.Unscheduled
        : FormVisits.Baseline;

    static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
