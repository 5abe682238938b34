using System.Text.Json;
using System.Xml.Linq;
using Equipoise.Cli;

namespace Equipoise.Validation.Tte;

/// <summary>A run of the verb as a user would start it.</summary>
sealed record TteRun(int Status, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static TteRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = Program.Run(["tte", .. arguments], output, error, TimeProvider.System);
        return new(status, output.ToString(), error.ToString());
    }

    /// <summary>The texts of one class in a figure, in its order.</summary>
    public static string[] Texts(string svg, string ofClass) =>
        [
            .. XDocument
                .Load(svg)
                .Descendants()
                .Where(element => (string?)element.Attribute("class") == ofClass)
                .Select(element => element.Value),
        ];

    /// <summary>Runs on a table of these lines.</summary>
    public static TteRun OnLines(string lines, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "table.csv");
            File.WriteAllText(file, lines);
            return Of([file, .. arguments]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
