using System.Diagnostics;
using System.Diagnostics.Metrics;
using Equipoise.Conduct.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Measures;

/// <summary>
/// What whoever operates a server may know of its work: how often, how long, how much. Never what, and never of whom.
/// </summary>
/// <remarks>
/// The words of its labels are this program's own: templates of addresses, methods, numbers of statuses, names of rules. Nothing
/// that somebody typed or sent is among them, no identifier, no token and no arm. A request begins a trace of its own: what a
/// caller sends of theirs is not passed on.
/// </remarks>
sealed class Measured : IDisposable
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    internal const string Name = "Equipoise.Server";

    static readonly HashSet<string> methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    readonly Meter meter = new(Name);
    readonly ActivitySource source = new(Name);
    readonly Histogram<double> requests;
    readonly Counter<long> rows;
    readonly Counter<long> refusals;
    readonly Counter<long> failures;

    public Measured()
    {
        requests = meter.CreateHistogram<double>("equipoise.request.duration", "s", "How long a request took.");
        rows = meter.CreateCounter<long>("equipoise.log.rows", "{row}", "Rows of the trial log that this server wrote.");
        refusals = meter.CreateCounter<long>("equipoise.refusals", "{refusal}", "Refusals of commands, by rule.");
        failures = meter.CreateCounter<long>("equipoise.sign_in.failures", "{attempt}", "Attempts to sign in that failed.");
    }

    /// <summary>Tells how many rows others wrote that this server had not read; a look at the store answers it.</summary>
    internal void TellLag(Func<long> lag) =>
        meter.CreateObservableGauge("equipoise.log.lag", lag, "{row}", "Rows of the log that this server had not read yet.");

    /// <summary>Measures a request.</summary>
    internal async Task Request(HttpContext http, RequestDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        Activity.Current = null;
        using var activity = source.StartActivity("request", ActivityKind.Server);
        await next(http);
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        var method = methods.TryGetValue(http.Request.Method, out var known) ? known : "other";
        TagList tags = [new("method", method), new("route", route), new("status", http.Response.StatusCode)];
        requests.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
        if (activity is null)
            return;
        activity.DisplayName = $"{method} {route}";
        foreach (var (name, value) in tags)
            activity.SetTag(name, value);
    }

    /// <summary>Counts what a decision came to.</summary>
    internal void Decided(Decision decision)
    {
        if (decision is Decision.Accepted { Events.Count: > 0 and var written })
            rows.Add(written);
        if (decision is Decision.Refused refused)
            foreach (var reason in refused.Reasons)
                refusals.Add(1, new KeyValuePair<string, object?>("rule", reason.Rule));
    }

    /// <summary>Counts an attempt to sign in that failed.</summary>
    /// <param name="why">One of this program's own words: "wrong password".</param>
    internal void NotSignedIn(string why) => failures.Add(1, new KeyValuePair<string, object?>("why", why));

    public void Dispose()
    {
        meter.Dispose();
        source.Dispose();
    }
}
