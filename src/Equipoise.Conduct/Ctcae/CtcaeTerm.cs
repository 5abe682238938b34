namespace Equipoise.Conduct.Ctcae;

/// <summary>A laboratory term of CTCAE in one system of units, such as "Neutrophil count decreased" in 10^9/L.</summary>
/// <param name="Name">The term, as the NCI writes it; two samples of one term (ionized, fasting) are told in parentheses, as
/// admiral does.</param>
/// <param name="Code">The CDISC code of the test that it grades (LBTESTCD); "" where the code alone does not tell the
/// sample.</param>
/// <param name="Direction">Which way is worse.</param>
/// <param name="Units">The units of its limits; empty when every limit is a multiple, so that any unit will do.</param>
/// <param name="Limits">The limits of grades 1 to 4, as the table writes them; "" where a value alone gives no such
/// grade.</param>
/// <param name="NotGraded">Values that the term leaves to another; "" for none.</param>
/// <param name="Note">How the table reads what a value alone does not tell; "" where nothing needs reading.</param>
public sealed record CtcaeTerm(
    string Name,
    string Code,
    Direction Direction,
    IReadOnlyList<string> Units,
    IReadOnlyList<string> Limits,
    string NotGraded,
    string Note
)
{
    /// <summary>
    /// How many significant digits are compared, unless another number is asked for: 15, as admiral's default is.
    /// </summary>
    public const int SignificantDigits = 15;

    readonly IReadOnlyList<IReadOnlyList<GradeCondition>> grades = [.. Limits.Select(GradeCondition.Alternatives)];
    readonly IReadOnlyList<GradeCondition> excluded = GradeCondition.Alternatives(NotGraded);

    /// <summary>
    /// What a reading is multiplied by before it is compared: 1 where it is in the unit of the limits, 0.001 for cells/uL where
    /// they are in 10^9/L.
    /// </summary>
    public double Factor { get; init; } = 1;

    /// <summary>Whether values in that unit can be compared with the limits. Case does not count, as in "mmol/L".</summary>
    public bool IsIn(string unit) => Units.Count == 0 || Units.Contains(unit, StringComparer.OrdinalIgnoreCase);

    /// <summary>The grade of a value: the highest of which one alternative holds.</summary>
    /// <remarks>
    /// <para>
    /// A value on a boundary has the milder grade: 1.0 x 10^9/L neutrophils are grade 2 in version 5, because grade 3 is
    /// "&lt; 1.0". Value and limit are both rounded to significant digits before they are compared; the limit after it was
    /// multiplied.
    /// </para>
    /// <para>
    /// Where nothing holds and a limit of normal or the baseline is missing, there is no grade: never 0. Where a grade holds
    /// and a missing one could have made it higher, the grade says what was missing. A baseline that is not known to be
    /// abnormal counts as normal.
    /// </para>
    /// <para>
    /// A bound, such as "&lt; 0.1", has the grade that every value has which it allows, and none where they differ: never that of
    /// its number. A baseline of which only a bound is known gives no multiple.
    /// </para>
    /// <para>In R, <c>admiral::derive_var_atoxgr_dir(abnormal_indicator = "HIGH", signif_dig = 15)</c> with the metadata of
    /// the same version.</para>
    /// </remarks>
    /// <param name="reading">The value and the limits of normal, in the unit for which the dictionary gave the term.</param>
    /// <param name="baseline">The value before treatment, with its own limits; null when there is none.</param>
    /// <param name="significantDigits">How many significant digits are compared, 1 to 17.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value or limit is not finite, or the digits are not 1 to 17.</exception>
    public CtcaeGrade Grade(
        LaboratoryReading reading,
        LaboratoryReading? baseline = null,
        int significantDigits = SignificantDigits
    )
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentOutOfRangeException.ThrowIfLessThan(significantDigits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(significantDigits, 17);
        Check(reading, nameof(reading));
        if (baseline is not null)
            Check(baseline, nameof(baseline));

        var measured = new Measured(reading.Times(Factor), baseline?.Times(Factor), significantDigits);
        if (excluded.Any(condition => condition.Holds(measured) is true))
            return new CtcaeGrade.NotGradable(this, $"{Name} has no grade where the value is {NotGraded}: {Note}.", grades.Count);
        if (reading.Value.IsBound && excluded.Any(condition => condition.Holds(measured) is null))
            return Undecided(reading, grades.Count);
        List<string> missing = [];
        var atMost = 0;
        for (var grade = grades.Count; grade >= 1; grade--)
        {
            if (grades[grade - 1].FirstOrDefault(condition => condition.Holds(measured) is true) is { } met)
                return missing.Contains(Comparison.Itself)
                    ? Undecided(reading, atMost)
                    : new CtcaeGrade.Graded(this, grade, met.Words, missing.Count == 0 ? null : string.Join(" and ", missing));
            var unknown = grades[grade - 1].Where(condition => condition.Holds(measured) is null).ToList();
            if (unknown.Count > 0 && atMost == 0)
                atMost = grade;
            missing = [.. missing.Concat(unknown.SelectMany(condition => condition.Missing(measured))).Distinct()];
        }
        return missing.Contains(Comparison.Itself) ? Undecided(reading, atMost)
            : missing.Count == 0 ? new CtcaeGrade.Graded(this, 0, null, null)
            : new CtcaeGrade.NotGradable(this, $"{Name} cannot be graded without {string.Join(" and ", missing)}.", atMost);
    }

    CtcaeGrade.NotGradable Undecided(LaboratoryReading reading, int atMost) =>
        new(this, $"{Name} cannot be graded: a value of {reading.Value} may be of more than one grade.", atMost);

    static void Check(LaboratoryReading reading, string name)
    {
        foreach (var number in (double?[])[reading.Value.Number, reading.LowerLimit, reading.UpperLimit])
            if (number is { } value && !double.IsFinite(value))
                throw new ArgumentOutOfRangeException(name, value, "A value and its limits must be finite numbers.");
    }
}

/// <summary>Which way of a laboratory value is worse.</summary>
public enum Direction
{
    /// <summary>The lower, the worse; graded as ATOXGRL in ADaM.</summary>
    Low,

    /// <summary>The higher, the worse; graded as ATOXGRH in ADaM.</summary>
    High,
}
