using System.Globalization;
using Equipoise.Protocol.Forms;

namespace Equipoise.Protocol;

/// <summary>One question that decides whether a participant may enter.</summary>
/// <param name="Id">The key in the file; every recorded answer carries it.</param>
/// <param name="Kind">Whether meeting the rule lets in or keeps out.</param>
/// <param name="Ask">The question as the site reads it.</param>
/// <param name="Rule">When the rule is met.</param>
/// <param name="Unit">The unit of a measured answer; null for none.</param>
/// <param name="Within">How old the evidence may be at randomization; null for any age.</param>
public sealed record EligibilityCriterion(
    string Id,
    CriterionKind Kind,
    string Ask,
    EligibilityRule Rule,
    string? Unit,
    Duration? Within
)
{
    /// <summary>
    /// Where SDTM has the answer (LB or RS), so that a screening value stands beside the later ones; null for SUPPDM.
    /// </summary>
    public SdtmTarget? Sdtm { get; init; }

    /// <summary>The category of the test there, such as ECOG; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>Whether this answer permits entry: an inclusion rule met, or an exclusion rule not met.</summary>
    public bool Permits(Answer answer) => Rule.IsMetBy(answer) == (Kind == CriterionKind.Include);
}

/// <summary>Whether meeting a criterion lets in or keeps out.</summary>
public enum CriterionKind
{
    /// <summary>The participant must meet it.</summary>
    Include,

    /// <summary>The participant must not meet it.</summary>
    Exclude,
}

/// <summary>An answer to a question of the protocol: yes or no, a number, or one of a list.</summary>
public abstract record Answer
{
    Answer() { }

    /// <summary>Yes or no.</summary>
    public sealed record YesNo(bool Value) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => Value ? "yes" : "no";
    }

    /// <summary>A number in the unit that the question states.</summary>
    public sealed record Number(double Value) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>One of the choices that the question lists, as written there.</summary>
    public sealed record Choice(string Value) : Answer
    {
        /// <inheritdoc/>
        public override string ToString() => Value;
    }
}

/// <summary>When a criterion is met. An answer of the wrong kind never meets a rule.</summary>
public abstract record EligibilityRule
{
    EligibilityRule() { }

    /// <summary>Whether the answer meets the rule. Bounds are included.</summary>
    public abstract bool IsMetBy(Answer answer);

    /// <summary>The answer must be this yes or no.</summary>
    public sealed record Is(bool Expected) : EligibilityRule
    {
        /// <inheritdoc/>
        public override bool IsMetBy(Answer answer) => answer is Answer.YesNo given && given.Value == Expected;

        /// <inheritdoc/>
        public override string ToString() => Expected ? "yes" : "no";
    }

    /// <summary>A number from low to high, both included.</summary>
    public sealed record Between(double Low, double High) : EligibilityRule
    {
        /// <inheritdoc/>
        public override bool IsMetBy(Answer answer) => answer is Answer.Number given && given.Value >= Low && given.Value <= High;

        /// <inheritdoc/>
        public override string ToString() => $"between {Low} and {High}";
    }

    /// <summary>A number of this much or more.</summary>
    public sealed record AtLeast(double Low) : EligibilityRule
    {
        /// <inheritdoc/>
        public override bool IsMetBy(Answer answer) => answer is Answer.Number given && given.Value >= Low;

        /// <inheritdoc/>
        public override string ToString() => $"at least {Low}";
    }

    /// <summary>A number of this much or less.</summary>
    public sealed record AtMost(double High) : EligibilityRule
    {
        /// <inheritdoc/>
        public override bool IsMetBy(Answer answer) => answer is Answer.Number given && given.Value <= High;

        /// <inheritdoc/>
        public override string ToString() => $"at most {High}";
    }

    /// <summary>One of these choices.</summary>
    public sealed record OneOf(IReadOnlyList<string> Choices) : EligibilityRule
    {
        /// <inheritdoc/>
        public override bool IsMetBy(Answer answer) => answer is Answer.Choice given && Choices.Contains(given.Value);

        /// <inheritdoc/>
        public override string ToString() => $"one of {string.Join(", ", Choices)}";
    }
}
