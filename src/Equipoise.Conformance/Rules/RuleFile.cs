using System.Globalization;
using Equipoise.Datasets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Conformance.Rules;

/// <summary>Reads rules from their own YAML files.</summary>
public static class RuleFile
{
    // A published rule has up to 30 kB; something much larger is no rule.
    const long LargestFile = 1 << 20;

    /// <summary>The rules of a folder and the folders within it, by identifier; a file without one is no rule.</summary>
    /// <exception cref="DataException">The folder cannot be read, or holds no rule.</exception>
    public static IReadOnlyList<Rule> ReadFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string[] files;
        try
        {
            files =
            [
                .. Directory
                    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Where(file => Path.GetExtension(file) is ".yml" or ".yaml")
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataException($"{folder}: cannot be read. {e.Message}", e);
        }
        var rules = files.Select(Read).OrderBy(rule => rule.Id, StringComparer.Ordinal).ToArray();
        return rules.Length > 0
            ? rules
            : throw new DataException($"{folder}: holds no rule. A rule is a file that ends in .yml or .yaml.");
    }

    /// <summary>The rule of a file; what cannot be read is listed in <see cref="Rule.NotUnderstood"/>.</summary>
    /// <exception cref="DataException">The file cannot be read at all.</exception>
    public static Rule Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                return Unreadable(path, "is larger than a rule can be (1 MB)");
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataException($"{path}: cannot be read. {e.Message}", e);
        }
    }

    /// <summary>What FDA and the transport format allow files, names, labels and values to be, as rules.</summary>
    /// <remarks>Source: FDA, Study Data Technical Conformance Guide, section 3.3; SAS Institute, TS-140.</remarks>
    public static IReadOnlyList<Rule> Limits() => Own("limits.yml");

    /// <summary>What data must keep to be as their Define-XML document describes them, as rules.</summary>
    /// <remarks>Source: CDISC, Define-XML Specification 2.1.</remarks>
    public static IReadOnlyList<Rule> OfDefine() => Own("define.yml");

    static IReadOnlyList<Rule> Own(string file)
    {
        using var stream = typeof(RuleFile).Assembly.GetManifestResourceStream($"conformance-{file}")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return [.. yaml.Documents.Select(document => Of(new((YamlMappingNode)document.RootNode), file))];
    }

    /// <summary>The rule of a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What to call it where it has no identifier of its own.</param>
    public static Rule Parse(string yaml, string name)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (Exception e) when (e is YamlException or ArgumentException or InvalidOperationException or FormatException)
        {
            return Unreadable(name, "is not YAML: " + e.Message);
        }
        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? Of(new(root), name) : Unreadable(name, "is no rule");
    }

    static Rule Unreadable(string name, string why) => new() { Id = name, NotUnderstood = [why] };

    static Rule Of(YamlPart root, string name)
    {
        List<string> problems = [];
        var sensitivity = Sensitivity.Record;
        if (root.Text("Sensitivity") is { } word && !Enum.TryParse(word, out sensitivity))
            problems.Add($"the sensitivity '{word}'");
        var outcome = root.Part("Outcome");
        return new()
        {
            Id = root.Part("Core")?.Text("Id") ?? root.Text("id") ?? name,
            Description = root.Text("Description")?.Trim() ?? "",
            Standards =
            [
                .. root.Parts("Authorities")
                    .SelectMany(authority => authority.Parts("Standards"))
                    .Select(standard => new RuleStandard(standard.Text("Name") ?? "", standard.Text("Version") ?? "")),
            ],
            Type = root.Text("Rule Type") ?? "",
            Sensitivity = sensitivity,
            Scope = ScopeOf(root.Part("Scope")),
            Matches = [.. root.Parts("Match Datasets").Select(MatchOf)],
            Operations = [.. root.Parts("Operations").Select(part => OperationOf(part, problems))],
            Check = root.Part("Check") is { } check ? ConditionOf(check, problems) : Missing(problems),
            Message = outcome?.Text("Message")?.Trim() ?? "",
            OutputVariables = outcome?.Words("Output Variables") ?? [],
            GroupingVariables = root.Words("Grouping Variables"),
            NotUnderstood = problems,
        };
    }

    static Condition? Missing(List<string> problems)
    {
        problems.Add("a condition that is not a tree of all, any and not");
        return null;
    }

    static Scope ScopeOf(YamlPart? scope)
    {
        var classes = scope?.Part("Classes");
        var domains = scope?.Part("Domains");
        var structures = scope?.Part("Data Structures");
        return new()
        {
            Classes = classes?.Words("Include") ?? [],
            ClassesExcluded = classes?.Words("Exclude") ?? [],
            Domains = domains?.Words("Include") ?? [],
            DomainsExcluded = domains?.Words("Exclude") ?? [],
            SplitDatasets = domains?.FlagOrNull("include_split_datasets"),
            Structures = structures?.Words("Include") ?? [],
            StructuresExcluded = structures?.Words("Exclude") ?? [],
        };
    }

    static MatchDataset MatchOf(YamlPart part) =>
        new(
            part.Text("Name") ?? "",
            part.Find("Keys") is YamlSequenceNode keys ? [.. keys.Select(KeyOf)] : [],
            part.Flag("Child"),
            part.Text("Join Type") is "left",
            part.Text("Wildcard") ?? "**"
        );

    static MatchKey KeyOf(YamlNode node) =>
        node is YamlMappingNode map && new YamlPart(map) is var part
            ? new(part.Text("Left") ?? "", part.Text("Right") ?? "")
            : new(((node as YamlScalarNode)?.Value) ?? "", ((node as YamlScalarNode)?.Value) ?? "");

    static Operation OperationOf(YamlPart part, List<string> problems)
    {
        var filter = part.Part("filter");
        var operation = new Operation(part.Text("id") ?? "", part.Text("operator") ?? "")
        {
            Name = part.Text("name"),
            Domain = part.Text("domain"),
            Group = part.Words("group"),
            GroupAliases = part.Words("group_aliases"),
            Filter = filter is null ? [] : [.. filter.Keys.Select(key => KeyValuePair.Create(key, filter.Text(key) ?? ""))],
            ValueIsReference = part.Flag("value_is_reference"),
            Key = part.Text("key_name") is { } key ? (key, part.Text("key_value") ?? "") : null,
            Regex = part.Text("regex"),
            Subtract = part.Text("subtract"),
            Delimiter = part.Text("delimiter"),
            Codelists = part.Words("codelists") is { Count: > 0 } lists ? lists : part.Words("codelist"),
            Level = part.Text("level") ?? "term",
            ReturnType = part.Text("returntype") ?? "value",
            DomainClass = part.Text("domain_class"),
        };
        problems.AddRange(part.NotAsked.Select(key => $"the parameter '{key}' of the operation {operation.Operator}"));
        return operation;
    }

    static Condition ConditionOf(YamlPart part, List<string> problems)
    {
        if (part.Find("operator") is not null)
            return TestOf(part, problems);
        if (part.Find("all") is YamlSequenceNode all)
            return new Condition.All(PartsOf(all, problems));
        if (part.Find("any") is YamlSequenceNode any)
            return new Condition.Any(PartsOf(any, problems));
        if (part.Find("not") is YamlMappingNode not)
            return new Condition.Not(ConditionOf(new(not), problems));
        problems.Add($"a condition with '{string.Join(", ", part.Keys)}'");
        return new Condition.Any([]);
    }

    static Condition[] PartsOf(YamlSequenceNode list, List<string> problems) =>
        [.. list.OfType<YamlMappingNode>().Select(map => ConditionOf(new(map), problems))];

    static Condition.Test TestOf(YamlPart part, List<string> problems)
    {
        var test = new Condition.Test(
            part.Text("name") ?? "",
            part.Text("operator") ?? "",
            ValueOf(part.Find("value")),
            new()
            {
                ValueIsLiteral = part.Flag("value_is_literal"),
                ValueIsReference = part.Flag("value_is_reference"),
                TypeInsensitive = part.Flag("type_insensitive"),
                RoundValues = part.Flag("round_values"),
                Prefix = part.Whole("prefix"),
                Suffix = part.Whole("suffix"),
                Regex = part.Text("regex"),
                Within = part.Words("within"),
                Ordering = part.Text("ordering"),
                Order = part.Text("order"),
                DateComponent = part.Text("date_component"),
                Negative = part.FlagOrNull("negative"),
                Separator = part.Text("separator") ?? "/",
            }
        );
        problems.AddRange(part.NotAsked.Select(key => $"the parameter '{key}' of the operator {test.Operator}"));
        return test;
    }

    static RuleValue ValueOf(YamlNode? node) =>
        node switch
        {
            YamlScalarNode { Value: { } word, Style: ScalarStyle.Plain } => PlainValue(word),
            YamlScalarNode { Value: { } word } => new RuleValue.Text(word),
            YamlSequenceNode list when list.Children.All(item => item is YamlMappingNode) && list.Children.Count > 0 =>
                new RuleValue.Order([.. list.OfType<YamlMappingNode>().Select(SortKeyOf)]),
            YamlSequenceNode list => new RuleValue.Items(YamlPart.WordsOf(list)),
            _ => new RuleValue.None(),
        };

    // Written without quotes, a number is a number and true is true.
    static RuleValue PlainValue(string word) =>
        bool.TryParse(word, out var flag) ? new RuleValue.Flag(flag)
        : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new RuleValue.Number(number)
        : new RuleValue.Text(word);

    static SortKey SortKeyOf(YamlMappingNode node)
    {
        var part = new YamlPart(node);
        return new(
            part.Text("name") ?? "",
            string.Equals(part.Text("sort_order"), "desc", StringComparison.OrdinalIgnoreCase),
            string.Equals(part.Text("null_position"), "first", StringComparison.OrdinalIgnoreCase)
        );
    }
}
