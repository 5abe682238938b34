namespace Equipoise.Design.Sizing;

/// <summary>How participants arrive: at which rates, and for how long.</summary>
/// <remarks>
/// R: gsDesign's <c>gamma</c> and <c>R</c>, gsDesign2's <c>define_enroll_rate</c>, rpact's <c>getAccrualTime</c>.
/// </remarks>
public sealed record AccrualPlan
{
    /// <summary>Participants per month over the months of the trial, all strata and arms together.</summary>
    public PiecewiseRate PerMonth { get; }

    /// <summary>The month in which accrual stops.</summary>
    public double Months { get; }

    /// <summary>The participants in all.</summary>
    public double Participants { get; }

    AccrualPlan(PiecewiseRate perMonth, double months, double participants) =>
        (PerMonth, Months, Participants) = (perMonth, months, participants);

    /// <summary>Accrual at these rates until a month.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The month is not above 0 and finite.</exception>
    /// <exception cref="ArgumentException">Nobody arrives by then.</exception>
    public static AccrualPlan Until(double month, PiecewiseRate perMonth)
    {
        ArgumentNullException.ThrowIfNull(perMonth);
        if (!(month > 0 && double.IsFinite(month)))
            throw new ArgumentOutOfRangeException(nameof(month), month, "Accrual must last for more than 0 months, and end.");
        var participants = perMonth.Cumulative(month);
        if (!(participants > 0))
            throw new ArgumentException($"Nobody arrives in the first {month} months at these rates.", nameof(perMonth));
        return new(perMonth, month, participants);
    }

    /// <summary>Accrual at these rates until so many participants are in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0.</exception>
    /// <exception cref="ArgumentException">The rates never bring so many.</exception>
    public static AccrualPlan Of(double participants, PiecewiseRate perMonth)
    {
        ArgumentNullException.ThrowIfNull(perMonth);
        if (!(participants > 0 && double.IsFinite(participants)))
            throw new ArgumentOutOfRangeException(nameof(participants), participants, "The participants must be more than 0.");
        var month = perMonth.Inverse(participants);
        if (double.IsInfinity(month))
            throw new ArgumentException(
                $"Accrual never reaches {participants:G6} participants: at these rates "
                    + $"{perMonth.Cumulative(perMonth.Pieces[^1].FromMonth):G6} arrive in all.",
                nameof(participants)
            );
        return new(perMonth, month, participants);
    }

    /// <summary>So many participants at one rate over so many months.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0.</exception>
    public static AccrualPlan Uniform(double participants, double months)
    {
        if (!(participants > 0 && double.IsFinite(participants)))
            throw new ArgumentOutOfRangeException(nameof(participants), participants, "The participants must be more than 0.");
        if (!(months > 0 && double.IsFinite(months)))
            throw new ArgumentOutOfRangeException(nameof(months), months, "Accrual must last for more than 0 months, and end.");
        return new(PiecewiseRate.Constant(participants / months), months, participants);
    }

    /// <summary>The participants who are in by a month.</summary>
    public double By(double month) => month >= Months ? Participants : Math.Min(PerMonth.Cumulative(month), Participants);

    /// <summary>The month in which so many are in; infinite for more than there will be.</summary>
    public double MonthOf(double participants) =>
        participants > Participants ? double.PositiveInfinity : Math.Min(PerMonth.Inverse(participants), Months);

    /// <summary>The same months at rates times a factor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above 0.</exception>
    public AccrualPlan Faster(double factor)
    {
        if (!(factor > 0 && double.IsFinite(factor)))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The rates can be multiplied by a factor above 0.");
        return new(PerMonth.Scaled(factor), Months, Participants * factor);
    }
}
