using Equipoise.Conduct.Signing;
using Equipoise.Server.AccessLog;
using Equipoise.Server.Accounts;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Sessions;

namespace Equipoise.Server.Signing;

/// <summary>Whoever signs proves again who they are, in the request that signs (21 CFR 11.200).</summary>
/// <remarks>
/// The first signature of a session takes user name and password, or a passkey, which is both: a device, and what unlocks it.
/// Later ones take one component. In a session that began with an invitation nobody signs.
/// </remarks>
sealed class Proofs(
    Identification identification,
    Passkeys passkeys,
    SessionTable sessions,
    AccessTrail trail,
    TimeProvider clock
)
{
    /// <summary>The field names of a proof, which a form that signs has.</summary>
    internal const string User = "proof-user";
    internal const string Password = "proof-password";
    internal const string Answer = "proof-answer";
    internal const string Challenge = "proof-challenge";

    /// <summary>The signature under that sentence; null when the proof is none, and then the form says why.</summary>
    internal async Task<Signature?> SignAsync(Visitor visitor, Typed typed, string meaning)
    {
        var session = visitor.Session!;
        if (session.IsByInvitation)
        {
            typed.With(
                Password,
                "In this session, which began with an invitation, nothing is signed: sign out and sign in with your password."
            );
            return null;
        }
        if (await ByWhat(visitor, session, typed) is not { } by)
            return null;
        if (!session.HasSigned)
            sessions.HasSigned(session);
        trail.Note(visitor.Person.Id, visitor.Address, "proved to sign", by);
        return new(visitor.Person.Name, meaning, clock.GetUtcNow(), by);
    }

    async Task<string?> ByWhat(Visitor visitor, Session session, Typed typed)
    {
        if (typed[Answer].Length > 0)
        {
            if ((await passkeys.Prove(typed[Answer], typed[Challenge], session.Id, visitor.Http))?.Person == visitor.Person.Id)
                return "passkey";
            typed.With(Password, "The passkey is not yours, or its answer came too late: try again.");
            return null;
        }
        if (typed[Password].Length == 0)
        {
            typed.With(Password, "To sign, prove who you are: type your password, or use a passkey.");
            return null;
        }
        if (!session.HasSigned && !string.Equals(typed[User].Trim(), visitor.Person.Id, StringComparison.OrdinalIgnoreCase))
        {
            typed.With(User, "The first signature of a session needs your own user name as well.");
            return null;
        }
        // The app's code belongs to signing in; a signature asks for the two components that the rule names.
        if (await identification.CheckPasswordAsync(visitor.Person.Id, typed[Password], visitor.Address) is { } wrong)
        {
            if (wrong is Identified.IsLocked)
                sessions.EndAllOf(visitor.Person.Id);
            typed.With(Password, wrong is Identified.Wrong ? "The password is wrong." : wrong.Words!);
            return null;
        }
        return session.HasSigned ? "password" : "user name and password";
    }
}
