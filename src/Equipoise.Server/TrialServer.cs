using Equipoise.Server.AccessLog;
using Equipoise.Server.Accounts;
using Equipoise.Server.Api;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Look;
using Equipoise.Server.Measures;
using Equipoise.Server.Pages;
using Equipoise.Server.Pages.Administration;
using Equipoise.Server.Pages.Answering;
using Equipoise.Server.Pages.Entering;
using Equipoise.Server.Pages.Events;
using Equipoise.Server.Pages.Forms;
using Equipoise.Server.Pages.Participants;
using Equipoise.Server.Pages.Screening;
using Equipoise.Server.Sessions;
using Equipoise.Server.Signing;
using Equipoise.Server.Tables;
using Equipoise.Server.Trial;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Equipoise.Server;

/// <summary>The trial online: people sign in, screen, randomize and follow up, and other programs ask by an API.</summary>
public static class TrialServer
{
    const long LargestForm = 64 * 1024;

    /// <summary>The server of that trial, ready to be started.</summary>
    /// <param name="served">What it serves.</param>
    /// <param name="clock">The clock of the trial, of sessions and of everything else.</param>
    /// <param name="address">Where it listens: <c>http://127.0.0.1:5000</c>, or with port 0 for any that is free.</param>
    /// <param name="configure">What a test changes before it is built.</param>
    public static WebApplication Build(
        ServedTrial served,
        TimeProvider clock,
        string address,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(served);
        // The framework would take settings, such as where to listen, from a file of the folder in which somebody starts this,
        // and watch everything below that folder for a change of them.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                ContentRootPath = AppContext.BaseDirectory,
                Args = ["--hostBuilder:reloadConfigOnChange=false"],
            }
        );
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(address);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        // The framework's own log tells addresses of requests, and so what is in them.
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Why a server does not start, such as a port that is taken, whoever starts it says in a line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        Services(builder.Services, served, clock);
        configure?.Invoke(builder);
        var app = builder.Build();
        Pipeline(app);
        return app;
    }

    /// <summary>The code with which this server is set up; null when somebody has an account.</summary>
    public static string? CodeToSetUp(WebApplication server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.Services.GetRequiredService<AccountStore>().IsEmpty
            ? server.Services.GetRequiredService<ServedTrial>().SetUpCode
            : null;
    }

    static void Services(IServiceCollection services, ServedTrial served, TimeProvider clock)
    {
        services.AddSingleton(served).AddSingleton(clock).AddSingleton(served.RingKey);
        services.AddSingleton(new ServerTables(served.Tables));
        services.AddSingleton<RunningTrial>().AddHostedService(all => all.GetRequiredService<RunningTrial>());
        services.AddSingleton<AccessTrail>().AddHostedService(all => all.GetRequiredService<AccessTrail>());
        services.AddHostedService<Housekeeping>();
        services.AddSingleton<TrialOfPages>().AddSingleton<SessionTable>().AddSingleton<ApiKeys>().AddSingleton<Attempts>();
        services.AddSingleton<KeyRate>().AddMeasures().AddApi();
        services.AddSingleton<Invitations>().AddSingleton<Challenges>().AddSingleton<Passwords>().AddSingleton<AccountStore>();
        services.AddScoped<Identification>().AddScoped<Passkeys>().AddScoped<Proofs>().AddSingleton<AccountParts>();
        services.AddScoped<AccountOverview>().AddSingleton<Drafts>().AddSingleton<AnswerCodes>();
        services.AddDataProtection().SetApplicationName("equipoise");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<ServerTables, TrialLog.Secret>(
                (ring, tables, secret) =>
                    (ring.XmlRepository, ring.XmlEncryptor) = (new KeyRing(tables), new RingEncryption(secret))
            );
        services.AddIdentityCore<Account>().AddSignInManager().AddDefaultTokenProviders();
        services.AddScoped<IUserStore<Account>>(all => all.GetRequiredService<AccountStore>());
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.AddAuthentication();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.FormFieldName = "form";
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.Configure<FormOptions>(form =>
        {
            form.BufferBodyLengthLimit = LargestForm;
            form.ValueCountLimit = 500;
            form.ValueLengthLimit = (int)LargestForm;
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
        );
    }

    static void Pipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(app.Services.GetRequiredService<Measured>().Request);
        app.Use(Guarded.Headers);
        app.UseMiddleware<StatusPages>();
        app.UseRouting();
        app.UseMiddleware<Gate>();
        app.MapEntering();
        app.MapOwnAccount();
        app.MapAdministration();
        app.MapScreening();
        app.MapParticipants();
        app.MapForms();
        app.MapAnswering();
        app.MapEvents();
        app.MapApi();
        Asset.Style.Map(app).ForAnybody();
        Asset.Script.Map(app).ForAnybody();
        app.MapGet("/health/live", () => Results.Text("live")).ForAnybody();
        app.MapGet(
                "/health/ready",
                (RunningTrial trial) => trial.Conduct is null ? Results.StatusCode(503) : Results.Text("ready")
            )
            .ForAnybody();
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
            if (endpoint.Metadata.GetMetadata<Needs>() is null)
                throw new InvalidOperationException($"{endpoint.DisplayName} does not say who may ask for it.");
    }
}
