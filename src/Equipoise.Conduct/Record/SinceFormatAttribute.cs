namespace Equipoise.Conduct.Record;

/// <summary>
/// The format of the log from which a kind of event, or a member of one, is known: what is told of an older log does not name
/// it.
/// </summary>
/// <param name="format">The format.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class SinceFormatAttribute(int format) : Attribute
{
    /// <summary>The format.</summary>
    public int Format => format;
}
