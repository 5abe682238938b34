namespace Equipoise.Reporting.Pages;

/// <summary>The look of the report, carried inside it.</summary>
static class StyleSheet
{
    public static Html Text { get; } = Read();

    /// <summary>On paper the notice stands in the margin of every page, where no content can cover it.</summary>
    public static Html SyntheticPages { get; } =
        new($$"""@page { @top-center { content: "{{Masthead.SyntheticNotice}}"; } }{{"\n"}}""");

    static Html Read()
    {
        using var stream =
            typeof(StyleSheet).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("report.css is not embedded.");
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd());
    }
}
