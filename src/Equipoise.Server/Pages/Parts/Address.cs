namespace Equipoise.Server.Pages.Parts;

/// <summary>Addresses of pages with what is asked of them.</summary>
static class Address
{
    /// <summary>A path with those of the parameters that have a value.</summary>
    internal static string Of(string path, params (string Name, string? Value)[] asked)
    {
        var query = string.Join(
            '&',
            asked.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}")
        );
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>A page as a parameter: the first is the one that is shown without.</summary>
    internal static (string Name, string? Value) Page(int page) =>
        ("page", page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
}
