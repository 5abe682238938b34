using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>plain words:</c> what the public is told, without numbers: those come from results.</summary>
static class ReadPlainWords
{
    public static PlainWords? From(YamlCursor part) =>
        part.Fields(fields =>
        {
            var outcomes = new Dictionary<string, string>();
            var words = new PlainWords(
                Plain(fields.Required("condition", "the illness, in lay words")),
                Plain(fields.Required("population", "who took part: people with …")),
                Plain(fields.Required("experimental", "what was tested, in lay words")),
                Plain(fields.Required("control", "what it was compared with, in lay words")),
                fields.Optional("why") is { IsPresent: true } why ? Plain(why) : null,
                outcomes,
                fields.Optional("meaning") is { IsPresent: true } meaning ? Sentences(meaning) : []
            )
            {
                Authors = Given(fields.Optional("authors")),
                Journal = Given(fields.Optional("journal")),
                Published = fields.Optional("published").Date(),
                Where = Given(fields.Optional("where")),
                Quotation = fields.Optional("quotation") is { IsPresent: true } quotation ? Said(quotation) : null,
            };
            fields.Required("outcomes", "a lay name for each endpoint, by its id").Each((id, at) => outcomes[id] = Plain(at));
            return words;
        });

    static string? Given(YamlCursor at) => at.IsPresent ? Plain(at) : null;

    static Quotation? Said(YamlCursor part) =>
        part.Fields(fields => new Quotation(
            Plain(fields.Required("words", "what was said, word by word")),
            Plain(fields.Required("speaker", "who said it, and with which part in the trial"))
        ));

    static List<string> Sentences(YamlCursor at) => at.Node is YamlNode.List ? [.. at.Items().Select(Plain)] : [Plain(at)];

    static string Plain(YamlCursor at)
    {
        var text = at.Text() ?? "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(IsNumber))
            at.Report(
                $"holds the number {ProblemList.Quote(word)}",
                "say it without a number: the brief takes every number from a result"
            );
        return text;
    }

    /// <summary>
    /// Whether a word states a number: it holds a digit and does not begin with a letter, as HER2 and CDK4/6 do.
    /// </summary>
    static bool IsNumber(string word) =>
        word.Any(char.IsNumber) && word.FirstOrDefault(char.IsLetterOrDigit) is var first && !char.IsLetter(first);
}
