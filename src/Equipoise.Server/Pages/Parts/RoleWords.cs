using Equipoise.Conduct.Access;

namespace Equipoise.Server.Pages.Parts;

/// <summary>Roles as pages print them and as forms send them.</summary>
static class RoleWords
{
    internal static string Of(Role role) =>
        role switch
        {
            Role.DataManager => "Data manager",
            Role.BlindedStatistician => "Statistician, blinded",
            Role.UnblindedStatistician => "Statistician, unblinded",
            Role.SponsorSafety => "Safety of the sponsor",
            Role.Signatory => "Signatory of the sponsor",
            _ => role.ToString(),
        };

    internal static string Of(GrantedRole granted) =>
        Of(granted.Role)
        + (granted.Site is { } site ? $" at site {site}" : "")
        + (granted.IsInForce ? "" : " (waits for a second administrator)");

    internal static string Value(GrantedRole granted) => $"{granted.Role}/{granted.Site}";
}
