using Equipoise.Server.Tables;

namespace Equipoise.Server.Accounts;

/// <summary>The set-up of a server without accounts.</summary>
public static class SetUp
{
    /// <summary>A code that only whoever reads the console knows: whoever came first would otherwise own the trial.</summary>
    public static string NewCode() => Token.Draw();
}
