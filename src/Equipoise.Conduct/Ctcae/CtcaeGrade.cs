namespace Equipoise.Conduct.Ctcae;

/// <summary>What a value says about the severity of a CTCAE term: a grade, or why there is none.</summary>
public abstract record CtcaeGrade
{
    CtcaeGrade() { }

    /// <summary>The value has a grade.</summary>
    /// <param name="Term">The term that was graded.</param>
    /// <param name="Grade">0 when no limit of the term is passed; otherwise 1 to 4. Death (5) is no laboratory value.</param>
    /// <param name="Because">The limit that was passed, as the table writes it, such as "&lt; 0.5"; null for grade 0.</param>
    /// <param name="Unknown">What was missing to exclude a higher grade, such as "the baseline"; null when nothing was.</param>
    public sealed record Graded(CtcaeTerm Term, int Grade, string? Because, string? Unknown) : CtcaeGrade;

    /// <summary>The value has no grade, which is never the same as grade 0.</summary>
    /// <param name="Term">The term that was to be graded.</param>
    /// <param name="Reason">What is missing, in words.</param>
    /// <param name="AtMost">The highest grade that it could have: 1 where only the limit of normal of grade 1 is missing.</param>
    public sealed record NotGradable(CtcaeTerm Term, string Reason, int AtMost) : CtcaeGrade;
}
