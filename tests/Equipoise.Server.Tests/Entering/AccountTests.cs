using System.Buffers.Binary;
using System.Security.Cryptography;
using Equipoise.Server.AccessLog;
using Equipoise.Server.Tables;

namespace Equipoise.Server.Tests.Entering;

public sealed class AccountTests
{
    [Fact]
    public async Task A_code_of_the_authenticator_app_is_asked_for_and_none_counts_twice()
    {
        await using var server = await ServerUnderTest.Start();
        var carla = await server.SignedIn("carla");
        await carla.PostFrom("/account", "/account/app/begin");
        var key = (await carla.Get("/account")).Page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var code = Totp(key);
        (await carla.PostFrom("/account", "/account/app", ("code", "000000"))).Status.ShouldBe(422);
        (await carla.PostFrom("/account", "/account/app", ("code", code))).Status.ShouldBe(303);

        (await server.Browser().Post("/sign-in", ("user", "carla"), ("password", ServerUnderTest.Password))).Status.ShouldBe(422);
        (await server.Browser().Post("/sign-in", ("user", "carla"), ("password", ServerUnderTest.Password), ("code", code)))
            .Status.ShouldBe(422, "A code that was used is none.");
        var next = Totp(key, steps: 1);
        (await server.Browser().Post("/sign-in", ("user", "carla"), ("password", ServerUnderTest.Password), ("code", next)))
            .Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session()
    {
        await using var server = await ServerUnderTest.Start();
        var (here, there) = (await server.SignedIn("carla"), await server.SignedIn("carla"));
        const string chosen = "entirely different words";
        (await here.PostFrom("/account", "/account/password", ("current", "wrong"), ("password", chosen), ("again", chosen))).Status.ShouldBe(422);
        (await here.PostFrom("/account", "/account/password", ("current", ServerUnderTest.Password), ("password", chosen), ("again", chosen)))
            .Status.ShouldBe(303);
        (await here.Get("/participants")).Status.ShouldBe(200);
        (await there.Get("/participants")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Sign_ins_and_failures_are_in_the_access_log_whose_chain_shows_a_change_and_not_in_the_trial_log()
    {
        await using var server = await ServerUnderTest.Start();
        var rows = server.State.Head.Sequence;
        await server.SignedIn("carla");
        await server.Browser().Post("/sign-in", ("user", "carla"), ("password", "wrong"));
        var trail = server.Part<AccessTrail>();
        for (var waited = 0; trail.Latest(10).Count < 2 && waited < 100; waited++)
            await Task.Delay(50);
        trail.Latest(10).Select(entry => (entry.Person, entry.What)).ShouldBe([("carla", "wrong password"), ("carla", "signed in")]);
        server.State.Head.Sequence.ShouldBe(rows);
        trail.FirstBroken().ShouldBeNull();
        server.Part<ServerTables>().Change("UPDATE access SET person = 'ida' WHERE what = 'signed in'");
        trail.FirstBroken().ShouldBe(1);
    }

    [Fact]
    public async Task What_the_tables_hold_signs_nobody_in()
    {
        await using var server = await ServerUnderTest.Start();
        var carla = await server.SignedIn("carla");
        await carla.PostFrom("/account", "/account/app/begin");
        var key = (await carla.Get("/account")).Page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var session = carla.Cookies["session"];
        var everything = string.Join('\n', server.Part<ServerTables>().Everything());
        everything.ShouldContain("carla");
        foreach (var secret in new[] { ServerUnderTest.Password, session, key })
            everything.ShouldNotContain(secret);
    }

    /// <summary>The code of RFC 6238 now, so many steps of 30 seconds later.</summary>
    static string Totp(string base32, int steps = 0)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(base32.Select(letter => Convert.ToString(letters.IndexOf(letter), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // The codes of RFC 6238 are made with it.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return $"{number % 1_000_000:000000}";
    }
}
