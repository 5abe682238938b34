namespace Equipoise.Server.Sessions;

/// <summary>Somebody who is signed in, here and now.</summary>
/// <param name="Id">How the tables know the session: the hash of what the browser holds.</param>
/// <param name="Person">The identifier of the person.</param>
/// <param name="Started">When they signed in.</param>
/// <param name="IsByInvitation">
/// Whether it began with a code that an administrator made: nobody signs in such a session, so that no administrator can sign
/// for another (21 CFR 11.200(a)(3)).
/// </param>
/// <param name="HasSigned">
/// Whether something was signed in it with both components: from then on one of them is enough (21 CFR 11.200(a)(1)).
/// </param>
public sealed record Session(string Id, string Person, DateTimeOffset Started, bool IsByInvitation, bool HasSigned);
