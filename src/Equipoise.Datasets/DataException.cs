namespace Equipoise.Datasets;

/// <summary>Data that cannot be used, said in words that name the file, the row and the column where they are known.</summary>
public sealed class DataException : Exception
{
    /// <summary>With this explanation.</summary>
    public DataException(string message)
        : base(message) => Problems = [message];

    /// <summary>With this explanation and its cause.</summary>
    public DataException(string message, Exception inner)
        : base(message, inner) => Problems = [message];

    /// <summary>With every problem that was found; the message has one a line.</summary>
    public DataException(IReadOnlyList<string> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>Without explanation; never used.</summary>
    public DataException() => Problems = [];

    /// <summary>Every problem, each in words that stand alone.</summary>
    public IReadOnlyList<string> Problems { get; }
}
