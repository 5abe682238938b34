using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;
using Equipoise.Server;
using Equipoise.Server.Accounts;
using Equipoise.Server.Trial;
using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.TrialLog;
using Equipoise.TrialLog.Beside;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>Two servers on one PostgreSQL are one to whoever asks them: sessions, locks and rates are the same at both.</summary>
[Collection(OnPostgres.Name)]
[Trait("Takes", "time")]
public sealed partial class TwoServers(OnePostgres postgres)
{
    const string Password = "correct horse battery";
    const string Person = "coordinator";

    [PostgresFact]
    public async Task Whoever_signed_in_at_one_is_known_at_the_other_and_signed_out_at_both()
    {
        await using var pair = await Pair.Start(postgres);
        var browser = new Visitor();
        (await browser.SignIn(pair.One, Password)).ShouldBe(HttpStatusCode.SeeOther);
        foreach (var server in new[] { pair.One, pair.Other })
            (await browser.Get(server, "/participants")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var thief = browser.Copy();
        (await browser.Post(pair.Other, "/participants", "/sign-out")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var server in new[] { pair.One, pair.Other })
            (await thief.Get(server, "/participants")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [PostgresFact]
    public async Task Wrong_passwords_at_both_are_counted_together_and_lock_the_name_at_both()
    {
        await using var pair = await Pair.Start(postgres);
        for (var attempt = 0; attempt < 5; attempt++)
            (await new Visitor().SignIn(attempt % 2 == 0 ? pair.One : pair.Other, "wrong")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var server in new[] { pair.One, pair.Other })
            (await new Visitor().SignIn(server, Password)).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    // PostgreSQL gives 100 connections to all together; four servers and their logs find room.
    [PostgresFact]
    public async Task However_many_ask_at_once_a_server_takes_twenty_connections_and_who_comes_later_waits()
    {
        // The tests' own connections are closed at once; a server keeps its.
        var pooled = postgres.NewDatabase().Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal);
        using var tables = SideTables.InPostgres(pooled, "equipoise_server");
        var taken = Enumerable.Range(0, 20).Select(number => tables.Open(waitForDisk: number % 4 > 0)).ToList();
        Task<DbConnection>[] next = [Task.Run(() => tables.Open()), Task.Run(() => tables.Open(waitForDisk: false))];
        await Task.Delay(500);
        next.ShouldAllBe(one => !one.IsCompleted);
        taken[0].Dispose();
        taken[1].Dispose();
        foreach (var one in next)
            using (var got = await one.WaitAsync(TimeSpan.FromSeconds(10)))
                got.State.ShouldBe(System.Data.ConnectionState.Open);
        taken.ForEach(connection => connection.Dispose());
    }

    [PostgresFact]
    public async Task A_key_is_taken_as_often_at_both_together_as_at_one()
    {
        await using var pair = await Pair.Start(postgres);
        var key = pair.Keys.Make(Person, new(Role.Coordinator, "101", Staff.Administrator, IsInForce: true), "a program");
        using var client = new HttpClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 700).Select(number => Ask(number % 3 == 0 ? pair.One : pair.Other)));
        var taken = answers.Count(status => status == HttpStatusCode.OK);
        // What one server took of the common table and did not use is the only difference.
        taken.ShouldBeInRange(KeyRate.Most - KeyRate.Block, KeyRate.Most);
        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(700 - taken);

        async Task<HttpStatusCode> Ask(Uri server)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, "/api/v1/participants"));
            request.Headers.Authorization = new("Bearer", key);
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    /// <summary>The two servers.</summary>
    sealed class Pair : IAsyncDisposable
    {
        readonly List<WebApplication> servers = [];
        readonly List<SideTables> tables = [];

        internal Uri One => new(servers[0].Urls.First());

        internal Uri Other => new(servers[1].Urls.First());

        internal ApiKeys Keys => servers[0].Services.GetRequiredService<ApiKeys>();

        internal static async Task<Pair> Start(OnePostgres postgres)
        {
            var connection = postgres.NewDatabase();
            using (var trial = new PatinaTrial(PostgresTrialLog.OpenOrCreate(connection)))
                trial.With(new Equipoise.Conduct.Opening.OpenTrial(null, Synthetic: true));
            var (pair, ring, clock) = (new Pair(), Secret.From("one ring"), new StandingClock());
            for (var number = 0; number < 2; number++)
            {
                pair.tables.Add(SideTables.InPostgres(connection, "equipoise_server"));
                pair.servers.Add(
                    TrialServer.Build(
                        new(() => PostgresTrialLog.OpenOrCreate(connection), PatinaTrial.Rules, pair.tables[^1], ring),
                        clock,
                        "http://127.0.0.1:0"
                    )
                );
                await pair.servers[^1].StartAsync();
                while (pair.servers[^1].Services.GetRequiredService<RunningTrial>().Conduct is null)
                    await Task.Delay(20);
            }
            var account = new Account { Person = Person };
            account.Password = new PasswordHasher<Account>().HashPassword(account, Password);
            pair.servers[0].Services.GetRequiredService<AccountStore>().Keep(account);
            return pair;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var server in servers)
            {
                await server.StopAsync();
                await server.DisposeAsync();
            }
            tables.ForEach(one => one.Dispose());
        }
    }

    /// <summary>One minute for all: a window of attempts must not end while they are counted.</summary>
    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => PatinaTrial.At(PatinaTrial.Randomization).RecordedAt;
    }

    /// <summary>A browser that goes to either server, as behind one proxy.</summary>
    sealed partial class Visitor
    {
        static readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

        readonly Dictionary<string, string> cookies = [];

        internal Visitor Copy()
        {
            var other = new Visitor();
            foreach (var (name, value) in cookies)
                other.cookies[name] = value;
            return other;
        }

        internal async Task<HttpStatusCode> SignIn(Uri server, string password) =>
            (await Post(server, "/sign-in", "/sign-in", ("user", Person), ("password", password))).StatusCode;

        internal Task<HttpResponseMessage> Get(Uri server, string place) => Send(new(HttpMethod.Get, new Uri(server, place)));

        internal async Task<HttpResponseMessage> Post(Uri server, string page, string action, params (string Name, string Value)[] fields)
        {
            var shown = await (await Get(server, page)).Content.ReadAsStringAsync();
            var token = Token().Match(shown).Groups["token"].Value;
            return await Send(
                new(HttpMethod.Post, new Uri(server, action))
                {
                    Content = new FormUrlEncodedContent(
                        fields.Append((Name: "form", Value: token)).Select(field => KeyValuePair.Create(field.Name, field.Value))
                    ),
                }
            );
        }

        async Task<HttpResponseMessage> Send(HttpRequestMessage request)
        {
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            if (cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(one => $"{one.Key}={one.Value}")));
            var answer = await client.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var given))
                foreach (var cookie in given.Select(one => one.Split(';')[0].Split('=', 2)))
                    cookies[cookie[0]] = cookie[1];
            return answer;
        }

        [GeneratedRegex("name=\"form\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Token();
    }
}
