using System.Globalization;

namespace Equipoise.Validation.Tte;

/// <summary>The leukemia data of Miller (1981), R's survival::aml, with columns that are made of the number of the row.</summary>
static class AmlTable
{
    const int Rows = 23;
    static readonly int[] time = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45];
    static readonly int[] status = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1];
    // The columns that R/tte.R makes of the number of the row.
    public static readonly string Lines =
        "time,status,x,from,times,share,age\n"
        + string.Join(
            '\n',
            Enumerable
                .Range(0, Rows)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{time[row]},{status[row]},{(row < 11 ? "Maintained" : "Nonmaintained")},"
                            + $"{time[row] * (row % 4) / 5},{row % 3},{0.5 + row % 5 / 4.0},{40 + row * 7 % 23}"
                    )
                )
        );
}
