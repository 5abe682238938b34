using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Equipoise.Server.Api;

/// <summary>What a program asks to be recorded: a key by which asking again is no second request, and a body of JSON.</summary>
/// <param name="Key">The value of the Idempotency-Key.</param>
/// <param name="Body">The body.</param>
sealed record Asked<T>(string Key, T Body)
    where T : class
{
    /// <summary>Reads a request and answers it; what cannot be read is refused in the same words everywhere.</summary>
    internal static async Task<IResult> Answer(HttpContext http, Func<Asked<T>, Task<IResult>> answer)
    {
        if (IdempotencyKey.Of(http.Request) is not { } key)
            return Problem.NoKey();
        if (await SentBody.Read(http) is not { } bytes)
            return Problem.OfStatus(StatusCodes.Status413PayloadTooLarge, "The body is larger than is taken here.");
        // What has no members may be left out.
        if (bytes.Length == 0 && ApiJson.Members(typeof(T)).Count == 0)
            bytes = [.. "{}"u8];
        else if (!http.Request.HasJsonContentType())
            return Problem.OfStatus(StatusCodes.Status415UnsupportedMediaType, "The body is application/json.");
        if (SentBody.Parse(bytes) is not { } document)
            return Problem.Malformed([new("#", "is no JSON in UTF-8, or is nested too deeply")]);
        using (document)
        {
            var sent = new SentJson();
            var body = sent.Read<T>(document.RootElement);
            return sent.Problems.Count > 0 || body is null ? Problem.Malformed(sent.Problems) : await answer(new(key, body));
        }
    }
}

/// <summary>The header by which asking again is no second request.</summary>
static class IdempotencyKey
{
    internal const string Header = "Idempotency-Key";

    // A row of a batch has the key of the batch, a slash and its number.
    const int Longest = 80;

    /// <summary>The key of a request; null without one that can be.</summary>
    internal static string? Of(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= Longest } key] && key.All(letter => letter is > ' ' and <= '~')
            ? key
            : null;
}

/// <summary>The bytes of a body.</summary>
static class SentBody
{
    internal const int Most = 64 * 1024;

    const int Deepest = 8;

    /// <summary>The whole body; null for one that is larger than the endpoint takes.</summary>
    internal static async Task<byte[]?> Read(HttpContext http)
    {
        var most = http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Most;
        if (http.Request.ContentLength > most)
            return null;
        using var all = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(piece, http.RequestAborted) is > 0 and var count)
        {
            if (all.Length + count > most)
                return null;
            all.Write(piece.AsSpan(0, count));
        }
        return all.ToArray();
    }

    /// <summary>The JSON of a body; null for what is none.</summary>
    internal static JsonDocument? Parse(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
            return null;
        try
        {
            return JsonDocument.Parse(bytes, new() { MaxDepth = Deepest });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How large a body an endpoint takes.</summary>
sealed record TakesAtMost(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
