using Equipoise.Conformance.Rules;
using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Conditions;

/// <summary>Asks the condition of a rule of a frame.</summary>
/// <remarks>
/// A test of a variable that the data set does not have is neither true nor false (its tests of presence apart): with others that
/// must hold beside it nothing is found, with others of which one is enough those decide. Source: the truth tables of the rule
/// language (docs/boolean_logic.md of cdisc-open-rules).
/// </remarks>
public static class Answer
{
    /// <summary>The rows that meet the condition; null when it cannot be asked because variables are absent.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="frame">The rows.</param>
    /// <param name="prefix">What "--" stands for; null when the data set has no domain.</param>
    /// <param name="absent">Gets the names of the variables that are not there.</param>
    public static Mask? Of(Condition condition, Frame frame, string? prefix, ISet<string> absent) =>
        condition switch
        {
            Condition.All all => Every(all.Parts, frame, prefix, absent),
            Condition.Any any => Some(any.Parts, frame, prefix, absent),
            Condition.Not not => Of(not.Part, frame, prefix, absent) is { } mask ? ~mask : null,
            Condition.Test test => Of(new Asked(test, frame, prefix, absent), test.Operator, absent),
            _ => throw new ArgumentException($"{condition?.GetType().Name} is no condition.", nameof(condition)),
        };

    static Mask? Of(Asked asked, string name, ISet<string> absent)
    {
        if (asked.AbsentOperand is not { } operand)
            return Operators.Find(name)!(asked);
        absent.Add(operand);
        return null;
    }

    static Mask? Every(IReadOnlyList<Condition> parts, Frame frame, string? prefix, ISet<string> absent)
    {
        Mask? all = null;
        foreach (var part in parts)
        {
            if (Of(part, frame, prefix, absent) is not { } mask)
                return null;
            all = all is null ? mask : all & mask;
            // What no row meets so far no row meets in the end.
            if (!all.Any)
                return all;
        }
        return all ?? new Mask(frame.RowCount);
    }

    static Mask? Some(IReadOnlyList<Condition> parts, Frame frame, string? prefix, ISet<string> absent)
    {
        Mask? any = null;
        foreach (var part in parts)
            if (Of(part, frame, prefix, absent) is { } mask)
                any = any is null ? mask : any | mask;
        return any;
    }
}
