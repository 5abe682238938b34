using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.TestHost;

namespace Equipoise.Server.Tests;

/// <summary>What a browser does of its own: keeps cookies, says where a request comes from, sends the hidden fields of a form.</summary>
sealed class Browser(TestServer server) : IDisposable
{
    static readonly HtmlParser parser = new();

    readonly HttpClient client = new(server.CreateHandler()) { BaseAddress = server.BaseAddress };

    internal Dictionary<string, string> Cookies { get; } = [];

    public void Dispose() => client.Dispose();

    /// <summary>Asks for a page.</summary>
    internal Task<Answer> Get(string place) => Send(new(HttpMethod.Get, place));

    /// <summary>
    /// Fills in the form of that action on the page of the same address, or on the one named, and sends it.
    /// </summary>
    internal Task<Answer> Post(string action, params (string Name, string Value)[] fields) => PostFrom(action, action, fields);

    /// <summary>Fills in the form of that action on a page and sends it.</summary>
    internal async Task<Answer> PostFrom(string page, string action, params (string Name, string Value)[] fields)
    {
        var shown = await Get(page);
        var form =
            shown.Page.QuerySelector($"form[method=post][action='{action}']")
            ?? shown.Page.QuerySelector("form[method=post][action='/sign-out']");
        var all = HiddenIn(form)
            .Where(field => fields.All(typed => typed.Name != field.Name))
            .Concat(fields);
        return await PostBare(action, [.. all]);
    }

    static (string Name, string Value)[] HiddenIn(IElement? part) =>
        [
            .. (part?.QuerySelectorAll("input[type=hidden]") ?? Enumerable.Empty<IElement>())
                .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? "")),
        ];

    /// <summary>Sends fields as they are.</summary>
    internal Task<Answer> PostBare(string action, params (string Name, string Value)[] fields) =>
        Send(
            new(HttpMethod.Post, action)
            {
                Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            }
        );

    /// <summary>Sends a request with what a browser adds, unless it has that already.</summary>
    internal async Task<Answer> Send(HttpRequestMessage request)
    {
        if (!request.Headers.Contains("Sec-Fetch-Site"))
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var given))
            foreach (var cookie in given.Select(one => one.Split(';')[0].Split('=', 2)))
                if (cookie[1].Length > 0)
                    Cookies[cookie[0]] = cookie[1];
                else
                    Cookies.Remove(cookie[0]);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Location?.ToString(),
            response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value))
        );
    }

    /// <summary>What came back.</summary>
    internal sealed record Answer(int Status, string Text, string? Place, IReadOnlyDictionary<string, string> Headers)
    {
        internal IDocument Page { get; } = parser.ParseDocument(Text);

        /// <summary>The hidden fields of its content, which every form of it is sent with.</summary>
        internal (string Name, string Value)[] Hidden => HiddenIn(Page.QuerySelector("main"));

        /// <summary>The words of the page's content, with single spaces.</summary>
        internal string Words => string.Join(' ', (Page.QuerySelector("main")?.TextContent ?? Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
