namespace Equipoise.Conduct.Record;

/// <summary>A fact that was entered in error and taken back.</summary>
/// <param name="Fact">Its latest entry; what that had replaced can be walked back from it.</param>
/// <param name="Mark">The entry that took it back: who, when and why.</param>
public sealed record TakenBack(Entry Fact, Entry Mark);
