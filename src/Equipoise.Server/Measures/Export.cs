using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Equipoise.Server.Measures;

/// <summary>Where measures are sent: nowhere, unless whoever operates the server names a collector of OpenTelemetry.</summary>
static class Export
{
    /// <summary>The variable of the environment that names it.</summary>
    internal const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    internal static IServiceCollection AddMeasures(this IServiceCollection services)
    {
        services.AddSingleton<Measured>();
        if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Collector)))
            services
                .AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService("equipoise"))
                .WithMetrics(metrics => metrics.AddMeter(Measured.Name).AddOtlpExporter())
                .WithTracing(traces => traces.AddSource(Measured.Name).AddOtlpExporter());
        return services;
    }
}
