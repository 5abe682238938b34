namespace Equipoise.Server.Accounts;

/// <summary>
/// How somebody of the trial's people proves who they are. Who they are, and what they may do, is in the log.
/// </summary>
public sealed class Account
{
    /// <summary>The identifier of the person, as the log has it.</summary>
    public required string Person { get; init; }

    /// <summary>The hash of the password; null before one was set.</summary>
    public string? Password { get; set; }

    /// <summary>The secret that is shared with an authenticator app; null without one.</summary>
    public string? Authenticator { get; set; }

    /// <summary>Whether a code of the app is asked for at sign-in: once the app has shown that it has the secret.</summary>
    public bool IsCodeAsked { get; set; }

    /// <summary>The last code that was taken: none is taken twice.</summary>
    public string? LastCode { get; set; }
}
