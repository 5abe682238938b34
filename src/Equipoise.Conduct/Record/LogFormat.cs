using System.Text.Json;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>
/// The format of a trial's log: what its events mean and which rules they were held to. Its first row states it.
/// </summary>
/// <remarks>
/// Logs of the first format state none: they have no people, and every text in its row. They are read, verified and exported
/// for ever, and not gone on with.
/// </remarks>
public static class LogFormat
{
    /// <summary>The format of a log that states none.</summary>
    public const int First = 1;

    /// <summary>The format that this program writes.</summary>
    public const int Current = 2;

    /// <summary>The format that the first row of a log states.</summary>
    /// <exception cref="LogUnreadableException">It is one that only a later version of the program knows.</exception>
    internal static int Of(LogRow first)
    {
        int stated;
        try
        {
            using var payload = JsonDocument.Parse(first.Payload);
            stated =
                payload.RootElement.TryGetProperty("format", out var format) && format.TryGetInt32(out var number)
                    ? number
                    : First;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Whatever else is wrong with the row is said when it is read.
            stated = First;
        }
        return stated <= Current
            ? stated
            : throw new LogUnreadableException(
                $"The log is of format {stated}, which a later version of the program wrote; this one knows formats up "
                    + $"to {Current}."
            );
    }
}
