namespace Equipoise.Datasets.DefineXml;

/// <summary>An element of a Define-XML document.</summary>
public abstract record DefinePart
{
    private protected DefinePart() { }

    /// <summary>Attributes that Define-XML does not know, each by its name, "{namespace}name" where it has one; they are written
    /// again.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Extensions { get; init; } = [];

    /// <summary>The line of the file at which it stands; 0 when it comes from none.</summary>
    internal int Line { get; init; }
}

/// <summary>An element that others refer to.</summary>
public abstract record DefineDef : DefinePart
{
    private protected DefineDef() { }

    /// <summary>Its name for the machine, such as "IT.DM.AGE", unique in the document.</summary>
    public required string Oid { get; init; }
}

/// <summary>A text in one language.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">Such as "en"; "" where none is said.</param>
public readonly record struct Translation(string Text, string Language = "");

/// <summary>Another name of something, such as its code at the NCI.</summary>
/// <param name="Context">Whose name it is, such as "nci:ExtCodeID".</param>
/// <param name="Name">The name.</param>
public readonly record struct DefineAlias(string Context, string Name);
