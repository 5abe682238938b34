namespace Equipoise.Protocol;

/// <summary>What this version of the protocol changes, and for whom: the <c>amendment:</c> part of the file.</summary>
/// <param name="OfVersion">The version that it amends.</param>
/// <param name="Binds">Whom the new version binds.</param>
/// <param name="Changes">What changes, one sentence each; never empty.</param>
public sealed record ProtocolAmendment(string OfVersion, AmendmentBinding Binds, IReadOnlyList<string> Changes);

/// <summary>Whom an amended protocol binds.</summary>
public enum AmendmentBinding
{
    /// <summary>Who is screened under it; everybody else stays under the version before.</summary>
    NewParticipants,

    /// <summary>Everybody, from its first day.</summary>
    AllParticipants,

    /// <summary>Everybody from the day on which they consent to it; until then the version before.</summary>
    AfterRenewedConsent,
}
