using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Equipoise.Benchmarks.Server;

/// <summary>Clients of a server that ask again as soon as they were answered.</summary>
sealed partial class Load(ServingProcess server) : IDisposable
{
    readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 128 })
    {
        BaseAddress = server.Address,
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>Signs somebody in, and gives the header by which they are known.</summary>
    public async Task<string> SignIn(string person, string password)
    {
        var (form, cookie) = await Form("/sign-in", "/sign-in", null);
        using var answer = await Post("/sign-in", cookie, [new("form", form), new("user", person), new("password", password)]);
        var all = string.Join("; ", Cookies(answer).Prepend(cookie));
        return answer.StatusCode == HttpStatusCode.SeeOther || answer.StatusCode == HttpStatusCode.Redirect
            ? all
            : throw new InvalidOperationException($"{person}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Keys with which a program acts for that person, who is a coordinator of the site.</summary>
    public async Task<string[]> Keys(string cookie, string site, int count)
    {
        List<string> keys = [];
        for (var number = 0; number < count; number++)
        {
            var (form, given) = await Form("/account", "/account/keys", cookie);
            using var answer = await Post(
                "/account/keys",
                $"{cookie}; {given}",
                [new("form", form), new("key-name", $"bench {number}"), new("role", $"Coordinator/{site}")]
            );
            var page = await answer.Content.ReadAsStringAsync();
            keys.Add(Key().Match(page) is { Success: true } found ? found.Groups["key"].Value : throw new InvalidOperationException(page));
        }
        return [.. keys];
    }

    /// <summary>Asks for pages in turn, so many clients at once.</summary>
    /// <param name="clients">How many.</param>
    /// <param name="cookie">Who asks.</param>
    /// <param name="atLeast">How long, at least.</param>
    /// <param name="most">How many requests at most.</param>
    /// <param name="pages">The addresses, asked for in turn.</param>
    public Task<Loaded> Ask(int clients, string cookie, TimeSpan atLeast, int most, params string[] pages)
    {
        var watch = Stopwatch.StartNew();
        return Together(
            clients,
            number => number < most && (watch.Elapsed < atLeast || number < clients)
                ? new HttpRequestMessage(HttpMethod.Get, pages[number % pages.Length]) { Headers = { { "Cookie", cookie } } }
                : null,
            [server],
            _ => http
        );
    }

    /// <summary>Randomizes everybody once, by programs, at one server or at several in turn.</summary>
    public static Task<Loaded> Randomize(int clients, IReadOnlyList<string> keys, string[] participants, params Load[] at) =>
        Together(
            clients,
            number =>
                number < participants.Length
                    ? new HttpRequestMessage(HttpMethod.Post, $"/api/v1/participants/{participants[number]}/randomization")
                    {
                        Headers = { { "Authorization", $"Bearer {keys[number % keys.Count]}" }, { "Idempotency-Key", $"bench-{participants[number]}" } },
                        Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json"),
                    }
                    : null,
            [.. at.Select(one => one.Server)],
            number => at[number % at.Length].http
        );

    ServingProcess Server => server;

    public void Dispose() => http.Dispose();

    static async Task<Loaded> Together(
        int clients,
        Func<int, HttpRequestMessage?> next,
        ServingProcess[] servers,
        Func<int, HttpClient> by
    )
    {
        var (taken, statuses) = (new ConcurrentBag<double>(), new ConcurrentDictionary<int, int>());
        var (number, bytes) = (-1, 0L);
        var before = servers.Sum(one => one.Used.TotalMilliseconds);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(Client)));
        var (seconds, used) = (watch.Elapsed.TotalSeconds, servers.Sum(one => one.Used.TotalMilliseconds) - before);
        return new(taken.Count, used / taken.Count, taken.Count / seconds, At(0.5), At(0.99), bytes / taken.Count, statuses.ToDictionary());

        double At(double share) => taken.Order().ElementAt((int)Math.Min(taken.Count - 1, share * taken.Count));

        async Task Client()
        {
            while (Interlocked.Increment(ref number) is var mine && next(mine) is { } request)
            {
                using (request)
                {
                    var asked = Stopwatch.GetTimestamp();
                    using var answer = await by(mine).SendAsync(request);
                    var body = await answer.Content.ReadAsByteArrayAsync();
                    taken.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                    Interlocked.Add(ref bytes, body.Length);
                    statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                }
            }
        }
    }

    async Task<(string Form, string Cookie)> Form(string page, string action, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var at = text.IndexOf($"action=\"{action}\"", StringComparison.Ordinal);
        return (Hidden().Match(text, Math.Max(at, 0)).Groups["token"].Value, string.Join("; ", Cookies(answer)));
    }

    Task<HttpResponseMessage> Post(string place, string cookie, KeyValuePair<string, string>[] fields) =>
        http.SendAsync(
            new(HttpMethod.Post, place)
            {
                Headers = { { "Cookie", cookie }, { "Sec-Fetch-Site", "same-origin" } },
                Content = new FormUrlEncodedContent(fields),
            }
        );

    static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var given) ? given.Select(one => one.Split(';')[0]) : [];

    [GeneratedRegex("name=\"form\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<code>(?<key>[A-Za-z0-9_-]{30,})</code>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}

/// <summary>What a load came to.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="Milliseconds">The time of the server's processors for one.</param>
/// <param name="PerSecond">How many a second.</param>
/// <param name="Median">The median time until an answer was read, in milliseconds.</param>
/// <param name="Ninetynine">The time within which 99 of 100 were read.</param>
/// <param name="Bytes">The bytes of one answer.</param>
/// <param name="Statuses">How many of each status.</param>
sealed record Loaded(
    int Requests,
    double Milliseconds,
    double PerSecond,
    double Median,
    double Ninetynine,
    long Bytes,
    IReadOnlyDictionary<int, int> Statuses
);
