using System.Text.Json.Serialization;

namespace Equipoise.Design.Simulation.Tally;

/// <summary>What became of many simulated trials, in the size of a page: counts and exact sums.</summary>
/// <remarks>
/// Tallies of separate stretches of trials add up to the tally of them all, bit for bit, in whatever order; see <see
/// cref="ExactSum"/>. Standard errors are those of the Monte Carlo: how far the mean of so many trials lies from the mean of
/// endlessly many.
/// </remarks>
public sealed record SimulationTally
{
    /// <summary>How many trials.</summary>
    public required long Trials { get; init; }

    /// <summary>Those that rejected the null hypothesis: stopped for efficacy at any look.</summary>
    public required long Rejections { get; init; }

    /// <summary>
    /// Those in which a look waited for events that never came. They went on to the final look at once, made in its month, or if
    /// it waits for events too, at the last event possible.
    /// </summary>
    public required long NeverReached { get; init; }

    /// <summary>Each look, in order.</summary>
    public required IReadOnlyList<LookTally> Looks { get; init; }

    /// <summary>The months that the trials took, to the look that ended them.</summary>
    public required SampleMoments Months { get; init; }

    /// <summary>The events at that look.</summary>
    public required SampleMoments Events { get; init; }

    /// <summary>The participants randomized by then.</summary>
    public required SampleMoments Participants { get; init; }

    /// <summary>The log hazard ratios at that look, where asked for and estimable.</summary>
    public required SampleMoments LogHazardRatio { get; init; }

    /// <summary>
    /// The trials whose hazard ratio was asked for and not estimable at that look, as when an arm had no event.
    /// </summary>
    public required long HazardRatioNotEstimable { get; init; }

    /// <summary>Of those with an estimate, how many intervals held the true log hazard ratio; null where none was asked for or
    /// none is known.</summary>
    public required long? Covered { get; init; }

    /// <summary>The secondary endpoint of a world; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SecondaryTally? Secondary { get; init; }

    /// <summary>The adverse events of a world; null where they were not counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SafetyTally? Safety { get; init; }

    /// <summary>
    /// Several endpoints that share alpha; null where there is one. Then a trial that rejects any of them is one that rejects,
    /// the months are those to the look that ended it, and looks and events are told of each endpoint.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SplitTally? Split { get; init; }

    /// <summary>
    /// The part of trials that rejected: power, or the type I error where the null hypothesis is true. Null without a trial.
    /// </summary>
    [JsonIgnore]
    public MonteCarloEstimate? Power => MonteCarloEstimate.OfCount(Rejections, Trials);

    /// <summary>The mean number of events at the end of the trial; null without a trial.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? ExpectedEvents => Events.Mean;

    /// <summary>The mean length of the trial in months; null without a trial.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? ExpectedMonths => Months.Mean;

    /// <summary>The mean number of participants randomized by the end of the trial; null without a trial.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? ExpectedParticipants => Participants.Mean;

    /// <summary>The mean estimated log hazard ratio at the end of the trial, early stopping included; null without an
    /// estimate.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? MeanLogHazardRatio => LogHazardRatio.Mean;

    /// <summary>The part of intervals that held the true log hazard ratio; null where it is not known.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? Coverage =>
        Covered is { } covered ? MonteCarloEstimate.OfCount(covered, LogHazardRatio.Count) : null;

    /// <summary>The tally of all these trials.</summary>
    /// <param name="tallies">At least one, of trials of the same design, no trial in two of them: that is not checked.</param>
    /// <exception cref="ArgumentException">There is none, or they differ in their number of looks or in whether coverage is
    /// known.</exception>
    public static SimulationTally Merge(IEnumerable<SimulationTally> tallies)
    {
        ArgumentNullException.ThrowIfNull(tallies);
        SimulationTally? merged = null;
        foreach (var tally in tallies)
            merged = merged is null ? tally : Both(merged, tally);
        return merged ?? throw new ArgumentException("There is no tally to merge.", nameof(tallies));
    }

    /// <summary>As JSON, without loss: sums are whole numbers of 2⁻⁴² as text.</summary>
    public string ToJson() => TallyJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not such a tally.</exception>
    public static SimulationTally FromJson(string json) => TallyJson.Read(json);

    /// <inheritdoc/>
    public bool Equals(SimulationTally? other) =>
        other is not null
        && (Trials, Rejections, NeverReached, HazardRatioNotEstimable, Covered)
            == (other.Trials, other.Rejections, other.NeverReached, other.HazardRatioNotEstimable, other.Covered)
        && (Months, Events, Participants, LogHazardRatio)
            == (other.Months, other.Events, other.Participants, other.LogHazardRatio)
        && (Secondary, Safety, Split) == (other.Secondary, other.Safety, other.Split)
        && Looks.SequenceEqual(other.Looks);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Trials, Rejections, Months, Events, LogHazardRatio);

    static SimulationTally Both(SimulationTally left, SimulationTally right)
    {
        if (left.Looks.Count != right.Looks.Count)
            throw new ArgumentException(
                $"Tallies of {left.Looks.Count} and of {right.Looks.Count} looks are of different designs."
            );
        if (left.Covered is null != right.Covered is null)
            throw new ArgumentException("Tallies with and without a known true hazard ratio are of different designs.");
        if (left.Split is null != right.Split is null)
            throw new ArgumentException("Tallies of one and of several endpoints are of different designs.");
        if (left.Secondary is null != right.Secondary is null || left.Safety is null != right.Safety is null)
            throw new ArgumentException(
                "Tallies with and without a secondary endpoint or adverse events are of different designs."
            );
        return new()
        {
            Trials = left.Trials + right.Trials,
            Rejections = left.Rejections + right.Rejections,
            NeverReached = left.NeverReached + right.NeverReached,
            Looks = [.. left.Looks.Zip(right.Looks, (a, b) => a + b)],
            Months = left.Months + right.Months,
            Events = left.Events + right.Events,
            Participants = left.Participants + right.Participants,
            LogHazardRatio = left.LogHazardRatio + right.LogHazardRatio,
            HazardRatioNotEstimable = left.HazardRatioNotEstimable + right.HazardRatioNotEstimable,
            Covered = left.Covered + right.Covered,
            Secondary = left.Secondary is { } secondary ? secondary + right.Secondary! : null,
            Safety = left.Safety is { } safety ? safety + right.Safety! : null,
            Split = left.Split is { } split ? split + right.Split! : null,
        };
    }
}
