namespace Equipoise.Datasets.Comparison;

/// <summary>A cell that is not the same in two data sets.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Row">Its row in the first, from 1.</param>
/// <param name="OtherRow">Its row in the second, from 1.</param>
/// <param name="Key">What tells the row apart, such as "USUBJID=01-701-1015, AESEQ=2"; "" where rows were taken in their
/// order.</param>
/// <param name="Value">Its value in the first: a number in the fewest digits, a missing one as ".", ".A" or "._".</param>
/// <param name="Other">Its value in the second.</param>
public sealed record CellDifference(string Column, long Row, long OtherRow, string Key, string Value, string Other);
