using System.Text.Json.Serialization;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>What the rules propose to the investigator, who decides.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Level">The dose from then on, or at which a withheld drug stands; null after stopping.</param>
/// <param name="Unit">The unit of doses.</param>
/// <param name="RecheckBy">The day by which to look again; null for the next planned day.</param>
/// <param name="Consider">The lower dose that the label asks to consider instead; null for none.</param>
/// <param name="Rules">The rules that apply, the deciding one first; empty where none does.</param>
/// <param name="Because">The values that were used, in words; that of an event may be the word of who recorded it.</param>
public sealed record DoseProposal(
    DoseStep Step,
    double? Level,
    string Unit,
    DateOnly? RecheckBy,
    double? Consider,
    IReadOnlyList<AppliedRule> Rules,
    [FreeText] IReadOnlyList<string> Because
)
{
    /// <summary>Whether the label leaves something to judgement, so that the decision needs its reason either way.</summary>
    [JsonIgnore]
    public bool NeedsJudgement => Rules.Any(rule => rule.Judgement);

    /// <summary>Whether both say the same, list by list.</summary>
    public bool Equals(DoseProposal? other) =>
        other is not null
        && (Step, Level, Unit, RecheckBy, Consider) == (other.Step, other.Level, other.Unit, other.RecheckBy, other.Consider)
        && Rules.SequenceEqual(other.Rules)
        && Because.SequenceEqual(other.Because);

    /// <summary>The hash that goes with <see cref="Equals(DoseProposal)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Step, Level, Unit, RecheckBy, Consider, Rules.Count, Because.Count);
}

/// <summary>A rule that applies.</summary>
/// <param name="Id">Its name in the table.</param>
/// <param name="Says">The sentence of the label.</param>
/// <param name="From">Where in the label it stands.</param>
/// <param name="Judgement">Whether it is to be weighed rather than followed.</param>
public sealed record AppliedRule(string Id, string Says, string From, bool Judgement);
