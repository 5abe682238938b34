using Equipoise.Conduct.Disease;
using Equipoise.Conduct.Record;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>
/// The lesions of one person: identified at randomization, and measured at each assessment so that what RECIST 1.1 derives from
/// them is the response that fate holds.
/// </summary>
/// <remarks>
/// Sites, sizes and numbers are [assumed]. Stable disease stays within 88% and 100% of the diameters at baseline, which rounded
/// to whole millimeters is neither a response nor growth of 20%; a partial response has one size throughout.
/// </remarks>
sealed class LesionCourse
{
    static readonly (string Organ, bool IsNode)[] places =
    [
        ("LIVER", false),
        ("LUNG", false),
        ("LYMPH NODE", true),
        ("BREAST", false),
        ("SKIN", false),
    ];

    const string Method = "CT SCAN";
    const double NormalNode = 7;

    // From here on a node is still diseased: below it, with nothing else left, the response would be complete.
    const double LeastOfDiseasedNode = 10;

    readonly string id;
    readonly RandomStream random;
    readonly List<(string Lesion, string Organ, bool IsNode, double Diameter, double Now)> targets = [];
    readonly List<(string Lesion, string Organ)> others = [];
    readonly double partial;

    public LesionCourse(string id, RandomStream random)
    {
        (this.id, this.random) = (id, random);
        var first = random.Between(0, places.Length - 1);
        var count = random.Between(1, 3);
        for (var i = 0; i < count; i++)
        {
            var (organ, isNode) = places[(first + i) % places.Length];
            double size = isNode ? random.Between(16, 30) : random.Between(12, 45);
            targets.Add(($"T{i + 1:D2}", organ, isNode, size, size));
        }
        var bones = random.Between(0, 2);
        for (var i = 0; i < bones; i++)
            others.Add(($"NT{i + 1:D2}", "BONE"));
        partial = 0.45 + (0.17 * random.Uniform());
    }

    /// <summary>What is found before treatment.</summary>
    public IEnumerable<ParticipantCommand> Baseline(DateOnly on) =>
        [
            .. targets.Select(one => new IdentifyLesion(
                id,
                one.Lesion,
                LesionKind.Target,
                one.Organ,
                one.IsNode,
                Method,
                on,
                one.Diameter
            )),
            .. others.Select(one => new IdentifyLesion(id, one.Lesion, LesionKind.NonTarget, one.Organ, false, Method, on)),
        ];

    /// <summary>What the images of an assessment show.</summary>
    public IEnumerable<ParticipantCommand> Images(OverallResponse response, DateOnly on)
    {
        // Disease that had disappeared comes back somewhere; elsewhere it grows, or appears as often in a new place.
        var isNew =
            response == OverallResponse.PD
            && (targets.TrueForAll(one => one.IsNode ? one.Now <= NormalNode : one.Now == 0) || random.Happens(0.5));
        for (var i = 0; i < targets.Count; i++)
        {
            var one = targets[i];
            var size = response switch
            {
                OverallResponse.CR => one.IsNode ? NormalNode : 0,
                OverallResponse.PR => double.Max(one.IsNode ? LeastOfDiseasedNode : 0, double.Round(partial * one.Diameter)),
                OverallResponse.PD => isNew ? one.Now : double.Round(double.Max(1.3 * one.Now, one.Now + 6)),
                _ => double.Round((0.88 + (0.12 * random.Uniform())) * one.Diameter),
            };
            targets[i] = one with { Now = size };
            yield return new MeasureLesion(id, one.Lesion, on, size);
        }
        foreach (var (lesion, _) in others)
            yield return new MeasureLesion(
                id,
                lesion,
                on,
                State: response == OverallResponse.CR ? LesionState.Absent : LesionState.Present
            );
        if (isNew)
            yield return new IdentifyLesion(id, "NEW01", LesionKind.New, "BRAIN", false, Method, on);
    }
}
