namespace Equipoise.Cli.Terminal;

/// <summary>What a library refuses, in the words that it has for people.</summary>
static class Sentences
{
    /// <summary>The sentences of a refusal, without the name of the parameter that the framework adds.</summary>
    public static string[] Of(ArgumentException refusal)
    {
        var parameter = $" (Parameter '{refusal.ParamName}')";
        var message = refusal.Message;
        return (message.EndsWith(parameter, StringComparison.Ordinal) ? message[..^parameter.Length] : message).Split(
            Environment.NewLine
        );
    }
}
