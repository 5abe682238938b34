using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>data:</c> how the data call what SDTM and ADaM call otherwise.</summary>
static class ReadData
{
    /// <summary>The data sets that an analysis may read.</summary>
    static readonly string[] datasets =
        [
            .. "ADSL ADTTE ADAE ADAETTE ADEX ADLB ADQS ADRS ADTR".Split(' '),
            .. "DM DS EC EX RS CM AE SUPPDM IE LB SV TS".Split(' '),
        ];

    public static DataDescription? From(YamlCursor part) =>
        part.Fields(fields =>
        {
            var (arms, leftOut) = (fields.Optional("arms"), fields.Optional("leave out"));
            var sets = Two(fields.Optional("sets"), "full", "safety", Set);
            var variables = Two(fields.Optional("arm variables"), "planned", "actual", Variable);
            var standard = new DataDescription();
            var read = new DataDescription
            {
                Files = Named(fields.Optional("files"), Dataset, FileName),
                Full = sets.First,
                Safety = sets.Second,
                Arms = Named(arms, (_, value) => value, at => at.Text("the id of an arm")),
                LeaveOut = leftOut.IsPresent ? leftOut.Texts() : [],
                PlannedArm = variables.First ?? standard.PlannedArm,
                ActualArm = variables.Second ?? standard.ActualArm,
                UnitOfTime = fields.Optional("unit of time") is { IsPresent: true } unit ? unit.OneOf(Quantities.Units) : null,
                RandomizationDate = Variable(fields.Optional("randomization date")),
                Labels = Named(fields.Optional("labels"), VariableKey, at => at.Text("the printed name")),
                Order = Named(fields.Optional("order"), VariableKey, at => at.Texts()),
                Count = fields.Optional("count") is { IsPresent: true } count ? [.. Variables(count)] : [],
            };
            foreach (var value in read.LeaveOut.Where(read.Arms.ContainsKey))
                leftOut.Report($"{ProblemList.Quote(value)} is an arm as well", "take it out here, or under arms");
            return read;
        });

    static (T? First, T? Second) Two<T>(YamlCursor at, string first, string second, Func<YamlCursor, T?> read)
        where T : class
    {
        (T?, T?) both = default;
        if (at.IsPresent)
            at.Fields(fields =>
            {
                both = (read(fields.Optional(first)), read(fields.Optional(second)));
                return fields;
            });
        return both;
    }

    static Dictionary<string, T> Named<T>(YamlCursor at, Func<YamlCursor, string, string?> key, Func<YamlCursor, T?> value)
        where T : class
    {
        var named = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        if (!at.IsPresent)
            return named;
        at.RefuseSameIgnoringCase();
        at.Each(
            (name, here) =>
            {
                if (key(here, name) is { } known && value(here) is { } read)
                    named[known] = read;
                return named;
            }
        );
        return named;
    }

    static string? Dataset(YamlCursor at, string name)
    {
        if (datasets.Contains(name))
            return name;
        at.ReportKey($"{ProblemList.Quote(name)} is no data set that an analysis reads", NearestWord.Suggest(name, datasets));
        return null;
    }

    static string? FileName(YamlCursor at)
    {
        const string wanted = "the name of a file of the data folder, such as cadsl.csv.gz";
        if (at.Text(wanted) is not { } name)
            return null;
        // What a protocol says must hold on every machine, whatever folder the data lie in.
        if (name.AsSpan().IndexOfAny('/', '\\') < 0)
            return name;
        at.Reject(name, wanted);
        return null;
    }

    static string? VariableKey(YamlCursor at, string name)
    {
        if (IsVariable(name))
            return name.ToUpperInvariant();
        at.ReportKey($"{ProblemList.Quote(name)} is no name of a variable", "write it as the data have it, such as RACE");
        return null;
    }

    static IEnumerable<string> Variables(YamlCursor at) =>
        (at.Node is YamlNode.List ? at.Items() : [at]).Select(Variable).OfType<string>();

    static string? Variable(YamlCursor at)
    {
        if (!at.IsPresent || at.Text("the name of a variable") is not { } name)
            return null;
        if (IsVariable(name))
            return name.ToUpperInvariant();
        at.Reject(name, "the name of a variable, such as TRT01P");
        return null;
    }

    public static bool IsVariable(string name) =>
        name.Length is > 0 and <= 32
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>A flag, or values joined by &amp;: ITTFL; ITTFL = Y &amp; REGION1 = Asia; everyone.</summary>
    static SetRule? Set(YamlCursor at)
    {
        const string wanted = "a flag such as ITTFL, a condition such as ITTFL = Y & SAFFL = Y, or everyone";
        if (!at.IsPresent || at.Text(wanted) is not { } text)
            return null;
        if (text.Equals("everyone", StringComparison.OrdinalIgnoreCase))
            return new("everyone", []);
        var allOf = new List<(string, string)>();
        foreach (var part in text.Split('&', StringSplitOptions.TrimEntries))
        {
            var sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (!IsVariable(sides[0]) || sides is [_, ""])
            {
                at.Reject(text, wanted);
                return null;
            }
            allOf.Add((sides[0].ToUpperInvariant(), sides is [_, var value] ? value : "Y"));
        }
        return new(text, allOf);
    }
}
