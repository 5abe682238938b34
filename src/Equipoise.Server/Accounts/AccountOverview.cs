namespace Equipoise.Server.Accounts;

/// <summary>How the accounts stand, for an administrator: nothing of what anybody proves who they are with.</summary>
sealed class AccountOverview(AccountStore accounts, Identification identification)
{
    /// <summary>In words.</summary>
    internal string StatusOf(string person) =>
        identification.IsLocked(person) ? "locked after wrong attempts"
        : accounts.Find(person) is { Password: not null } account ? account.IsCodeAsked ? "password and app" : "password"
        : "not set up: make an invitation";
}
