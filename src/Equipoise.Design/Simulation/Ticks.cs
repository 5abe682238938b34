namespace Equipoise.Design.Simulation;

/// <summary>The clock of simulated trials: whole ticks of 2⁻²¹ of a month, 1.25 seconds.</summary>
/// <remarks>
/// Whole numbers add and compare exactly on every machine, so that who was in follow-up at a cutoff, and which times are tied,
/// never hangs on rounding. In 30 bits there are 42 years; with arm and status a follow-up time fits a word of 32, and sixteen of
/// those a vector.
/// </remarks>
static class Ticks
{
    public const int Bits = 21;
    public const int PerMonth = 1 << Bits;

    /// <summary>What never comes, within 512 months. One less than 30 bits hold, so that no follow-up time looks like
    /// padding.</summary>
    public const int Never = (1 << 30) - 2;

    public const int HorizonMonths = 512;

    /// <summary>Exact: a whole number of 31 bits times a power of two.</summary>
    public static double Months(int ticks) => ticks * (1.0 / PerMonth);

    public static int Of(double month) => (int)double.Min(double.Round(month * PerMonth), Never);
}
