using System.Runtime.CompilerServices;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>A form with values that nobody compared with the source.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Form">The form.</param>
/// <param name="Left">How many of its values are not verified.</param>
sealed record Unverified(ParticipantState Who, FormState Form, int Left)
{
    static readonly ConditionalWeakTable<ParticipantState, Unverified[]> kept = [];

    /// <summary>
    /// Those of a participant that are not locked. A published participant never changes, so they are looked for once.
    /// </summary>
    internal static Unverified[] Of(ParticipantState who) =>
        kept.GetValue(
            who,
            static who =>
                [
                    .. from form in who.Forms.All
                    where !form.IsLocked
                    let left = form.Items.Count(item => item.Value is { Value: not null, Verified: null })
                    where left > 0
                    select new Unverified(who, form, left),
                ]
        );
}
