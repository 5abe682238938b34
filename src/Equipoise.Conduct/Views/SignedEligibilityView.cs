using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Views;

/// <summary>An eligibility as it was signed, and whether it holds for what is recorded now.</summary>
/// <param name="By">The printed name of who signed.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="On">The day at the site.</param>
/// <param name="ProtocolVersion">The version of the protocol whose criteria were met.</param>
/// <param name="Stratum">The level of each stratification factor.</param>
/// <param name="Choices">The alternative named for each treatment that has a choice.</param>
/// <param name="Holds">Whether a randomization could rest on it; otherwise it has to be signed again.</param>
/// <param name="WhyNot">Why it does not hold, in sentences; empty when it does.</param>
/// <param name="Changes">What is recorded otherwise now than it was signed; empty when nothing is.</param>
public sealed record SignedEligibilityView(
    string By,
    DateTimeOffset At,
    DateOnly On,
    string ProtocolVersion,
    IReadOnlyList<SignedValueView> Stratum,
    IReadOnlyList<SignedValueView> Choices,
    bool Holds,
    IReadOnlyList<string> WhyNot,
    IReadOnlyList<ChangeSinceSigned> Changes
)
{
    internal static SignedEligibilityView? Of(ParticipantState who, TrialProtocol protocol, DateOnly today)
    {
        if (who.EntriesOf<EligibilitySigned>().LastOrDefault() is not { Event: EligibilitySigned signed } entry)
            return null;
        List<string> against = [.. RandomizeParticipant.Unsigned(who, protocol, today).Select(refusal => refusal.Words)];
        return new(
            signed.Signature.Name,
            entry.Stamp.RecordedAt,
            signed.On,
            signed.ProtocolVersion,
            [.. signed.Stratum.Values.Select(value => new SignedValueView(value.Factor, Label(value.Factor), value.Level))],
            [
                .. signed.Choices.Select(choice => new SignedValueView(
                    choice.Treatment,
                    protocol.Treatments.FirstOrDefault(one => one.Id == choice.Treatment)?.Label ?? choice.Treatment,
                    choice.Alternative
                )),
            ],
            against.Count == 0,
            against,
            [.. Answers(signed, who, protocol), .. Levels(signed, who, protocol)]
        );

        string Label(string factor) =>
            protocol.Randomization?.Factors.FirstOrDefault(one => one.Id == factor)?.Label ?? factor;
    }

    /// <summary>The criteria whose answer, or the day of its evidence, is another one now.</summary>
    static IEnumerable<ChangeSinceSigned> Answers(EligibilitySigned signed, ParticipantState who, TrialProtocol protocol)
    {
        var then = signed.Evidence.ToDictionary(one => one.Criterion);
        var now = Evidence.Of(who, protocol).ToDictionary(one => one.Criterion);
        foreach (var criterion in protocol.Eligibility)
        {
            var (was, isNow) = (then.GetValueOrDefault(criterion.Id), now.GetValueOrDefault(criterion.Id));
            if (was != isNow)
                yield return new(
                    criterion.Id,
                    criterion.Ask,
                    was?.Answer.ToString(),
                    was?.On,
                    isNow?.Answer.ToString(),
                    isNow?.On
                );
        }
    }

    /// <summary>The factors whose level, by the same answers of the site, would be another one now.</summary>
    static IEnumerable<ChangeSinceSigned> Levels(EligibilitySigned signed, ParticipantState who, TrialProtocol protocol)
    {
        foreach (var factor in protocol.Randomization?.Factors ?? [])
            if (
                factor.Source is FactorSource.FromCriterion
                && signed.Stratum.Values.FirstOrDefault(value => value.Factor == factor.Id)?.Level is var was
                && Stratification.LevelRecorded(factor, who) is var isNow
                && was != isNow
            )
                yield return new(factor.Id, factor.Label, was, null, isNow, null);
    }
}

/// <summary>A level or an alternative as it was signed.</summary>
/// <param name="Id">The factor, or the treatment.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Value">The level, or the alternative.</param>
public sealed record SignedValueView(string Id, string Label, string Value);

/// <summary>A criterion or a factor that has another value now than when the eligibility was signed.</summary>
/// <param name="Id">The criterion, or the factor.</param>
/// <param name="Label">The question, or the printed name.</param>
/// <param name="Then">What was signed; null for nothing.</param>
/// <param name="ThenOn">The day of the evidence that was signed; null for a factor.</param>
/// <param name="Now">What is recorded now; null for nothing.</param>
/// <param name="NowOn">The day of the evidence now; null for a factor.</param>
public sealed record ChangeSinceSigned(
    string Id,
    string Label,
    string? Then,
    DateOnly? ThenOn,
    string? Now,
    DateOnly? NowOn
);
