namespace Equipoise.Analysis.Results;

/// <summary>How long participants were treated and followed, for drawing: a data set as a curve is one, and no result.</summary>
/// <param name="Ticks">The times, in months since the first dose, that an axis names.</param>
/// <param name="Of">One for each participant that is drawn; no id names them.</param>
/// <param name="OfResponders">Whether they are those who responded, and not all who were treated.</param>
public sealed record TreatmentCourses(IReadOnlyList<double> Ticks, IReadOnlyList<TreatmentCourse> Of, bool OfResponders);

/// <summary>The course of one participant, in months since the first dose.</summary>
/// <param name="ArmId">The arm as treated.</param>
/// <param name="TreatedUntil">The last dose; of who is still treated, the last day known.</param>
/// <param name="FollowedUntil">Death, or the last day known.</param>
public sealed record TreatmentCourse(string ArmId, double TreatedUntil, double FollowedUntil)
{
    /// <summary>Whether treatment goes on.</summary>
    public bool IsTreated { get; init; }

    /// <summary>Whether the participant is still in the study.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>When the first response that counts was seen; null where there was none, or its day is not known.</summary>
    public double? Responded { get; init; }

    /// <summary>When progression was first seen; null where it was not.</summary>
    public double? Progressed { get; init; }

    /// <summary>When the participant died; null for who is not known to be dead.</summary>
    public double? Died { get; init; }
}
