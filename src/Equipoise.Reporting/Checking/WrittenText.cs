namespace Equipoise.Reporting.Checking;

/// <summary>What a file says that may have been edited, before it is held against results.</summary>
/// <param name="Numbers">The numbers that are bound, in the order of the text.</param>
/// <param name="Strays">The numbers that are not.</param>
sealed record WrittenText(IReadOnlyList<WrittenNumber> Numbers, IReadOnlyList<(string Text, TextPlace Place)> Strays);

/// <summary>A number of a file that is bound to a result.</summary>
/// <param name="Address">The address.</param>
/// <param name="Text">What stands in the text now; null where it was taken out.</param>
/// <param name="Printed">What the program once wrote there; null where the file does not say.</param>
/// <param name="Raw">The value at full precision when the program wrote it; null for none.</param>
/// <param name="Place">Where it stands.</param>
sealed record WrittenNumber(string Address, string? Text, string? Printed, double? Raw, TextPlace Place);
