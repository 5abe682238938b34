namespace Equipoise.Design.Sizing;

/// <summary>How many events are expected by a month of the trial, and in which month a number of events is expected.</summary>
/// <remarks>
/// Uniform accrual over A months, exponential event hazard λ and dropout hazard η. A participant who entered at u has had an
/// event by t with probability λ/(λ+η) (1 - e^{-(λ+η)(t-u)}); the mean over u in (0, min(t, A)) has a closed form (Lachin and
/// Foulkes 1986, Biometrics 42:507). R: <c>gsDesign::eEvents(lambda, eta, gamma, R, T)</c>. Times in months.
/// </remarks>
public sealed record ExpectedEvents
{
    /// <summary>The participants to be accrued in all.</summary>
    public required double Participants { get; init; }

    /// <summary>The months over which they are accrued, at a constant rate.</summary>
    public required double AccrualMonths { get; init; }

    /// <summary>The event hazard per month and the share of participants, by arm; shares sum to 1.</summary>
    public required IReadOnlyList<(double Share, double Hazard)> Arms { get; init; }

    /// <summary>The hazard per month of being lost before an event.</summary>
    public double DropoutHazard { get; init; }

    /// <summary>The events expected by this month.</summary>
    public double By(double month)
    {
        var entered = Math.Min(month, AccrualMonths);
        if (entered <= 0)
            return 0;
        var events = 0.0;
        foreach (var (share, λ) in Arms)
        {
            var all = λ + DropoutHazard;
            var stillIn = (Math.Exp(-all * (month - entered)) - Math.Exp(-all * month)) / all;
            events += share * Participants / AccrualMonths * (λ / all) * (entered - stillIn);
        }
        return events;
    }

    /// <summary>The month by which this many events are expected; infinite when there will never be so many.</summary>
    /// <remarks>Bisection to the last bit: the expected count never decreases.</remarks>
    public double MonthOf(double events)
    {
        var ever = Participants * Arms.Sum(arm => arm.Share * arm.Hazard / (arm.Hazard + DropoutHazard));
        if (events >= ever)
            return double.PositiveInfinity;
        var (low, high) = (0.0, AccrualMonths);
        while (By(high) < events)
            (low, high) = (high, 2 * high);
        while (true)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                return high;
            if (By(middle) < events)
                low = middle;
            else
                high = middle;
        }
    }
}
