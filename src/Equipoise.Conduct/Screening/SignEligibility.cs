using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Screening;

/// <summary>The investigator signs that a participant may enter, and signs the values that will decide the stratum.</summary>
/// <remarks>
/// The stratum is derived here, from recorded facts where the protocol says so, each value found by its name and never by its
/// place in a list. What is signed is what an allocation rests on: the request to randomize brings no value of its own. A
/// fact that is corrected before randomization has to be signed again; one that is corrected later is recorded and changes no
/// allocation.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Levels">The level of each factor that the site is asked for, by the id of the factor.</param>
/// <param name="Choices">The named alternative of each treatment that has a choice, by the id of the treatment.</param>
/// <param name="On">The day, which must be today at the site: a signature is an act and cannot be backdated.</param>
/// <param name="Signature">The investigator's signature under <see cref="Meaning"/>.</param>
public sealed record SignEligibility(
    string Participant,
    IReadOnlyDictionary<string, string> Levels,
    IReadOnlyDictionary<string, string> Choices,
    DateOnly On,
    Signature Signature
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.SignEligibility;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What is signed.</summary>
    public const string Meaning =
        "I confirm that this participant meets every criterion of the protocol and that these values are those of the "
            + "source documents.";

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Participant.At(Milestone.Randomization) is not null)
        {
            yield return new(
                "already-randomized",
                $"{Participant} is randomized: correct the fact itself, the allocation stays as it is."
            );
            yield break;
        }
        if (On < now.Stamp.EarliestToday)
            yield return new("backdated", $"A signature is dated the day on which it is given, not {On:yyyy-MM-dd}.");
        foreach (
            var refusal in Eligibility
                .Objections(now.Participant, now.Rules.Protocol, On)
                .Concat(Stratification.Of(Levels, Choices, now.Participant, now.Rules.Protocol).Refusals)
                .Concat(Signature.Objections(Meaning, now.Stamp))
        )
            yield return refusal;
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var (participant, protocol) = (now.Participant, now.Rules.Protocol);
        return
        [
            new EligibilitySigned(
                Participant,
                protocol.Trial.Version,
                protocol.Sha256,
                Evidence.Of(participant, protocol),
                Stratification.Of(Levels, Choices, participant, protocol).Stratum!,
                [
                    .. protocol
                        .Treatments.Where(treatment => treatment.Choice.Count > 0)
                        .Select(treatment => new TreatmentChoice(treatment.Id, Choices[treatment.Id])),
                ],
                On,
                Signature
            ),
        ];
    }
}

/// <summary>A participant's eligibility was signed, with everything that an allocation rests on.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="ProtocolVersion">The version of the protocol whose criteria were met.</param>
/// <param name="ProtocolSha256">The SHA-256 by which the log knows it.</param>
/// <param name="Evidence">The answer to every criterion, in the order of the protocol.</param>
/// <param name="Stratum">The level of each stratification factor.</param>
/// <param name="Choices">The alternatives named for treatments that have a choice.</param>
/// <param name="On">The day.</param>
/// <param name="Signature">The signature.</param>
public sealed record EligibilitySigned(
    string Participant,
    string ProtocolVersion,
    string ProtocolSha256,
    IReadOnlyList<Evidence> Evidence,
    Stratum Stratum,
    IReadOnlyList<TreatmentChoice> Choices,
    DateOnly On,
    Signature Signature
) : ParticipantEvent
{
    internal override FactItem Item => new();

    internal override string What => "the signed eligibility";

    internal override string Says(TrialProtocol protocol) =>
        $"Eligible by {Evidence.Count} {(Evidence.Count == 1 ? "criterion" : "criteria")}, stratum: {Stratum}"
            + string.Concat(Choices.Select(choice => $"; {protocol.LabelOf(choice.Treatment)}: {choice.Alternative}"));

    internal override string? SignedAs => Signature.Name;

    internal override string? InsteadOfTakingBack =>
        "A signed eligibility is not taken back: correct the answers, and sign again.";

    /// <summary>
    /// Signing again, after a correction or under a new version, is a new act and no change of the earlier one.
    /// </summary>
    internal override bool Completes(ParticipantEvent earlier) => true;

    internal override TrialCommand AsAsked(Trace trace) =>
        new SignEligibility(Participant, LevelsAsked(trace.Rules.Protocol), ChoicesNamed, On, Signature)
        {
            ReasonForChange = ReasonForChange,
        };

    /// <summary>The levels that the site was asked for: all others follow from recorded facts.</summary>
    internal IReadOnlyDictionary<string, string> LevelsAsked(TrialProtocol protocol) =>
        Stratum
            .Values.Where(value =>
                protocol.Randomization?.Factors.Any(factor => factor.Id == value.Factor && factor.Source is FactorSource.Asked)
                == true
            )
            .ToDictionary(value => value.Factor, value => value.Level);

    /// <summary>The alternatives by treatment.</summary>
    internal IReadOnlyDictionary<string, string> ChoicesNamed =>
        Choices.ToDictionary(choice => choice.Treatment, choice => choice.Alternative);
}

/// <summary>The signed eligibility of a participant.</summary>
public static class SignedState
{
    extension(ParticipantState who)
    {
        /// <summary>The latest signed eligibility; null when it was never signed.</summary>
        public EligibilitySigned? Signed => who.The<EligibilitySigned>();
    }
}

/// <summary>The alternative of a treatment that the investigator named before allocation.</summary>
/// <param name="Treatment">The id of the treatment.</param>
/// <param name="Alternative">The alternative, as the protocol writes it.</param>
public sealed record TreatmentChoice(string Treatment, string Alternative);

/// <summary>The answer to a criterion as it was signed.</summary>
/// <param name="Criterion">The id of the criterion.</param>
/// <param name="Answer">The answer.</param>
/// <param name="On">The day of the evidence.</param>
public sealed record Evidence(string Criterion, Answer Answer, DateOnly On)
{
    /// <summary>The latest answer to each criterion, in the order of the protocol.</summary>
    internal static IReadOnlyList<Evidence> Of(ParticipantState participant, TrialProtocol protocol) =>
        [
            .. from criterion in protocol.Eligibility
            let answered = participant.AnswerTo(criterion.Id)
            where answered is not null
            select new Evidence(criterion.Id, answered.Answer, answered.On),
        ];
}
