using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>
/// <c>randomize:</c> how participants come to their arms. Whether levels cover their source is seen in
/// <see cref="StrataConsistency"/>.
/// </summary>
static class ReadRandomization
{
    const string Blocks = "permuted blocks";
    const string Minimization = "minimization";
    const string Simple = "simple";
    const int LongestId = 40;
    const int LargestBlock = RandomizationPlan.LargestBlock;

    public static RandomizationPlan? From(YamlCursor part, IReadOnlyList<string> criteria, IReadOnlyList<string> treatments) =>
        part.Fields(fields =>
        {
            var word = fields.Required("method", Blocks).OneOf(Blocks, Minimization, Simple);
            // Where the word is missing or wrong, that is the one problem: what belongs to each method is read, and not judged.
            RandomizationMethod method = word switch
            {
                Minimization => ReadMinimization.From(fields),
                Simple => new RandomizationMethod.Simple(),
                null => OfBlocks(fields.Optional("block sizes")),
                _ => OfBlocks(
                    fields.Required("block sizes", "a list of multiples of the sum of the ratios, such as [4, 6, 8]")
                ),
            };
            if (word is null)
                ReadMinimization.Ignore(fields);
            var strata = fields.Optional("strata");
            return new RandomizationPlan(
                method,
                strata.IsPresent ? Factors(strata, criteria, treatments) : [],
                AtMost(fields.Optional("enrollment"))
            );
        });

    /// <summary><c>enrollment: at most 520</c></summary>
    static int? AtMost(YamlCursor at)
    {
        const string wanted = "at most and a whole number of participants, such as: at most 520";
        if (at.Words(wanted) is not { } words)
            return null;
        if (words is ["at", "most", var number] && Scalars.ParseInteger(number) is > 0 and var most)
            return most;
        at.Reject(string.Join(' ', words), wanted);
        return null;
    }

    static RandomizationMethod OfBlocks(YamlCursor sizes) =>
        sizes.Node is YamlNode.Scalar { Text: ReadableText.Concealed }
            ? new RandomizationMethod.BlocksOfConcealedSize()
            : new RandomizationMethod.PermutedBlocks(BlockSizes(sizes));

    static List<int> BlockSizes(YamlCursor at)
    {
        var sizes = new List<int>();
        foreach (var item in at.Items())
        {
            if (item.Integer($"a whole number from 1 to {LargestBlock}", most: LargestBlock) is not { } size)
                continue;
            if (sizes.Contains(size))
                item.Report($"{size} occurs twice", "keep one of the two: every listed size is drawn equally often");
            else
                sizes.Add(size);
        }
        return sizes;
    }

    static IReadOnlyList<StratificationFactor> Factors(
        YamlCursor part,
        IReadOnlyList<string> criteria,
        IReadOnlyList<string> treatments
    )
    {
        part.RefuseSameIgnoringCase();
        return part.Each(
            (id, at) =>
            {
                at.CheckId(id, LongestId, "the name of the factor");
                return at.Fields(fields =>
                {
                    var label = fields.Required("label", "the printed name of the factor").Text() ?? "";
                    var source = Source(fields, criteria, treatments);
                    var levels = Levels(fields.Required("levels", "a list such as [yes, no]"));
                    return source is null ? null : new StratificationFactor(id, label, source, levels);
                });
            }
        );
    }

    static FactorSource? Source(YamlFields fields, IReadOnlyList<string> criteria, IReadOnlyList<string> treatments)
    {
        var (ask, from) = (fields.Optional("ask"), fields.Optional("from"));
        if (ask.IsPresent && from.IsPresent)
            from.ReportKey("is a second source", "keep ask or from");
        else if (!ask.IsPresent && !from.IsPresent)
            fields.Here.ReportKey("has no source", "write ask: the question to the site, or from: a criterion or treatment");
        if (ask.IsPresent)
            return new FactorSource.Asked(ask.Text() ?? "");
        if (from.Text() is not { } id)
            return null;
        if (criteria.Contains(id))
            return new FactorSource.FromCriterion(id);
        if (treatments.Contains(id))
            return new FactorSource.FromTreatmentChoice(id);
        from.Report(
            $"{ProblemList.Quote(id)} is neither a criterion nor a treatment",
            NearestWord.Suggest(id, [.. criteria, .. treatments])
        );
        return null;
    }

    static List<FactorLevel> Levels(YamlCursor at)
    {
        // A list of words, each its own value; or names with the source values that fall in them.
        var levels =
            at.Node is YamlNode.Map ? [.. at.Each((name, values) => new FactorLevel(name, values.Texts()))]
            : at.IsPresent
                ? at.Items().Select(item => item.Text()).OfType<string>().Select(name => new FactorLevel(name, [name])).ToList()
            : [];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var values = new Dictionary<string, string>();
        foreach (var level in levels)
        {
            if (!names.Add(level.Name))
                at.Report($"level '{level.Name}' occurs twice", "name every level once");
            else
                foreach (var value in level.Values.Where(value => !values.TryAdd(value, level.Name)))
                    at.Report(
                        $"'{value}' falls in two levels, '{values[value]}' and '{level.Name}'",
                        "put every value in one level"
                    );
        }
        if (levels.Count == 1)
            at.Report("has one level", "write two or more: one level divides nobody");
        return levels;
    }
}
