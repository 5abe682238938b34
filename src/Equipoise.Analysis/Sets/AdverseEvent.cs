namespace Equipoise.Analysis.Sets;

/// <summary>A treatment-emergent adverse event.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Term">The preferred term.</param>
/// <param name="Grade">The CTCAE grade; null when ungraded.</param>
/// <param name="IsSerious">Whether serious.</param>
/// <param name="IsRelated">Whether a relation to treatment was not denied.</param>
/// <param name="IsFatal">Whether it led to death.</param>
/// <param name="Action">What was done with the treatment, as AEACN.</param>
sealed record AdverseEvent(Participant Who, string Term, int? Grade, bool IsSerious, bool IsRelated, bool IsFatal, string Action)
{
    /// <summary>The system organ class.</summary>
    public required string System { get; init; }

    /// <summary>The severity; null when not recorded.</summary>
    public required Severity? Severity { get; init; }

    /// <summary>The day on which it began; null when that is not fully known.</summary>
    public required DateOnly? Start { get; init; }

    /// <summary>The day on which it ended; null when it did not, or when that is not fully known.</summary>
    public required DateOnly? End { get; init; }

    /// <summary>The ids of the lists of events of interest that it is on.</summary>
    public required IReadOnlyList<string> OfInterest { get; init; }
}

/// <summary>How severe an adverse event was, where events carry no grade (code list AESEV).</summary>
enum Severity
{
    /// <summary>MILD.</summary>
    Mild = 1,

    /// <summary>MODERATE.</summary>
    Moderate,

    /// <summary>SEVERE.</summary>
    Severe,
}
