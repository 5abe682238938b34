namespace Equipoise.Server.AccessLog;

/// <summary>Something to be known about who came in and who tried: no part of the trial's record.</summary>
/// <param name="At">When.</param>
/// <param name="Person">The person, or the name that was typed where nobody has it; null for none.</param>
/// <param name="Address">The address it came from.</param>
/// <param name="What">What happened, in a word or two: "signed in", "wrong password".</param>
/// <param name="Detail">More, without anything that was typed; null for no more.</param>
sealed record AccessEntry(DateTimeOffset At, string? Person, string? Address, string What, string? Detail);
