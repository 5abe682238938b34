namespace Equipoise.Protocol;

/// <summary>
/// A set of suppositions to be simulated one after the other: every combination of the values that a grid file lists.
/// </summary>
/// <param name="Title">What is asked, in one line.</param>
/// <param name="Luck">Whether the same virtual participants meet every supposition.</param>
/// <param name="Names">What varies, in the order of the file.</param>
/// <param name="Cells">The combinations; the last name varies fastest.</param>
public sealed record Grid(string Title, GridLuck Luck, IReadOnlyList<string> Names, IReadOnlyList<GridCell> Cells);

/// <summary>One combination.</summary>
/// <param name="Values">The value of each name, as written.</param>
/// <param name="Plan">What is promised here: the protocol, with the values listed under <c>plan</c>.</param>
/// <param name="Truth">What is true here: its design assumptions, with the values listed under <c>truth</c>.</param>
/// <param name="World">The world of the participants, with the values listed under <c>world</c>; null where the design's
/// assumptions are simulated.</param>
public sealed record GridCell(IReadOnlyList<string> Values, TrialProtocol Plan, DesignAssumptions Truth, Scenario? World);

/// <summary>Whether scenarios share their random numbers.</summary>
public enum GridLuck
{
    /// <summary>
    /// The same random numbers in every scenario: differences between scenarios are seen with far fewer trials.
    /// </summary>
    Common,

    /// <summary>Random numbers of its own for each scenario: their errors are independent.</summary>
    Own,
}
