using Equipoise.Statistics;

namespace Equipoise.Validation.Survival;

/// <summary>Small published data, typed as their authors print them ("6+" is censored at 6), with groups and strata.</summary>
sealed record ClassicTrial(Observation[] Observations, int[] Groups, int[] Strata)
{
    /// <summary>Weeks of remission on placebo (0) and 6-mercaptopurine (1): Freireich et al. (1963), Blood 21:699.</summary>
    public static ClassicTrial Freireich { get; } =
        Of(
            "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+",
            new string('0', 21) + new string('1', 21)
        );

    /// <summary>Weeks of remission without (0) and with (1) maintenance chemotherapy: Miller (1981), Survival Analysis, p. 49.</summary>
    public static ClassicTrial Aml { get; } =
        Of("5 5 8 8 12 16+ 23 27 30 33 43 45 9 13 13+ 18 23 28+ 31 34 45+ 48 161+", new string('0', 12) + new string('1', 11));

    /// <summary>Days to infection at a catheter, by disease (other, GN, AN, PKD) and sex: McGilchrist and Aisbett (1991), R's kidney.</summary>
    public static ClassicTrial Kidney { get; } =
        Of(
            """
            8 16 23 13+ 22 28 447 318 30 12 24 245 7 9 511 30 53 196 15 154 7 333 141 8+ 96 38 149+ 70+ 536 25+ 17 4+ 185 177 292 114 22+ 159+
            15 108+ 152 562 402 24+ 13 66 39 46+ 12 40 113+ 201 132 156 34 30 2 25 130 26 27 58 5+ 43 152 30 190 5+ 119 8 54+ 16+ 6+ 78 63 8+
            """,
            "0011000000001111221122002222002200001100330022222222112211112222331100003333",
            "1122112211221122221122222222221122222222112222221122222211222222222222222211"
        );

    /// <summary>The kidney data with groups that alternate by row: two of them.</summary>
    public static ClassicTrial Alternating { get; } =
        Kidney with
        {
            Groups = [.. Enumerable.Range(1, 76).Select(row => row % 2)],
        };

    static ClassicTrial Of(string times, string groups, string strata = "") =>
        new(
            [
                .. times
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Select(word =>
                        word.EndsWith('+')
                            ? Observation.CensoredAt(double.Parse(word[..^1]))
                            : Observation.Event(double.Parse(word))
                    ),
            ],
            [.. groups.Select(digit => digit - '0')],
            [.. strata.Select(digit => digit - '0')]
        );
}
