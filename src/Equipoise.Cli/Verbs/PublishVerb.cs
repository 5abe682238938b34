using System.CommandLine;
using System.Globalization;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Reporting.Publication;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise publish DIR --out SITE</c>: analyzed trials as a site of files, with a feed and a digest.</summary>
public static class PublishVerb
{
    /// <summary>The verb.</summary>
    public static Command Build()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "A folder with results.json, report.html, brief.md and protocol.yaml, or one that holds such folders.",
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for the site; one that an earlier call made is renewed.",
            HelpName = "SITE",
            Required = true,
        };
        var since = new Option<string?>("--since")
        {
            Description = "From which day on the digest tells, such as 2026-01-01; when left out, it tells all.",
            HelpName = "DATE",
        };
        since.Validators.Add(result =>
        {
            if (result.GetValue(since) is { } text && Day(text) is null)
                result.AddError("--since is a day such as 2026-01-01.");
        });
        var address = new Option<string?>("--address")
        {
            Description = "Where the site will stand on the web: feed and digest, which are read elsewhere, lead there.",
            HelpName = "URL",
        };
        address.Validators.Add(result =>
        {
            if (result.GetValue(address) is { } text && Address(text) is null)
                result.AddError("--address is a folder on the web such as https://example.org/trials/.");
        });
        var command = new Command(
            "publish",
            "Make a site of analyzed trials, with a feed and a digest of what is new.\n\n"
                + "Several data cutoffs of a trial are told apart, and an earlier one is marked as replaced. Texts of which a "
                + "number no longer holds are refused. Nothing is sent anywhere.\n\n"
                + "Example: equipoise publish trials --out site --address https://example.org/trials/"
        )
        {
            folder,
            output,
            since,
            address,
        };
        command.SetAction(parsed =>
            PublishTrials.Of(
                parsed.GetRequiredValue(folder),
                parsed.GetRequiredValue(output),
                parsed.GetValue(since) is { } day ? Day(day) : null,
                parsed.GetValue(address) is { } url ? Address(url) : null,
                Said.Of(parsed)
            )
        );
        return command;
    }

    static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && PublicationSite.IsAddress(address) ? address : null;
}
