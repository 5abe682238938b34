using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Equipoise.Design.Simulation.Sharding;

/// <summary>A value written so that equal values have equal texts, on every machine.</summary>
/// <remarks>
/// JSON without blanks: of a record, the name of its case and what it was given, by name in ordinal order; numbers with the
/// digits that give them back exactly. Derived values are left out, for a logarithm may differ in its last bit between machines.
/// Read from the types themselves, so that whatever is added to a trial is part of its text.
/// </remarks>
static class CanonicalText
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string words:
                text.Append('"').Append(System.Text.Json.JsonEncodedText.Encode(words)).Append('"');
                break;
            case Enum named:
                text.Append('"').Append(named).Append('"');
                break;
            case double number:
                // -0 equals 0.
                text.Append((number + 0.0).ToString("R", CultureInfo.InvariantCulture));
                break;
            case IFormattable number when value.GetType().IsPrimitive:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                text.Append('[').AppendJoin(',', items.Cast<object?>().Select(Of)).Append(']');
                break;
            default:
                WriteRecord(value, text);
                break;
        }
    }

    static void WriteRecord(object value, StringBuilder text)
    {
        text.Append("{\"\":\"").Append(value.GetType().Name).Append('"');
        var given = value
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite || IsGiven(property))
            .OrderBy(property => property.Name, StringComparer.Ordinal);
        foreach (var property in given)
        {
            text.Append(",\"").Append(property.Name).Append("\":");
            Write(property.GetValue(value), text);
        }
        text.Append('}');
    }

    // What a constructor takes under its name and no one can set afterwards.
    static bool IsGiven(PropertyInfo property) =>
        property
            .ReflectedType!.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase));
}
