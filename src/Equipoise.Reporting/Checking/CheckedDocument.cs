namespace Equipoise.Reporting.Checking;

/// <summary>A document that somebody may have edited, held against the results as they are now.</summary>
/// <param name="Bound">The numbers that are bound to results, in the order of the text.</param>
/// <param name="Unbound">The numbers that stand in the text and are bound to nothing.</param>
public sealed record CheckedDocument(IReadOnlyList<CheckedNumber> Bound, IReadOnlyList<UnboundNumber> Unbound)
{
    /// <summary>Those that say something else than the result.</summary>
    public IEnumerable<CheckedNumber> Failing =>
        Bound.Where(number => number.State is NumberState.Moved or NumberState.Edited or NumberState.Gone);
}

/// <summary>A number of the text that is bound to a result.</summary>
/// <param name="Address">The address of the result.</param>
/// <param name="Text">What stands in the text.</param>
/// <param name="Now">What the result prints now; null where there is none.</param>
/// <param name="State">How the two stand to each other.</param>
/// <param name="Place">Where it stands.</param>
public sealed record CheckedNumber(string Address, string Text, string? Now, NumberState State, TextPlace Place);

/// <summary>How a number in a text stands to its result.</summary>
public enum NumberState
{
    /// <summary>The text says what the result is.</summary>
    Holds,

    /// <summary>The text says what the result was; it has become another.</summary>
    Moved,

    /// <summary>Somebody changed the number in the text.</summary>
    Edited,

    /// <summary>There is no result at the address any more.</summary>
    Gone,

    /// <summary>The number was taken out of the text, which is nothing wrong.</summary>
    Removed,
}

/// <summary>A number that stands in the text and is bound to nothing.</summary>
/// <param name="Text">The number.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Address">The one result that prints so; null where there is none, or more than one.</param>
public sealed record UnboundNumber(string Text, TextPlace Place, string? Address);

/// <summary>Where something stands in a text.</summary>
/// <param name="Line">The line of the file, from 1; null where its format has no lines.</param>
/// <param name="Heading">The nearest heading above; "" for none.</param>
/// <param name="Around">The words around it.</param>
public sealed record TextPlace(int? Line, string Heading, string Around);
