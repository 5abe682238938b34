using System.Globalization;

namespace Equipoise.Tests;

/// <summary>What is done under a culture that writes 0,5 and ~1 for 0.5 and -1, as a program that uses the libraries may be.</summary>
#pragma warning disable RS0030 // Banned so that nobody relies on it: here it is what must make no difference.
static class ForeignCulture
{
    public static T Under<T>(Func<T> work)
    {
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NegativeSign) = (",", "~");
        (foreign.NumberFormat.PercentDecimalSeparator, foreign.DateTimeFormat.DateSeparator) = (",", ".");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = foreign;
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
#pragma warning restore RS0030
