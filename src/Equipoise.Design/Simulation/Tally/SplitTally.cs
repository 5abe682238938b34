using System.Text.Json.Serialization;

namespace Equipoise.Design.Simulation.Tally;

/// <summary>What the trials found in several endpoints that share alpha.</summary>
public sealed record SplitTally
{
    /// <summary>Each endpoint, in their order.</summary>
    public required IReadOnlyList<EndpointTally> Endpoints { get; init; }

    /// <summary>How many trials rejected exactly a set of endpoints: by the set, one bit each, the first the lowest.</summary>
    public required IReadOnlyList<long> RejectedExactly { get; init; }

    /// <summary>The statistics of the final analyses, of each pair of endpoints: first and second, first and third, ...</summary>
    public required IReadOnlyList<PairTally> Pairs { get; init; }

    /// <summary>How many trials.</summary>
    [JsonIgnore]
    public long Trials => RejectedExactly.Sum();

    /// <summary>The share of trials that rejected one endpoint at least.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? Any => Share(set => set != 0);

    /// <summary>The share of trials that rejected all endpoints.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? All => Share(set => set == RejectedExactly.Count - 1);

    /// <summary>The share of trials that rejected an endpoint without effect; null where each has one.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? FamilyWiseError
    {
        get
        {
            var without = Endpoints.Select((endpoint, i) => endpoint.HasNoEffect ? 1 << i : 0).Sum();
            return without == 0 ? null : Share(set => (set & without) != 0);
        }
    }

    MonteCarloEstimate? Share(Func<int, bool> counts) =>
        MonteCarloEstimate.OfCount(RejectedExactly.Where((_, set) => counts(set)).Sum(), Trials);

    /// <inheritdoc/>
    public bool Equals(SplitTally? other) =>
        other is not null
        && Endpoints.SequenceEqual(other.Endpoints)
        && RejectedExactly.SequenceEqual(other.RejectedExactly)
        && Pairs.SequenceEqual(other.Pairs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Trials, Endpoints.Count);

    /// <summary>The trials of both.</summary>
    /// <exception cref="ArgumentException">They are of different designs.</exception>
    public static SplitTally operator +(SplitTally left, SplitTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (!left.Endpoints.Select(one => one.Endpoint).SequenceEqual(right.Endpoints.Select(one => one.Endpoint)))
            throw new ArgumentException("Tallies of different endpoints are of different designs.");
        return new()
        {
            Endpoints = [.. left.Endpoints.Zip(right.Endpoints, (a, b) => a + b)],
            RejectedExactly = [.. left.RejectedExactly.Zip(right.RejectedExactly, (a, b) => a + b)],
            Pairs = [.. left.Pairs.Zip(right.Pairs, (a, b) => a + b)],
        };
    }

    /// <summary>The same as the operator.</summary>
    public SplitTally Add(SplitTally other) => this + other;
}

/// <summary>What the trials found in one of several endpoints.</summary>
public sealed record EndpointTally
{
    /// <summary>The endpoint.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Whether it has no effect in the simulated world.</summary>
    public required bool HasNoEffect { get; init; }

    /// <summary>The trials in which it would have been rejected at the alpha that it starts with, without the others.</summary>
    public required long AtFirstAlpha { get; init; }

    /// <summary>
    /// Its looks to the one by which it was rejected: where alpha came to it between two of its looks, the first of the two.
    /// </summary>
    public required SimulationTally Looks { get; init; }

    /// <summary>The share of trials that rejected it.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? Power => Looks.Power;

    /// <summary>The share of trials in which it would have been rejected at the alpha that it starts with.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? PowerAtFirstAlpha => MonteCarloEstimate.OfCount(AtFirstAlpha, Looks.Trials);

    /// <summary>The trials of both.</summary>
    public static EndpointTally operator +(EndpointTally left, EndpointTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left with
        {
            AtFirstAlpha = left.AtFirstAlpha + right.AtFirstAlpha,
            Looks = SimulationTally.Merge([left.Looks, right.Looks]),
        };
    }

    /// <summary>The same as the operator.</summary>
    public EndpointTally Add(EndpointTally other) => this + other;
}

/// <summary>The statistics of two endpoints at their final analyses, of the trials in which both exist.</summary>
/// <param name="First">Those of the first.</param>
/// <param name="Second">Those of the second.</param>
/// <param name="Products">Their products.</param>
public sealed record PairTally(SampleMoments First, SampleMoments Second, ExactSum Products)
{
    /// <summary>Their correlation, with (1 - r²)/√(n - 1); null of fewer than three trials, or where one never varies.</summary>
    [JsonIgnore]
    public MonteCarloEstimate? Correlation
    {
        get
        {
            var n = First.Count;
            if (n < 3 || First.StandardDeviation is not > 0 || Second.StandardDeviation is not > 0)
                return null;
            var covariance = (Products.Value - First.Sum.Value * Second.Sum.Value / n) / (n - 1);
            var r = covariance / (First.StandardDeviation.Value * Second.StandardDeviation.Value);
            return new(r, (1 - r * r) / double.Sqrt(n - 1));
        }
    }

    /// <summary>No trial.</summary>
    public static PairTally None { get; } = new(default, default, default);

    /// <summary>The trials of both.</summary>
    public static PairTally operator +(PairTally left, PairTally right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.First + right.First, left.Second + right.Second, left.Products + right.Products);
    }

    /// <summary>The same as the operator.</summary>
    public PairTally Add(PairTally other) => this + other;
}
