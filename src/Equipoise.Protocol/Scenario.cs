namespace Equipoise.Protocol;

/// <summary>
/// A world in which a trial can be rehearsed: who comes, and what happens to them. Read from <c>scenario.yaml</c>.
/// </summary>
/// <remarks>
/// Not a promise but a supposition: nothing of it reaches the analysis except through the participants it makes up.
/// Probabilities are shares from 0 to 1; hazards are per month of 30.4375 days.
/// </remarks>
public sealed record Scenario
{
    /// <summary>What world this is, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What the trial that this world looks like published, with the source; null for nothing.</summary>
    /// <remarks>It is told beside the numbers of a rehearsal, so that nobody takes these for it.</remarks>
    public string? Published { get; init; }

    /// <summary>How many are randomized.</summary>
    public required int Participants { get; init; }

    /// <summary>Over how long they arrive, at a constant rate, from the day the protocol opens.</summary>
    public required Duration AccrualOver { get; init; }

    /// <summary>The number of sites.</summary>
    public required int Sites { get; init; }

    /// <summary>The share of sites, those of the lowest numbers, that fill in the forms of the protocol; 1 unless said.</summary>
    /// <remarks>Forms are most of what a trial writes down: a rehearsal with the forms of a few sites stays quick.</remarks>
    public double SitesWithForms { get; init; } = 1;

    /// <summary>The share of those screened who meet no entry criterion exactly once: one criterion fails.</summary>
    public required double ScreenFailures { get; init; }

    /// <summary>Age at screening in years: normal, cut off at the limits.</summary>
    public required AgeDistribution Age { get; init; }

    /// <summary>The share of women.</summary>
    public required double Women { get; init; }

    /// <summary>
    /// How answers fall, by id of a criterion, of a stratification factor that is asked, or of a treatment with a choice.
    /// </summary>
    public required IReadOnlyDictionary<string, AnswerDistribution> Answers { get; init; }

    /// <summary>The share of tumor assessments that is missed.</summary>
    public required double MissedAssessments { get; init; }

    /// <summary>The share of adverse events of grade 1, 2, 3, 4, 5 that are serious; all of grade 5 are.</summary>
    public required IReadOnlyList<double> Serious { get; init; }

    /// <summary>The share of adverse events that the investigator relates to the treatment.</summary>
    public required double Related { get; init; }

    /// <summary>How each arm's disease runs, by arm id.</summary>
    public required IReadOnlyDictionary<string, ArmScenario> Arms { get; init; }

    /// <summary>What else the treatments, or the disease, do.</summary>
    public required IReadOnlyList<AdverseEventScenario> AdverseEvents { get; init; }
}

/// <summary>Ages: normal, cut off at the limits.</summary>
/// <param name="Mean">Years.</param>
/// <param name="StandardDeviation">Years.</param>
/// <param name="Minimum">Years.</param>
/// <param name="Maximum">Years.</param>
public sealed record AgeDistribution(double Mean, double StandardDeviation, double Minimum, double Maximum);

/// <summary>How answers to one question fall among eligible participants.</summary>
public abstract record AnswerDistribution
{
    AnswerDistribution() { }

    /// <summary>One of these, with these shares, which sum to 1.</summary>
    public sealed record Shares(IReadOnlyList<(string Value, double Share)> Values) : AnswerDistribution;

    /// <summary>The participant's age in whole years.</summary>
    public sealed record Age : AnswerDistribution;

    /// <summary>A number, uniform from low to high, in steps.</summary>
    public sealed record Uniform(double Low, double High, double Step) : AnswerDistribution
    {
        /// <summary>How many values there are; none is above high.</summary>
        public int Count => 1 + (int)(((decimal)High - (decimal)Low) / (decimal)Step);

        /// <summary>The value at a place counted from 0; in decimals, so that 1.6 + 3 x 0.1 is 1.9.</summary>
        public double ValueAt(int place) => (double)((decimal)Low + place * (decimal)Step);
    }
}

/// <summary>What happens to the participants of one arm.</summary>
/// <param name="ProgressionOrDeath">The hazard of progression or death, from randomization.</param>
/// <param name="DeathFirst">The share of those events that are deaths without progression.</param>
/// <param name="DeathAfterProgression">The hazard of death after progression, per month.</param>
/// <param name="NeverTreated">The share that withdraws before the first dose.</param>
/// <param name="Withdrawal">The hazard of withdrawing from the study, per month.</param>
/// <param name="NewTherapy">The hazard of starting another anticancer therapy before progression, per month.</param>
/// <param name="Dosing">What investigators do about severe adverse events; null where no dose is modified.</param>
public sealed record ArmScenario(
    PiecewiseHazard ProgressionOrDeath,
    double DeathFirst,
    double DeathAfterProgression,
    double NeverTreated,
    double Withdrawal,
    double NewTherapy,
    DosingScenario? Dosing
);

/// <summary>One kind of adverse event.</summary>
/// <param name="Term">Its preferred term.</param>
/// <param name="BodySystem">Its system organ class.</param>
/// <param name="WorstGrade">By arm id, the share of participants whose worst grade is 1, 2, 3, 4, 5; the rest never has
/// it.</param>
/// <param name="MedianOnsetDays">The median time from the first dose to the first episode.</param>
/// <param name="MedianDays">The median length of an episode.</param>
/// <param name="Laboratory">How a laboratory test shows it; null when none does.</param>
public sealed record AdverseEventScenario(
    string Term,
    string BodySystem,
    IReadOnlyDictionary<string, IReadOnlyList<double>> WorstGrade,
    double MedianOnsetDays,
    double MedianDays,
    LaboratorySign? Laboratory
);

/// <summary>How a laboratory test shows an adverse event.</summary>
/// <param name="TestId">The test.</param>
/// <param name="Limits">Six falling values: during an episode of grade g, the test lies between the g-th and the next.</param>
public sealed record LaboratorySign(string TestId, IReadOnlyList<double> Limits);

/// <summary>What investigators do about adverse events, each a probability per episode of grade 3 or higher.</summary>
/// <param name="TreatmentId">The treatment whose dose is modified.</param>
/// <param name="Interrupt">That the drug is withheld until recovery.</param>
/// <param name="Reduce">That the next lower level is given afterwards.</param>
/// <param name="Stop">That it is stopped for good.</param>
public sealed record DosingScenario(string TreatmentId, double Interrupt, double Reduce, double Stop);
