using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Rendering.Web;

/// <summary>The look of the report, carried inside it.</summary>
static class StyleSheet
{
    public static Html Text { get; } = Read("report.css");

    /// <summary>What the page of operating characteristics adds to it.</summary>
    public static Html OperatingCharacteristics { get; } = Read("operating-characteristics.css");

    /// <summary>What the page of a sample size adds to these two.</summary>
    public static Html Planning { get; } = Read("planning.css");

    /// <summary>On paper the notice stands in the margin of every page, where no content can cover it.</summary>
    public static Html OnEveryPage(string notice) =>
        new($$"""@page { @top-center { content: "{{notice}}"; } }{{"\n"}}""");

    static Html Read(string name)
    {
        using var stream =
            typeof(StyleSheet).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd());
    }
}
