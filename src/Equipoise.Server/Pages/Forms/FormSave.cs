using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Views;
using Equipoise.Server.Endpoints;

namespace Equipoise.Server.Pages.Forms;

/// <summary>What a save of a form asks for: only what was changed, on what was seen.</summary>
/// <remarks>
/// A field that still says what it said when the page was drawn is not sent, whatever was recorded meanwhile. One that was
/// changed by two people is sent only after one of the two values was chosen, with both in view.
/// </remarks>
sealed class FormSave
{
    readonly List<ItemEntry> entries = [];
    readonly List<(ItemPlace Place, string Why)> confirmed = [];

    FormSave(long basedOn) => BasedOn = basedOn;

    /// <summary>The values.</summary>
    internal IReadOnlyList<ItemEntry> Entries => entries;

    /// <summary>Unusual values that were confirmed, each with the word of why.</summary>
    internal IReadOnlyList<(ItemPlace Place, string Why)> Confirmed => confirmed;

    /// <summary>The version of the form on which they rest.</summary>
    internal long BasedOn { get; private set; }

    /// <summary>The version that the page showed; -1 where what came is none of this form.</summary>
    internal static long Seen(Typed typed, FormView form) =>
        long.TryParse(typed["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen <= form.Version
            ? seen
            : -1;

    /// <summary>What was typed into the field of a question; null where the page that was sent had no such field.</summary>
    internal static string? TypedInto(Typed typed, FormItemView item)
    {
        var field = FormWords.Field(item);
        if (item.Kind is ItemKind.Date or ItemKind.PartialDate)
        {
            if (!typed.Has($"{field}-year"))
                return null;
            var (day, month, year) = (typed[$"{field}-day"].Trim(), typed[$"{field}-month"], typed[$"{field}-year"].Trim());
            return string.Join('-', new[] { year, month, day.Length == 1 ? $"0{day}" : day }.Where(part => part.Length > 0));
        }
        if (!typed.Has(field))
            return null;
        return item.Kind switch
        {
            ItemKind.Number => typed[field].Trim().Replace(',', '.'),
            // A browser sends line ends as two characters, of which one is recorded.
            ItemKind.Text when string.IsNullOrWhiteSpace(typed[field]) => "",
            ItemKind.Text => typed[field].ReplaceLineEndings("\n"),
            _ => typed[field],
        };
    }

    /// <summary>The answer of whoever types: what they typed, or what is recorded now where they did not touch it.</summary>
    internal static string? Mine(Typed typed, FormItemView item, long seen) =>
        TypedInto(typed, item) is not { } text || (seen >= 0 && item.Read(text) == item.ValueAt(seen))
            ? item.Value
            : item.Read(text);

    /// <summary>Whether two people gave that question different values: somebody recorded one after the page was drawn.</summary>
    internal static bool IsConflict(Typed typed, FormItemView item, long seen) =>
        seen >= 0
        && item.Recorded is { } recorded
        && recorded.Sequence > seen
        && TypedInto(typed, item) is { } text
        && item.Read(text) is var value
        && value != item.Value
        && value != item.ValueAt(seen);

    /// <summary>Reads a save, and says what has to be decided before it can be recorded.</summary>
    internal static FormSave Of(Typed typed, FormView form)
    {
        var seen = Seen(typed, form);
        var save = new FormSave(seen);
        var isMoved = typed.Has("move-day");
        var on = isMoved ? typed.Day("on", "The day") : default;
        foreach (var item in form.Items)
        {
            if (TypedInto(typed, item) is not { } text)
                continue;
            var (field, value) = (FormWords.Field(item), item.Read(text));
            if (value == item.Value || value == item.ValueAt(seen))
            {
                if (isMoved && item.Recorded is { Value: { } stays } recorded && recorded.On != on)
                    save.entries.Add(new(item.Place.Item, stays, item.Place.Repeat));
                continue;
            }
            var reason = typed.TextOrNothing($"r-{field}", "The reason", most: 1000);
            if (IsConflict(typed, item, seen))
            {
                var sequence = item.Recorded!.Sequence;
                var isChosen = typed[$"at-{field}"] == sequence.ToString(CultureInfo.InvariantCulture);
                if (isChosen && typed[$"m-{field}"] == "theirs")
                    continue;
                if (isChosen && typed[$"m-{field}"] == "mine")
                    save.BasedOn = Math.Max(save.BasedOn, sequence);
            }
            if (item.IsUnusual(value))
            {
                if (typed.TextOrNothing($"why-{field}", "The word of why", most: 1000) is { } why)
                {
                    save.confirmed.Add((item.Place, why));
                    reason ??= why;
                }
                else
                    typed.With(
                        field,
                        $"{item.Ask}: {value} is unusual, usual is {item.Usual}. Correct it, or say why it is right."
                    );
            }
            save.entries.Add(new(item.Place.Item, value ?? "", item.Place.Repeat) { ReasonForChange = reason });
        }
        // What the script hid was not sent, and must not stay recorded where nothing is asked.
        foreach (var item in form.NoLongerAsked(save.entries))
            if (TypedInto(typed, item) is null)
                save.entries.Add(new(item.Place.Item, "", item.Place.Repeat));
        return save;
    }
}
