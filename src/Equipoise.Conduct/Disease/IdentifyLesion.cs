using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Disease;

/// <summary>Identifies a lesion: at baseline as target or non-target, later as new.</summary>
/// <remarks>
/// RECIST 1.1 (Eisenhauer 2009, sections 3.1 and 4.1): at most five target lesions, at most two in an organ, each at least 10
/// mm in its longest diameter, lymph nodes at least 15 mm in their short axis. Which organ the words name, <see cref="Organ"/>
/// says: both lungs are one. A new lesion counts once it is unequivocal;
/// one that is not yet is followed until it is.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Lesion">Its identifier among the participant's lesions, such as T01, NT01 or NEW01; exported as TULNKID.</param>
/// <param name="Kind">Target, non-target or new.</param>
/// <param name="Organ">Where it is, such as LIVER; exported as TULOC.</param>
/// <param name="IsNode">Whether it is a lymph node, which is measured by its short axis.</param>
/// <param name="Method">By what it was found, such as CT SCAN; exported as TUMETHOD.</param>
/// <param name="On">The day of the imaging.</param>
/// <param name="Diameter">Longest diameter, or short axis of a node, in mm; needed for a target lesion, null otherwise.</param>
public sealed record IdentifyLesion(
    string Participant,
    string Lesion,
    LesionKind Kind,
    string Organ,
    bool IsNode,
    string Method,
    DateOnly On,
    double? Diameter = null
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    const int MostTargets = 5;
    const int MostInOrgan = 2;
    const double LeastDiameter = 10;
    const double LeastShortAxis = 15;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Rules.Protocol.FollowUp?.TumorAssessment is null)
            yield return new("no-tumor-assessment", "The protocol plans no tumor assessments.");
        if (string.IsNullOrWhiteSpace(Lesion))
            yield return new("no-lesion", "A lesion needs an identifier, such as T01.");
        if (string.IsNullOrWhiteSpace(Organ))
            yield return new("no-organ", "Say in which organ the lesion is.");
        if (string.IsNullOrWhiteSpace(Method))
            yield return new("no-method", "Say by what the lesion was found, such as CT SCAN.");
        if (!Enum.IsDefined(Kind))
            yield return new("bad-lesion-kind", "A lesion is target, non-target or new.");
        foreach (var refusal in Kind == LesionKind.Target ? Target(now.Participant) : Untargeted())
            yield return refusal;
        foreach (var refusal in Timing(now.Participant))
            yield return refusal;
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new LesionIdentified(
                Participant,
                Lesion.Trim(),
                Kind,
                Organ.Trim().ToUpperInvariant(),
                IsNode,
                Method.Trim().ToUpperInvariant(),
                On,
                Diameter
            ),
        ];

    IEnumerable<Refusal> Target(ParticipantState participant)
    {
        var least = IsNode ? LeastShortAxis : LeastDiameter;
        if (Diameter is not { } diameter || !double.IsFinite(diameter) || diameter < 0)
            yield return new("no-diameter", $"A target lesion needs its {(IsNode ? "short axis" : "longest diameter")} in mm.");
        else if (diameter < least)
            yield return new(
                "too-small",
                IsNode
                    ? $"A lymph node is a target from {least} mm in its short axis on; this has {diameter} mm. From 10 mm "
                        + "on it is non-target."
                    : $"A lesion is a target from {least} mm in its longest diameter on; this has {diameter} mm. Record it "
                        + "as non-target."
            );
        var others = participant
            .All<LesionIdentified>()
            .Where(lesion => lesion.Kind == LesionKind.Target && lesion.Lesion != Lesion)
            .ToList();
        if (others.Count >= MostTargets)
            yield return new(
                "too-many-targets",
                $"There are {MostTargets} target lesions already: record this one as non-target."
            );
        var organ = Disease.Organ.Of(Organ ?? "", IsNode).Name;
        var there = others.Where(lesion => Disease.Organ.Of(lesion.Organ, lesion.IsNode).Name == organ).ToList();
        if (there.Count >= MostInOrgan)
            yield return new(
                "too-many-in-organ",
                $"There are {MostInOrgan} target lesions in {organ} already ({string.Join(" and ", there.Select(InWords))}): "
                    + "record this one as non-target. Paired organs are one, and so are all lymph nodes."
            );
    }

    static string InWords(LesionIdentified lesion) => $"{lesion.Lesion}, {lesion.Organ}";

    IEnumerable<Refusal> Untargeted()
    {
        if (Diameter is not null)
            yield return new("diameter-of-no-target", "Only target lesions are measured: leave the diameter empty.");
    }

    IEnumerable<Refusal> Timing(ParticipantState participant)
    {
        var first = participant.All<LesionMeasured>().Select(measured => (DateOnly?)measured.On).Min();
        if (Kind != LesionKind.New && first <= On)
            yield return new(
                "after-baseline",
                $"Lesions were followed up on {first:yyyy-MM-dd} already: what is found now is new, or keeps the day of baseline."
            );
        var baseline = participant
            .All<LesionIdentified>()
            .Where(lesion => lesion.Kind != LesionKind.New)
            .Select(lesion => (DateOnly?)lesion.On)
            .Max();
        if (Kind == LesionKind.New && On <= baseline)
            yield return new(
                "new-at-baseline",
                $"What is found at baseline ({baseline:yyyy-MM-dd}) is target or non-target, not new."
            );
    }
}

/// <summary>What a lesion is for (RECIST 1.1, section 4.2).</summary>
public enum LesionKind
{
    /// <summary>Measured at each assessment.</summary>
    Target,

    /// <summary>Followed without measuring.</summary>
    NonTarget,

    /// <summary>Not there at baseline, unequivocally: progression.</summary>
    New,
}

/// <summary>A lesion was identified.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Lesion">Its identifier, exported as TULNKID and TRLNKID.</param>
/// <param name="Kind">Target, non-target or new.</param>
/// <param name="Organ">Where it is, exported as TULOC.</param>
/// <param name="IsNode">Whether it is a lymph node.</param>
/// <param name="Method">By what it was found, exported as TUMETHOD.</param>
/// <param name="On">The day of the imaging.</param>
/// <param name="Diameter">The diameter at baseline in mm, for a target lesion; null otherwise.</param>
public sealed record LesionIdentified(
    string Participant,
    string Lesion,
    LesionKind Kind,
    [FreeText] string Organ,
    bool IsNode,
    [FreeText] string Method,
    DateOnly On,
    double? Diameter
) : ParticipantEvent
{
    internal override FactItem Item => new(Lesion);

    internal override string What => $"lesion {Lesion}";

    internal override string Says(TrialProtocol protocol) =>
        $"{(Kind == LesionKind.NonTarget ? "Non-target" : $"{Kind}")} lesion {Lesion}: {Organ}"
            + $"{(IsNode ? ", lymph node" : "")}, {Method}"
            + (Diameter is { } mm ? $", {mm} mm" : "");

    internal override TrialCommand AsAsked(Trace trace) =>
        new IdentifyLesion(Participant, Lesion, Kind, Organ, IsNode, Method, On, Diameter) { ReasonForChange = ReasonForChange };
}
