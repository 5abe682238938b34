using System.Globalization;
using Equipoise.Protocol.Forms;

namespace Equipoise.Protocol.Laboratory;

/// <summary>A test that CTCAE grades by its value: its units, and the values that a living person can have.</summary>
/// <remarks>From the table <c>Laboratory/tests.csv</c>, which says where its numbers come from.</remarks>
public sealed class GradedTest
{
    // A factor of two measured constants has no more digits than they have.
    const int DigitsOfBounds = 3;

    static readonly IReadOnlyDictionary<string, GradedTest> all = LaboratoryTable
        .Rows("tests.csv")
        .Select(row => new GradedTest(row))
        .ToDictionary(test => test.Code);

    readonly string quantity;
    readonly decimal? molarMass;
    readonly decimal? charge;
    readonly string unit;
    readonly (decimal Low, decimal High) possible;
    readonly (decimal Low, decimal High) usual;

    GradedTest(IReadOnlyList<string> row)
    {
        (Code, quantity, unit) = (row[0], row[1], row[4]);
        (molarMass, charge) = (Number(row[2]), Number(row[3]));
        (possible, usual) = (Bounds(row[5]), Bounds(row[6]));
        (Category, Name) = (row[7], string.Join(',', row.Skip(8)));
        Quantities = [quantity, .. molarMass is null ? [] : (string[])["amount"], .. charge is null ? [] : (string[])["charge"]];
    }

    /// <summary>The CDISC code of the test (LBTESTCD), such as NEUT.</summary>
    public string Code { get; }

    /// <summary>Its name, as CDISC has it (LBTEST).</summary>
    public string Name { get; }

    /// <summary>What kind of test it is (LBCAT).</summary>
    public string Category { get; }

    /// <summary>The units in which it can be stated, as they are written here.</summary>
    public IEnumerable<string> Units => LaboratoryUnit.Names(Quantities);

    IReadOnlyList<string> Quantities { get; }

    /// <summary>The test of that code; null for one that CTCAE does not grade by its value.</summary>
    public static GradedTest? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return all.GetValueOrDefault(code);
    }

    /// <summary>Every test that CTCAE grades by its value.</summary>
    public static IEnumerable<GradedTest> All => all.Values;

    /// <summary>Whether values in that unit can be told in any other unit of the test.</summary>
    public bool Knows(string unit) => LaboratoryUnit.Find(unit, Quantities) is not null;

    /// <summary>Whether both units tell the same quantity, so that no molar mass or charge comes between them.</summary>
    public bool IsSameQuantity(string one, string other) =>
        LaboratoryUnit.Find(one, Quantities) is { } first
        && LaboratoryUnit.Find(other, Quantities) is { } second
        && first.Quantity == second.Quantity;

    /// <summary>What a value in the first unit is multiplied by to be one in the second; null where one is not known.</summary>
    public double? Factor(string from, string to) => (double?)Exactly(from, to);

    /// <summary>The values that are possible, in that unit; null where the unit is not known.</summary>
    public ItemRange.Numbers? PossibleIn(string unit) => In(unit, possible);

    /// <summary>The values that are usual in trials, in that unit; null where the unit is not known.</summary>
    public ItemRange.Numbers? UsualIn(string unit) => In(unit, usual);

    ItemRange.Numbers? In(string wanted, (decimal Low, decimal High) range) =>
        Exactly(unit, wanted) is { } factor ? new(Short(range.Low * factor), Short(range.High * factor)) : null;

    decimal? Exactly(string from, string to) =>
        LaboratoryUnit.Find(from, Quantities) is { } first && LaboratoryUnit.Find(to, Quantities) is { } second
            ? first.Quantity == second.Quantity ? first.Multiple / second.Multiple : InBase(first) / InBase(second)
            : null;

    /// <summary>One of the unit in mmol/L. Only asked of tests with a molar mass or a charge.</summary>
    decimal InBase(LaboratoryUnit one) =>
        one.Quantity switch
        {
            "mass" => one.Multiple * 1000 / molarMass!.Value,
            "charge" => one.Multiple / charge!.Value,
            _ => one.Multiple,
        };

    static decimal Short(decimal number) =>
        decimal.Parse(
            ((double)number).ToString($"G{DigitsOfBounds}", CultureInfo.InvariantCulture),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );

    static decimal? Number(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);

    static (decimal, decimal) Bounds(string cell) =>
        cell.Split(" to ") is [var low, var high] ? (Number(low)!.Value, Number(high)!.Value)
        : throw new FormatException($"'{cell}' is no range.");
}
