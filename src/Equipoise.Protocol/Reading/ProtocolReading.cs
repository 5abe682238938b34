using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>What came of reading a protocol file: a protocol that holds together, or every reason why not.</summary>
public abstract record ProtocolReading
{
    ProtocolReading() { }

    /// <summary>Every problem found, in the order of the file; empty when the protocol was accepted.</summary>
    public abstract IReadOnlyList<ProtocolProblem> Problems { get; }

    /// <summary>The file says what a protocol must say, and nothing in it contradicts anything else in it.</summary>
    /// <param name="Protocol">What it says.</param>
    public sealed record Accepted(TrialProtocol Protocol) : ProtocolReading
    {
        /// <inheritdoc/>
        public override IReadOnlyList<ProtocolProblem> Problems => [];
    }

    /// <summary>The file was read, and is wrong. Nothing of it may be used.</summary>
    public sealed record Rejected : ProtocolReading
    {
        internal Rejected(IReadOnlyList<ProtocolProblem> problems) => Problems = problems;

        /// <inheritdoc/>
        public override IReadOnlyList<ProtocolProblem> Problems { get; }
    }

    /// <summary>There was nothing to read: no such file, a folder, a file too large, or one that is not text in UTF-8.</summary>
    /// <param name="Problem">Why.</param>
    public sealed record Unreadable(ProtocolProblem Problem) : ProtocolReading
    {
        /// <inheritdoc/>
        public override IReadOnlyList<ProtocolProblem> Problems => [Problem];
    }
}
