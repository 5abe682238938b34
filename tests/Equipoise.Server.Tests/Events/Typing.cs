namespace Equipoise.Server.Tests.Events;

/// <summary>How tests fill in the fields of a day and of a signature.</summary>
static class Typing
{
    internal static (string, string)[] Day(string field, int year, int month, int day) =>
        [($"{field}-day", $"{day}"), ($"{field}-month", $"{month:00}"), ($"{field}-year", $"{year}")];

    internal static (string, string)[] Month(string field, int year, int month) =>
        [($"{field}-day", ""), ($"{field}-month", $"{month:00}"), ($"{field}-year", $"{year}")];

    internal static (string, string)[] Moment(string field, int year, int month, int day, string time) =>
        [.. Day(field, year, month, day), ($"{field}-time", time)];

    internal static (string, string)[] Signed(string user) => [("proof-user", user), ("proof-password", ServerUnderTest.Password)];
}
