namespace Equipoise.Design.Sizing;

/// <summary>What a two-arm, event-driven trial is sized on: who comes, what happens to them, how long each is followed.</summary>
public sealed record ExpectedTrial
{
    /// <summary>How participants arrive.</summary>
    public required AccrualPlan Accrual { get; init; }

    /// <summary>The strata; one stands for a trial without. Their prevalences sum to 1.</summary>
    /// <exception cref="ArgumentException">There is none, or the prevalences do not sum to 1.</exception>
    public required IReadOnlyList<ExpectedStratum> Strata
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            var sum = value.Sum(stratum => stratum.Prevalence);
            if (!(Math.Abs(sum - 1) <= 1e-9))
                throw new ArgumentException($"The prevalences of the strata must sum to 1, not to {sum:G9}.", nameof(value));
            field = [.. value];
        }
    }

    /// <summary>Experimental participants per control participant; above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and finite.</exception>
    public double AllocationRatio
    {
        get;
        init =>
            field =
                value > 0 && double.IsFinite(value)
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "The allocation ratio must be above 0.");
    } = 1;

    /// <summary>
    /// The months for which each participant is followed at most; infinite when each is followed to the cutoff.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public double FollowUpPerParticipant
    {
        get;
        init =>
            field =
                value > 0
                    ? value
                    : throw new ArgumentOutOfRangeException(
                        nameof(value),
                        value,
                        "Each must be followed for more than 0 months."
                    );
    } = double.PositiveInfinity;

    /// <summary>The share of participants in the experimental arm.</summary>
    public double ExperimentalShare => AllocationRatio / (1 + AllocationRatio);

    /// <summary>The hazard ratio, where it is the same in every stratum and at all times; null where it is not.</summary>
    public double? ProportionalHazardRatio
    {
        get
        {
            var first = Strata[0].HazardRatio.Single;
            return Strata.All(stratum => stratum.HazardRatio.Single == first && stratum.IsWithoutCure) ? first : null;
        }
    }

    /// <summary>The same trial with one hazard ratio in every stratum and at all times.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and finite.</exception>
    public ExpectedTrial WithHazardRatio(double hazardRatio) =>
        this with
        {
            Strata = [.. Strata.Select(stratum => stratum with { HazardRatio = PiecewiseRate.Constant(hazardRatio) })],
        };
}

/// <summary>What happens to the participants of one stratum; times are months from entry, hazards per month.</summary>
/// <remarks>
/// With a cured share π the survival function is π + (1 - π) S(t), a mixture: hazards and hazard ratio are then those of the
/// participants who are not cured. Dropout comes to the cured too.
/// </remarks>
public sealed record ExpectedStratum
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "All";

    /// <summary>Its share of all participants; above 0, at most 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in (0, 1].</exception>
    public double Prevalence
    {
        get;
        init =>
            field =
                value is > 0 and <= 1
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "A prevalence must lie in (0, 1].");
    } = 1;

    /// <summary>The hazard of the event in the control arm.</summary>
    public required PiecewiseRate ControlHazard { get; init; }

    /// <summary>Experimental over control, by month from entry; below 1 favors experimental.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is 0: the effect would be without limit.</exception>
    public required PiecewiseRate HazardRatio
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Pieces.Any(piece => piece.Value == 0))
                throw new ArgumentOutOfRangeException(nameof(value), 0, "A hazard ratio must be above 0.");
            field = value;
        }
    }

    /// <summary>The hazard of being lost in the control arm.</summary>
    public PiecewiseRate ControlDropout { get; init; } = PiecewiseRate.Constant(0);

    /// <summary>The hazard of being lost in the experimental arm.</summary>
    public PiecewiseRate ExperimentalDropout { get; init; } = PiecewiseRate.Constant(0);

    /// <summary>The hazard of being lost, the same in both arms.</summary>
    public PiecewiseRate Dropout
    {
        init => (ControlDropout, ExperimentalDropout) = (value, value);
    }

    /// <summary>The share of the control arm that never has the event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in [0, 1).</exception>
    public double ControlCured
    {
        get;
        init => field = Share(value);
    }

    /// <summary>The share of the experimental arm that never has the event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in [0, 1).</exception>
    public double ExperimentalCured
    {
        get;
        init => field = Share(value);
    }

    internal bool IsWithoutCure => ControlCured == 0 && ExperimentalCured == 0;

    static double Share(double value) =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A cured share must lie in [0, 1).");
}
