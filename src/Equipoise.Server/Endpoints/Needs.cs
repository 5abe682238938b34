using Equipoise.Conduct.Record;
using Microsoft.AspNetCore.Builder;

namespace Equipoise.Server.Endpoints;

/// <summary>What whoever asks for an address needs: the table of rights of the log says who has it.</summary>
/// <remarks>
/// It is checked before anything of the request is read. An address that is about a participant names it <c>{participant}</c>:
/// then the act is needed at the participant's site, and somebody who may not see the participant is answered as if there were
/// none.
/// </remarks>
/// <param name="Whom">Who may ask at all.</param>
/// <param name="Acts">The acts of which one is needed; empty for none.</param>
sealed record Needs(Whom Whom, IReadOnlyList<Act> Acts)
{
    /// <summary>Such as "Screen at the participant's site".</summary>
    public override string ToString() => Acts.Count == 0 ? Whom.ToString() : string.Join(" or ", Acts);
}

/// <summary>Who may ask for an address.</summary>
enum Whom
{
    /// <summary>Whoever comes.</summary>
    Anybody,

    /// <summary>Whoever is signed in in a browser.</summary>
    SignedIn,

    /// <summary>Whoever holds a key of the API.</summary>
    Program,
}

/// <summary>How an endpoint says what it needs. One that says nothing does not start.</summary>
static class NeedsOfEndpoints
{
    extension<T>(T endpoint)
        where T : IEndpointConventionBuilder
    {
        /// <summary>Anybody may ask.</summary>
        internal T ForAnybody() => endpoint.WithMetadata(new Needs(Whom.Anybody, []));

        /// <summary>Whoever is signed in, and may do one of these acts; none named: whoever is signed in.</summary>
        internal T For(params Act[] acts) => endpoint.WithMetadata(new Needs(Whom.SignedIn, acts));

        /// <summary>Another program, on behalf of somebody who may do one of these acts.</summary>
        internal T ForPrograms(params Act[] acts) => endpoint.WithMetadata(new Needs(Whom.Program, acts));
    }
}
