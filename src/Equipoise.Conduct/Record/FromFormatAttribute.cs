namespace Equipoise.Conduct.Record;

/// <summary>The first format of a log that has this kind of event, or this member. What has no such mark is as old as the log.</summary>
/// <param name="format">The format, see <see cref="LogFormat"/>.</param>
/// <remarks>So that an export of an older log stays the same to the byte: it defines and tells nothing that the log could not have.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class FromFormatAttribute(int format) : Attribute
{
    /// <summary>The format.</summary>
    public int Format => format;
}
