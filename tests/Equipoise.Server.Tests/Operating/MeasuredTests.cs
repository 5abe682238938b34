using System.Diagnostics;
using System.Globalization;
using System.Text;
using Equipoise.Conduct.Randomization;
using Equipoise.Server.Measures;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Equipoise.Server.Tests.Operating;

/// <summary>What a collector of measures is sent: how much and how long, never what and never of whom.</summary>
public sealed class MeasuredTests
{
    const string Marker = "marker-of-something-typed";

    [Fact]
    public async Task Measures_tell_routes_rows_rules_and_failures_and_nothing_that_was_typed_nor_of_whom_nor_an_arm()
    {
        List<Metric> metrics = [];
        List<Activity> traces = [];
        await using var server = await ServerUnderTest.StartWith(
            builder =>
                builder
                    .Services.AddOpenTelemetry()
                    .WithMetrics(all => all.AddMeter(Measured.Name).AddInMemoryExporter(metrics))
                    .WithTracing(all => all.AddSource(Measured.Name).AddInMemoryExporter(traces)),
            SmallTrial.Step.Signed,
            SmallTrial.Step.Consented
        );
        await server.Browser().Post("/sign-in", ("user", $"user-{Marker}"), ("password", $"password-{Marker}"));
        var carla = await server.SignedIn("carla");
        await carla.Get($"/participants?search={Marker}");
        await carla.Get($"/p/{Marker}");
        await carla.Get("/p/101-01");
        await carla.PostFrom("/p/101-01/eligibility", "/p/101-01/eligibility", ("adult", Marker));
        await carla.Send(new(HttpMethod.Get, $"/{Marker}?{Marker}") { Headers = { { "tracestate", $"a={Marker}" }, { "baggage", $"a={Marker}" } } });
        await carla.Send(new(new HttpMethod("MARKER"), "/participants"));
        var program = Api.Program.Coordinator(server);
        (await program.Post("/api/v1/participants/101-01/randomization", "{}", Marker)).Status.ShouldBe(201);
        (await program.Post("/api/v1/participants/101-02/randomization", "{}", $"other-{Marker}")).Status.ShouldBe(409);
        await program.Post("/api/v1/laboratory", $$"""{"rows":[{"{{Marker}}":1}]}""");

        // Ended, not flushed: the end of a request that is still on its way would be added to what is read here.
        server.Part<MeterProvider>().Shutdown().ShouldBeTrue();
        server.Part<TracerProvider>().Shutdown().ShouldBeTrue();
        var sent = Sent(metrics, traces);
        sent.ShouldContain("equipoise.request.duration method=GET route=/p/{participant} status=200");
        sent.ShouldContain("equipoise.request.duration method=other route=");
        sent.ShouldContain("equipoise.sign_in.failures why=wrong password");
        sent.ShouldContain("equipoise.refusals rule=not-signed");
        sent.ShouldContain("equipoise.log.rows");
        sent.ShouldContain("equipoise.log.lag");
        sent.ShouldContain("trace POST /api/v1/participants/{participant}/randomization");
        var arm = server.State.Find("101-01")!.Randomized!.Arm;
        string[] never =
        [
            "marker", "101-0", "carla", "Carla", "ida", arm, .. SmallTrial.Protocol.Arms.Select(one => one.Label), .. carla.Cookies.Values,
        ];
        foreach (var one in never)
            sent.ShouldNotContain(one, Case.Insensitive);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_sent_anywhere()
    {
        Environment.GetEnvironmentVariable(Export.Collector).ShouldBeNull();
        await using var server = await ServerUnderTest.Start();
        server.App.Services.GetService<MeterProvider>().ShouldBeNull();
        server.App.Services.GetService<TracerProvider>().ShouldBeNull();
    }

    /// <summary>All that a collector would get, in lines.</summary>
    static string Sent(List<Metric> metrics, List<Activity> traces)
    {
        var all = new StringBuilder();
        foreach (var metric in metrics)
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                all.Append(CultureInfo.InvariantCulture, $"{metric.Name}");
                foreach (var (name, value) in point.Tags)
                    all.Append(CultureInfo.InvariantCulture, $" {name}={value}");
                all.AppendLine();
            }
        foreach (var trace in traces)
        {
            all.Append(CultureInfo.InvariantCulture, $"trace {trace.DisplayName} {trace.OperationName} {trace.TraceStateString}");
            foreach (var (name, value) in trace.TagObjects.Concat(trace.Baggage.Select(one => KeyValuePair.Create(one.Key, (object?)one.Value))))
                all.Append(CultureInfo.InvariantCulture, $" {name}={value}");
            foreach (var one in trace.Events)
                all.Append(one.Name);
            all.AppendLine();
        }
        return all.ToString();
    }
}
