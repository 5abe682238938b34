using System.Globalization;

namespace Equipoise.Reporting.Pictures;

/// <summary>Reads the path of an SVG element: M, L, H, V and Z, and v, the one small letter that figures use.</summary>
static class PenPath
{
    public static IReadOnlyList<PenStep> Of(string path)
    {
        var steps = new List<PenStep>();
        var (x, y, startX, startY) = (0.0, 0.0, 0.0, 0.0);
        for (var at = 0; at < path.Length;)
        {
            var command = path[at++];
            switch (command)
            {
                case 'M' or 'L':
                    (x, y) = (Next(), Next());
                    if (command == 'M')
                        (startX, startY) = (x, y);
                    steps.Add(new(command == 'M' ? PenMove.To : PenMove.LineTo, x, y));
                    break;
                case 'H':
                    steps.Add(new(PenMove.LineTo, x = Next(), y));
                    break;
                case 'V':
                    steps.Add(new(PenMove.LineTo, x, y = Next()));
                    break;
                case 'v':
                    steps.Add(new(PenMove.LineTo, x, y += Next()));
                    break;
                case 'Z':
                    (x, y) = (startX, startY);
                    steps.Add(new(PenMove.Close, x, y));
                    break;
                case ' ':
                    break;
                default:
                    throw new InvalidOperationException($"A path has {command} at {at - 1}, which no canvas draws: {path}");
            }

            double Next()
            {
                while (at < path.Length && path[at] is ' ' or ',')
                    at++;
                var first = at;
                while (at < path.Length && (char.IsAsciiDigit(path[at]) || path[at] is '-' or '+' or '.' or 'e' or 'E'))
                    at++;
                return double.Parse(path.AsSpan(first..at), CultureInfo.InvariantCulture);
            }
        }
        return steps;
    }
}
