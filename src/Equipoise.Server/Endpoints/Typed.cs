using System.Globalization;
using Equipoise.Conduct.Record;
using Equipoise.Protocol.Values;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Server.Endpoints;

/// <summary>
/// What somebody typed into a form, and what is wrong with it. Nothing that was typed is lost by being wrong.
/// </summary>
public sealed class Typed
{
    readonly IFormCollection? form;
    readonly List<FieldProblem> problems = [];

    Typed(IFormCollection? form) => this.form = form;

    /// <summary>Nothing typed yet.</summary>
    internal static Typed Nothing => new(form: null);

    /// <summary>What came with a request.</summary>
    internal static Typed Of(HttpContext http) => Of(http.Request.Form);

    internal static Typed Of(IFormCollection form) => new(form);

    /// <summary>What is wrong, in the order of the form.</summary>
    internal IReadOnlyList<FieldProblem> Problems => problems;

    internal bool IsRead => problems.Count == 0;

    /// <summary>The text of a field as it was typed; "" for none.</summary>
    internal string this[string field] => form?[field].ToString() ?? "";

    /// <summary>Whether such a field was sent.</summary>
    internal bool Has(string field) => form?.ContainsKey(field) == true;

    /// <summary>The fields that were sent.</summary>
    internal IEnumerable<string> Fields => form?.Keys ?? [];

    /// <summary>Whether anything was sent.</summary>
    internal bool WasSent => form is not null;

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    internal string? Against(string field) => problems.FirstOrDefault(problem => problem.Field == field)?.Words;

    /// <summary>Says that something is wrong.</summary>
    internal Typed With(string? field, string words)
    {
        problems.Add(new(field, words));
        return this;
    }

    /// <summary>Says what a command was refused for; each at the field that its rule is about, where it is about one.</summary>
    internal Typed With(IEnumerable<Refusal> refusals, params (string Rule, string Field)[] fields)
    {
        foreach (var refusal in refusals)
            problems.Add(new(fields.FirstOrDefault(field => field.Rule == refusal.Rule).Field, refusal.Words));
        return this;
    }

    /// <summary>A text that must be there, of at most so many characters.</summary>
    internal string Text(string field, string name, int most = 200)
    {
        var text = this[field].Trim();
        if (text.Length == 0)
            With(field, $"{name} is missing.");
        else if (text.Length > most)
            With(field, $"{name} has at most {most} characters.");
        return text;
    }

    /// <summary>A text that may be left out.</summary>
    internal string? TextOrNothing(string field, string name, int most = 200)
    {
        var text = this[field].Trim();
        if (text.Length > most)
            With(field, $"{name} has at most {most} characters.");
        return text.Length == 0 ? null : text;
    }

    /// <summary>A whole number.</summary>
    internal int Whole(string field, string name)
    {
        var text = this[field].Trim();
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        With(field, text.Length == 0 ? $"{name} is missing." : $"{name} is a whole number, not '{Short(text)}'.");
        return 0;
    }

    /// <summary>A number; a comma is taken for the point.</summary>
    internal double Number(string field, string name)
    {
        var text = this[field].Trim();
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (
            double.TryParse(text.Replace(',', '.'), plain, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
        )
            return number;
        With(field, text.Length == 0 ? $"{name} is missing." : $"{name} is a number, not '{Short(text)}'.");
        return 0;
    }

    /// <summary>One of the values of an enumeration.</summary>
    internal T Choice<T>(string field, string name)
        where T : struct, Enum
    {
        var text = this[field];
        if (Enum.GetNames<T>().Contains(text))
            return Enum.Parse<T>(text);
        With(field, text.Length == 0 ? $"{name} is missing." : $"{name} is one of those that the list offers.");
        return default;
    }

    /// <summary>A day in three fields, so that nobody reads it in another order: day, month by name, year.</summary>
    internal DateOnly Day(string field, string name)
    {
        var (day, month, year) = (this[$"{field}-day"].Trim(), this[$"{field}-month"], this[$"{field}-year"].Trim());
        if (day.Length + month.Length + year.Length == 0)
            With(field, $"{name} is missing.");
        else if (
            DateOnly.TryParseExact(
                $"{year}-{month}-{day.PadLeft(2, '0')}",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var read
            )
        )
            return read;
        else
            With(field, $"{name} is no day of the calendar: day, month and a year of four digits.");
        return default;
    }

    /// <summary>
    /// A day as far as it is known, in the three fields of a day: the day may be empty, or the day and the month. Nothing typed
    /// is null.
    /// </summary>
    internal PartialDate? PartialDay(string field, string name)
    {
        var (day, month, year) = (this[$"{field}-day"].Trim(), this[$"{field}-month"], this[$"{field}-year"].Trim());
        if (day.Length + month.Length + year.Length == 0)
            return null;
        var text = month.Length == 0 ? year : day.Length == 0 ? $"{year}-{month}" : $"{year}-{month}-{day.PadLeft(2, '0')}";
        if ((day.Length == 0 || month.Length > 0) && PartialDate.Read(text) is { } date)
            return date;
        With(field, $"{name} is no date: a year of four digits, with month and day as far as they are known.");
        return null;
    }

    /// <summary>A moment: a day in three fields and a time, by the clock of a site unless it says UTC.</summary>
    /// <remarks>
    /// A time that the clock of the site left out that night, or showed twice, is no moment: whoever means it says it in UTC.
    /// </remarks>
    internal DateTimeOffset Moment(string field, string name, TimeZoneInfo zone)
    {
        var day = Day(field, name);
        var text = this[$"{field}-time"].Trim();
        var isUtc = text.EndsWith("UTC", StringComparison.OrdinalIgnoreCase);
        if (
            !TimeOnly.TryParseExact(
                isUtc ? text[..^3].Trim() : text,
                "H:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
        {
            if (Against(field) is null)
                With(field, $"{name} has a time of four digits, such as 09:30 or 09:30 UTC.");
            return default;
        }
        if (Against(field) is not null)
            return default;
        var there = day.ToDateTime(time);
        if (isUtc)
            return new(there, TimeSpan.Zero);
        if (zone.IsInvalidTime(there))
            With(field, $"{text} was left out by the clocks of {zone.Id} that night: type the time in UTC.");
        else if (zone.IsAmbiguousTime(there))
            With(field, $"{text} came twice that night by the clocks of {zone.Id}: type the time in UTC.");
        else
            return new DateTimeOffset(there, zone.GetUtcOffset(there)).ToUniversalTime();
        return default;
    }

    static string Short(string text) => text.Length <= 30 ? text : text[..30] + "...";
}

/// <summary>Something that is wrong with a form.</summary>
/// <param name="Field">The field; null for the whole.</param>
/// <param name="Words">What, in words.</param>
public sealed record FieldProblem(string? Field, string Words);
