using Equipoise.Conduct.Disease;

namespace Equipoise.Trial.Tests.Conduct.Disease;

/// <summary>Lesions and what becomes of them, one assessment every 12 weeks.</summary>
sealed class Lesions
{
    internal static readonly DateOnly Baseline = new(2018, 3, 1);
    readonly List<LesionIdentified> identified = [];
    readonly List<LesionMeasured> measured = [];

    internal static DateOnly Visit(int number) => Baseline.AddDays(84 * number);

    /// <summary>A target that is no node, with its diameters at baseline and at each assessment; null where not evaluated.</summary>
    internal Lesions Target(double baseline, params double?[] later) => Add(LesionKind.Target, false, baseline, later);

    /// <summary>A target that is a lymph node, with its short axes.</summary>
    internal Lesions Node(double baseline, params double?[] later) => Add(LesionKind.Target, true, baseline, later);

    internal Lesions NonTarget(params LesionState?[] later)
    {
        var id = $"NT{identified.Count + 1:00}";
        identified.Add(new("p", id, LesionKind.NonTarget, "BONE", false, "CT SCAN", Baseline, null));
        foreach (var (index, state) in later.Index())
            measured.Add(new("p", id, Visit(index + 1), null, state, state is null ? "not in the field of view" : null));
        return this;
    }

    internal Lesions New(int visit)
    {
        identified.Add(new("p", $"NEW{identified.Count + 1:00}", LesionKind.New, "LIVER", false, "CT SCAN", Visit(visit), null));
        return this;
    }

    internal RecistCourse Course() => RecistCourse.Of(identified, measured);

    /// <summary>Target, non-target and overall response at each assessment, as "PR/NonCRNonPD/PR"; "-" for none.</summary>
    internal string[] Responses() =>
        [.. Course().Assessments.Select(one => $"{one.Target?.ToString() ?? "-"}/{one.NonTarget?.ToString() ?? "-"}/{one.Overall?.ToString() ?? "-"}")];

    Lesions Add(LesionKind kind, bool isNode, double baseline, double?[] later)
    {
        var id = $"T{identified.Count + 1:00}";
        identified.Add(new("p", id, kind, isNode ? "LYMPH NODE" : "LIVER", isNode, "CT SCAN", Baseline, baseline));
        foreach (var (index, diameter) in later.Index())
            measured.Add(new("p", id, Visit(index + 1), diameter, null, diameter is null ? "not in the field of view" : null));
        return this;
    }
}
