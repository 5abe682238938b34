namespace Equipoise.Protocol;

/// <summary>What this version of the protocol changes, and for whom: the <c>amendment:</c> part of the file.</summary>
/// <param name="OfVersion">The version that it amends.</param>
/// <param name="Binds">Whom the new version binds.</param>
/// <param name="Changes">What changes, one sentence each; never empty.</param>
public sealed record ProtocolAmendment(string OfVersion, AmendmentBinding Binds, IReadOnlyList<string> Changes);

/// <summary>Whom an amended protocol binds.</summary>
public enum AmendmentBinding
{
    /// <summary>Who is not randomized yet; everybody else stays under the version before.</summary>
    NewParticipants,

    /// <summary>Everybody, at once: a change for safety, or of no burden.</summary>
    AllParticipants,

    /// <summary>Who is not randomized yet, and everybody else from their renewed consent on.</summary>
    AfterRenewedConsent,
}
