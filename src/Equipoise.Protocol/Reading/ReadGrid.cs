using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>The grid of a simulation: named lists of values, and every combination of them.</summary>
static class ReadGrid
{
    const int Format = 1;
    const int MostCells = 10_000;

    static readonly Meanings<GridLuck> lucks = new() { ["common"] = GridLuck.Common, ["own"] = GridLuck.Own };

    public static GridReading From(string file, YamlNode tree, GridBase files)
    {
        var problems = new ProblemList(file);
        var (title, luck, axes) = ("", GridLuck.Common, new List<GridAxis>());
        var top = YamlCursor.Top(tree, problems);
        top.Fields<YamlFields>(parts =>
        {
            parts
                .Required("equipoise grid", $"{Format}, the version of this file format")
                .Integer($"{Format}, the version of this file format", Format, Format);
            title = parts.Required("title", "what is asked, in one line").Text() ?? "";
            luck = parts.Optional("luck").OneOf(lucks) ?? GridLuck.Common;
            axes.AddRange(Axes(parts.Optional("plan"), GridTarget.Plan));
            axes.AddRange(Axes(parts.Optional("truth"), GridTarget.Truth));
            axes.AddRange(Axes(parts.Optional("world"), GridTarget.World));
            return parts;
        });
        if (axes.Count == 0 && problems.IsEmpty)
            top.ReportKey(
                "varies nothing",
                "write plan, truth or world, and under it what varies, such as hazard ratio: [0.6, 0.7]"
            );
        if (axes.Find(axis => axis.Target == GridTarget.World) is { } world && files.Scenario is null)
            world.At.ReportKey("varies the world of a scenario, and none is simulated", "name one with --scenario");
        if (axes.Find(axis => axis.Target == GridTarget.Truth) is { } truth && files.Scenario is not null)
            truth.At.ReportKey(
                "varies an assumption of the design, and a scenario is simulated in its place",
                "vary the world instead"
            );
        var count = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (count > MostCells)
            top.ReportKey($"has {count:0} combinations", $"list at most {MostCells}");
        if (!problems.IsEmpty)
            return new GridReading.Rejected(problems.InOrderOfFile());

        var found = new List<ProtocolProblem>();
        var cells = Combinations(axes).Select(choice => Cell(axes, choice, files, found)).OfType<GridCell>().ToList();
        return found.Count > 0
            ? new GridReading.Rejected([.. found.Select(InItsFile).Distinct()])
            : new GridReading.Accepted(new Grid(title, luck, [.. axes.Select(axis => axis.Name)], cells));

        // A value of the grid stands in the grid's file, wherever it was put to be read.
        ProtocolProblem InItsFile(ProtocolProblem problem) =>
            axes.Exists(axis => axis.Holds(problem.Path)) ? problem with { File = file } : problem;
    }

    static IEnumerable<GridAxis> Axes(YamlCursor part, GridTarget target)
    {
        if (!part.IsPresent)
            return [];
        return part.Each((path, at) => new GridAxis(target, path, at, [.. at.Items().Select(item => item.Node)]));
    }

    static IEnumerable<int[]> Combinations(List<GridAxis> axes)
    {
        var choice = new int[axes.Count];
        while (true)
        {
            yield return [.. choice];
            var last = axes.Count - 1;
            while (last >= 0 && ++choice[last] == axes[last].Values.Count)
                choice[last--] = 0;
            if (last < 0)
                yield break;
        }
    }

    static GridCell? Cell(List<GridAxis> axes, int[] choice, GridBase files, List<ProtocolProblem> found)
    {
        var values = axes.Select((axis, i) => axis.Values[choice[i]].OnOneLine()).ToList();
        var where = string.Join(", ", axes.Select((axis, i) => $"{axis.Name} {values[i]}"));
        var (plan, promise) = files.Plan(With(files.ProtocolTree, GridTarget.Plan), where, found);
        var truth = axes.Exists(axis => axis.Target == GridTarget.Truth)
            ? files.Truth(With(With(files.ProtocolTree, GridTarget.Plan), GridTarget.Truth), where, found)
            : promise;
        var world =
            plan is null || files.Scenario is null
                ? null
                : files.World(With(files.Scenario, GridTarget.World), plan, where, found);
        return plan is null || truth is null || (files.Scenario is not null && world is null)
            ? null
            : new(values, plan, truth, world);

        YamlNode With(YamlNode tree, GridTarget target) =>
            axes.Select((axis, i) => (Axis: axis, Value: axis.Values[choice[i]]))
                .Where(set => set.Axis.Target == target)
                .Aggregate(tree, (node, set) => node.With(set.Axis.Path, set.Value));
    }
}

/// <summary>What a list of values varies.</summary>
enum GridTarget
{
    Plan,
    Truth,
    World,
}

/// <summary>One thing that varies: where it stands, and the values it takes.</summary>
sealed record GridAxis(GridTarget Target, string Name, YamlCursor At, IReadOnlyList<YamlNode> Values)
{
    /// <summary>The names that lead to the place in its file.</summary>
    public IReadOnlyList<string> Path => Target == GridTarget.Truth ? ["design", .. Name.Split('.')] : Name.Split('.');

    /// <summary>Whether that place, or one within it, is meant.</summary>
    public bool Holds(string path) =>
        string.Join('.', Path) is var own
        && path.StartsWith(own, StringComparison.Ordinal)
        && (path.Length == own.Length || path[own.Length] is '.' or '[');
}
