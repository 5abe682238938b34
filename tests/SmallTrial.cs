using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Tests;

/// <summary>A protocol small enough to work out by hand: assessments every 12 weeks with a window of 7 days, months of 30.4375 days.</summary>
static class SmallTrial
{
    public static readonly Arm Drug = new("drug", "New drug", ArmRole.Experimental, 1, ["tablet"]);
    public static readonly Arm Control = new("standard", "Standard", ArmRole.Control, 1, []);

    public static readonly CensoringRule NoEvent = new(CensoringReason.NoEvent, CensoringDate.LastAdequateAssessment);
    public static readonly CensoringRule NewTherapy = new(
        CensoringReason.NewAnticancerTherapy,
        CensoringDate.LastAdequateAssessment
    );
    public static readonly CensoringRule MissedTwo = new(
        CensoringReason.TwoMissedAssessments,
        CensoringDate.LastAdequateAssessment
    );

    public static TrialProtocol Protocol { get; } =
        new()
        {
            Trial = new("SMALL", null, "A small trial", "3", new Masking.OpenLabel(), "1.0", null, [], null),
            Arms = [Drug, Control],
            Treatments =
            [
                new(
                    "tablet",
                    "Tablet",
                    new(28, TimeUnit.Day),
                    new(1, 21),
                    [new(125, "mg"), new(100, "mg"), new(75, "mg")],
                    null,
                    []
                ),
            ],
            Eligibility =
            [
                new("age", CriterionKind.Include, "Age", new EligibilityRule.AtLeast(18), "years", null),
                new(
                    "no-progression",
                    CriterionKind.Include,
                    "Response to induction",
                    new EligibilityRule.OneOf(["CR", "PR", "SD"]),
                    null,
                    null
                ),
                new(
                    "performance",
                    CriterionKind.Include,
                    "ECOG performance status",
                    new EligibilityRule.Between(0, 1),
                    null,
                    null
                ),
            ],
            Randomization = new(
                new RandomizationMethod.PermutedBlocks([2, 4]),
                [
                    new(
                        "response",
                        "Response to induction",
                        new FactorSource.FromCriterion("no-progression"),
                        [new("responded", ["CR", "PR"]), new("stable", ["SD"])]
                    ),
                ]
            ),
            FollowUp = new(
                new(new(12, TimeUnit.Week), new(7, TimeUnit.Day), "investigator", "RECIST 1.1"),
                [],
                [],
                new("CTCAE 4.03", new(30, TimeUnit.Day))
            ),
            Endpoints =
            [
                new(
                    "PFS",
                    "Progression-free survival",
                    TimeOrigin.Randomization,
                    [new EndpointEvent.Progression(), new EndpointEvent.Death()],
                    [NoEvent, NewTherapy, MissedTwo],
                    TimeUnit.Month
                ),
                new(
                    "OS",
                    "Overall survival",
                    TimeOrigin.Randomization,
                    [new EndpointEvent.Death()],
                    [new(CensoringReason.NoEvent, CensoringDate.LastKnownAlive)],
                    TimeUnit.Month
                ),
            ],
            Analysis = new(
                [Plan("PFS", stratified: false), Plan("OS", stratified: false)],
                ["age", "sex", "performance", "response"],
                new(Graded: true, TermThreshold: 0.05)
            ),
            Sha256 = new string('0', 64),
        };

    public static TimeToEventPlan Plan(string endpoint, bool stratified, params string[] subgroups) =>
        new(
            endpoint,
            stratified,
            TieMethod.Efron,
            0.95,
            IntervalTransformation.LogLog,
            QuantileRule.R,
            [new(6, TimeUnit.Month)],
            subgroups
        );
}
