using Equipoise.Design.Simulation.Designed;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Simulation.Draw;

/// <summary>The random words of one participant of one trial of a world: each has its place, and no draw moves another.</summary>
/// <remarks>
/// Block (i + 2¹⁹ part, scenario, k mod 2³², k / 2³² + 2²⁴ purpose) of Philox under the seed, for participant i of trial k;
/// purposes 0 and 1 are those of <see cref="SimulatedTrial"/>. A word that is not needed is not drawn, and still has its place:
/// switching on a feature leaves everything else as it was, and scenarios that share their number share the luck of every
/// participant.
/// </remarks>
readonly struct PersonWords(ulong seed, uint scenario, ulong trial, int participant)
{
    public const int MostParts = 1 << 13;

    const int PartShift = 19;
    public const int PurposeShift = 24;

    public (uint X0, uint X1, uint X2, uint X3) Block(WordPurpose purpose, int part = 0) =>
        Philox.Block(
            (uint)participant | OfPart(part),
            scenario,
            (uint)trial,
            (uint)(trial >> 32) | (uint)purpose << PurposeShift,
            (uint)seed,
            (uint)(seed >> 32)
        );

    /// <summary>What a part adds to the number of a participant.</summary>
    public static uint OfPart(int part) => (uint)part << PartShift;

    /// <summary>Word j of a purpose that takes as many as it needs.</summary>
    public uint Word(WordPurpose purpose, int firstPart, int j)
    {
        var (x0, x1, x2, x3) = Block(purpose, firstPart + (j >> 2));
        return (j & 3) switch
        {
            0 => x0,
            1 => x1,
            2 => x2,
            _ => x3,
        };
    }

    /// <summary>
    /// A whole number below a bound from the upper part of a word, and what is left of it: again a word, of less resolution.
    /// </summary>
    public static int Below(int bound, ref uint word)
    {
        var product = (ulong)word * (uint)bound;
        word = (uint)product;
        return (int)(product >> 32);
    }

    /// <summary>A word is below this threshold with that probability, to within 2⁻³².</summary>
    public static ulong Threshold(double probability) => (ulong)double.Round(probability * 4294967296.0);
}

/// <summary>What a word of a world is for. The numbers are part of what a seed means.</summary>
enum WordPurpose
{
    /// <summary>Event, death after progression, withdrawal, new therapy.</summary>
    Times = 2,

    /// <summary>Death first, never treated, days to first dose and early leaving, allocation.</summary>
    Turns = 3,

    /// <summary>Screening day, days to randomization, stratum, cure.</summary>
    Person = 4,

    /// <summary>A word an assessment: its day within the window, and whether it is missed.</summary>
    Assessments = 5,

    /// <summary>A word a visit: its day within the window.</summary>
    Visits = 6,

    /// <summary>Four blocks a kind of adverse event.</summary>
    AdverseEvents = 7,

    /// <summary>A word an endpoint that contains another one, of a design with several.</summary>
    FurtherEndpoints = 8,
}
