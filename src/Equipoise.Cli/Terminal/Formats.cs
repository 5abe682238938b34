using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Equipoise.Cli.Terminal;

/// <summary>The <c>--format</c> option: text for people, JSON for programs.</summary>
static class Formats
{
    public const string Json = "json";

    /// <summary>JSON as the command line writes it: camel case, indented, numbers with up to 17 significant digits.</summary>
    public static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Option<string> Option()
    {
        var option = new Option<string>("--format")
        {
            Description = "How to print: text or json.",
            DefaultValueFactory = _ => "text",
        };
        option.AcceptOnlyFromAmong("text", Json);
        return option;
    }
}
