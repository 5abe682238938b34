namespace Equipoise.Conformance.Rules;

/// <summary>A rule that reads well and still asks for something that makes no sense, said in words.</summary>
public sealed class RuleException : Exception
{
    /// <summary>With this explanation.</summary>
    public RuleException(string message)
        : base(message) { }

    /// <summary>With this explanation and its cause.</summary>
    public RuleException(string message, Exception inner)
        : base(message, inner) { }

    /// <summary>Without explanation; never used.</summary>
    public RuleException() { }
}
