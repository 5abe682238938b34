using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Record;

/// <summary>
/// Every text of a command, however deep it lies: what somebody typed, chose or copied. Read off the types, so that a new command
/// has nothing to remember.
/// </summary>
/// <remarks>
/// The log is for ever, and one text that cannot be exchanged would spoil every export of the trial: so it is looked at before
/// anything else, and its refusal is told and never recorded.
/// </remarks>
static class TypedTexts
{
    static readonly ConcurrentDictionary<Type, Member[]> members = new();

    /// <summary>What speaks against the texts of a command; nothing when every one can be kept.</summary>
    internal static IEnumerable<Refusal> Objections(TrialCommand command) =>
        Of(command, "", isOfSeveralLines: false).Select(text => text.Objection).OfType<Refusal>();

    /// <summary>
    /// Whether nothing can speak against any text of an event that is written so: letters of ASCII that JSON needs not escape,
    /// and of all texts together no more than one may have.
    /// </summary>
    internal static bool IsPlain(string json) =>
        json.Length <= LegibleText.Longest && !json.AsSpan().ContainsAnyExceptInRange(' ', '~') && !json.Contains('\\');

    /// <summary>The texts of a command, by the names that lead to them: <c>signature.name</c>, <c>items.0.value</c>.</summary>
    internal static IEnumerable<TypedText> Of(TrialCommand command) => Of(command, "", isOfSeveralLines: false);

    /// <summary>
    /// What of the texts of an event cannot be exchanged, of a program that did not look at them: each as the end of a sentence
    /// about the row.
    /// </summary>
    internal static IEnumerable<string> NotExchanged(TrialEvent one, string json) =>
        // Most rows are done with a look at their letters: what JSON escapes, and what has been lost before it was written.
        json.Contains("\\u", StringComparison.Ordinal) || json.Contains(LegibleText.Mark, StringComparison.Ordinal)
            || !ReferenceEquals(LegibleText.Mended(json), json)
            ? Of(one, "", isOfSeveralLines: false)
                .Where(text => LegibleText.Mended(text.Text).Contains(LegibleText.Mark, StringComparison.Ordinal))
                .Select(text => $"its text '{text.Place}' {LegibleText.Fault(text.Text, severalLines: true)}")
            : [];

    static IEnumerable<TypedText> Of(object? value, string place, bool isOfSeveralLines) =>
        value switch
        {
            null => [],
            string text => [new(place, text, isOfSeveralLines)],
            IEnumerable elements => elements
                .Cast<object?>()
                .SelectMany((element, index) => Of(element, Below(place, $"{index}"), isOfSeveralLines)),
            _ => members
                .GetOrAdd(value.GetType(), MembersOf)
                .SelectMany(member => Of(member.Property.GetValue(value), Below(place, member.Name), member.IsOfSeveralLines)),
        };

    static Member[] MembersOf(Type type) =>
        type.IsEnum || !(IsPair(type) || type.Assembly.GetName().Name!.StartsWith(nameof(Equipoise), StringComparison.Ordinal))
            ? []
            :
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    // What cannot be set follows from what can.
                    .Where(property => property.CanWrite || IsPair(type))
                    .Select(property => new Member(
                        JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                        property,
                        property.IsDefined(typeof(SeveralLinesAttribute))
                    )),
            ];

    static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    static string Below(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    sealed record Member(string Name, PropertyInfo Property, bool IsOfSeveralLines);
}

/// <summary>A text of a command.</summary>
/// <param name="Place">The names that lead to it.</param>
/// <param name="Text">The text.</param>
/// <param name="IsOfSeveralLines">Whether line feeds and tabs may stand in it.</param>
sealed record TypedText(string Place, string Text, bool IsOfSeveralLines)
{
    /// <summary>What speaks against it. The words never repeat the text: a refusal is read, and some are recorded.</summary>
    internal Refusal? Objection =>
        Fault is { } fault ? new("unreadable-text", $"'{Place}' {fault}: type the text again, without it.")
        : IsTooLong
            ? new(
                "unreadable-text",
                FormattableString.Invariant(
                    $"'{Place}' has {Text.Length:N0} characters, and a text has at most {LegibleText.Longest:N0}: shorten it."
                )
            )
        : null;

    // The text of a protocol is a file: it may be as long as it is, and lines may end as on Windows.
    bool IsFile => Place == "protocolText";

    string? Fault =>
        LegibleText.Fault(
            IsFile ? Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : Text,
            IsOfSeveralLines
        );

    bool IsTooLong => !IsFile && Text.Length > LegibleText.Longest;
}

/// <summary>Marks a text of a command that may have several lines: of a text area, or of a file.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class SeveralLinesAttribute : Attribute;
