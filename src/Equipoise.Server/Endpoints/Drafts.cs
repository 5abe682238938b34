using System.Text.Json;
using Equipoise.Server.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Equipoise.Server.Endpoints;

/// <summary>
/// What somebody typed and has not recorded: one a person and form, at the server, so that neither an ended session nor another
/// machine loses it. It is no part of the trial, and is never exported.
/// </summary>
sealed class Drafts(ServerTables tables, TimeProvider clock)
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    const int Largest = 32 * 1024;

    internal static string Place(string participant, string form) => $"{participant}/{form}";

    /// <summary>The place as people read it: "101-01, dose of palbociclib, give".</summary>
    internal static string Words(string place) =>
        Uri.UnescapeDataString(place)
            .Replace("?treatment=", " of ", StringComparison.Ordinal)
            .Replace("?visit=", ", ", StringComparison.Ordinal)
            .Replace("&number=", " ", StringComparison.Ordinal)
            .Replace("#form-", ", ", StringComparison.Ordinal)
            .Replace("/", ", ", StringComparison.Ordinal);

    /// <summary>
    /// Keeps what was typed instead of what was kept before: the fields of the form, and nothing that proves who somebody is.
    /// </summary>
    internal bool Keep(string person, string place, IFormCollection form)
    {
        var content = JsonSerializer.Serialize(
            form.Where(field => field.Key is not ("form" or "key") && !field.Key.StartsWith("proof-", StringComparison.Ordinal))
                .ToDictionary(field => field.Key, field => field.Value.ToString())
        );
        if (content.Length > Largest)
            return false;
        tables.Change(
            """
            INSERT INTO draft VALUES (@person, @place, @content, 0, @now)
            ON CONFLICT (person, place) DO UPDATE SET content = excluded.content, kept = excluded.kept
            """,
            ("person", person),
            ("place", place),
            ("content", content),
            ("now", clock.GetUtcNow().Stored)
        );
        return true;
    }

    /// <summary>The draft of a person in a form; null for none.</summary>
    internal Draft? Of(string person, string place) =>
        tables.First(
            "SELECT content, kept FROM draft WHERE person = @person AND place = @place AND kept > @oldest",
            row => new Draft(
                Typed.Of(
                    new FormCollection(
                        JsonSerializer
                            .Deserialize<Dictionary<string, string>>(row.GetString(0))!
                            .ToDictionary(field => field.Key, field => new StringValues(field.Value))
                    )
                ),
                row.Moment(1)!.Value
            ),
            ("person", person),
            ("place", place),
            ("oldest", (clock.GetUtcNow() - Kept).Stored)
        );

    /// <summary>The forms of which a person has a draft, the latest first.</summary>
    internal IReadOnlyList<string> PlacesOf(string person) =>
        tables.All(
            "SELECT place FROM draft WHERE person = @person AND kept > @oldest ORDER BY kept DESC",
            row => row.GetString(0),
            ("person", person),
            ("oldest", (clock.GetUtcNow() - Kept).Stored)
        );

    /// <summary>Deletes one: it was recorded.</summary>
    internal void Delete(string person, string place) =>
        tables.Change("DELETE FROM draft WHERE person = @person AND place = @place", ("person", person), ("place", place));

    /// <summary>Deletes those that nobody wants any more.</summary>
    internal void DeleteOld() =>
        tables.Change("DELETE FROM draft WHERE kept <= @oldest", ("oldest", (clock.GetUtcNow() - Kept).Stored));
}

/// <summary>What was typed, and when it was kept.</summary>
sealed record Draft(Typed Typed, DateTimeOffset At)
{
    internal string Words(DateTimeOffset now) => $"Your draft of {Ago(now - At)} ago, not recorded.";

    static string Ago(TimeSpan ago) =>
        ago.TotalMinutes < 2 ? "a moment"
        : ago.TotalHours < 2 ? $"{ago.TotalMinutes:0} minutes"
        : $"{ago.TotalHours:0} hours";
}
