using System.Globalization;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Record;

/// <summary>Names of the program and of the protocol as people read them.</summary>
static class Wording
{
    extension(Enum member)
    {
        /// <summary>The member in words: "recovered with sequelae".</summary>
        internal string InWords =>
            string.Concat(
                member.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")
            ).ToLowerInvariant();
    }

    extension(DateOnly day)
    {
        /// <summary>The day with its month by name, so that nobody reads it in another order: "30 Apr 2019".</summary>
        internal string InWords => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
    }

    extension(DateTimeOffset moment)
    {
        /// <summary>The moment in UTC, to the minute: "30 Apr 2019 12:30 UTC".</summary>
        internal string InWords => moment.UtcDateTime.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
    }

    extension(string text)
    {
        /// <summary>The same with a capital first letter.</summary>
        internal string Capitalized => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";
    }

    extension(TrialProtocol protocol)
    {
        /// <summary>The printed name of a treatment; its id where the protocol has it no more.</summary>
        internal string LabelOf(string treatment) =>
            protocol.Treatments.FirstOrDefault(one => one.Id == treatment)?.Label ?? treatment;
    }
}
