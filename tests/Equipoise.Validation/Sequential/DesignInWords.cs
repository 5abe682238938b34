using System.Globalization;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Validation.Sequential;

/// <summary>The cases of R/group-sequential.R, whose names say the design: rule;alpha;fractions;spending fractions;futility;power;sides.</summary>
static class DesignInWords
{
    public static GroupSequentialTest Read(string name)
    {
        var parts = name.Split(';');
        var fractions = Times(parts[2]);
        return new()
        {
            Efficacy = Efficacy(parts[0]),
            OneSidedAlpha = Number(parts[1]),
            InformationFractions = fractions,
            SpendingFractions = parts[3] == "same" ? null : Times(parts[3]),
            Futility = Futility(parts[4].Split(' ')),
            Power = Number(parts[5]),
            TwoSided = parts[6] == "two-sided",
        };
    }

    public static double[] Numbers(string text) => [.. text.Split(' ').Select(Number)];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static double[] Times(string text) =>
        text.Split(' ') is ["even", var looks]
            ? [.. Enumerable.Range(1, int.Parse(looks, CultureInfo.InvariantCulture)).Select(k => k / Number(looks))]
            : Numbers(text);

    static EfficacyRule Efficacy(string rule) =>
        rule.Split(' ') switch
        {
            ["P"] => new EfficacyRule.Pocock(),
            ["OF"] => new EfficacyRule.OBrienFleming(),
            ["WT", var delta] => new EfficacyRule.WangTsiatis(Number(delta)),
            ["HP", var z] => new EfficacyRule.HaybittlePeto(Number(z)),
            var words => new EfficacyRule.Spending(Function(words)),
        };

    static FutilityRule Futility(string[] words) =>
        words switch
        {
            ["none"] => new FutilityRule.None(),
            ["z", .. var z, var kind] => new FutilityRule.FixedZ([.. z.Select(Number)], kind == "binding"),
            [.. var function, var kind] => new FutilityRule.Spending(Function(function), kind == "binding"),
            _ => throw new FormatException(string.Join(' ', words)),
        };

    static SpendingFunction Function(string[] words) =>
        words switch
        {
            ["of"] => new SpendingFunction.LanDeMetsOBrienFleming(),
            ["poc"] => new SpendingFunction.LanDeMetsPocock(),
            ["hsd", var gamma] => new SpendingFunction.HwangShihDeCani(Number(gamma)),
            ["kd", var rho] => new SpendingFunction.KimDeMets(Number(rho)),
            ["user"] => new SpendingFunction.UserDefined([new(0.4, 0.2), new(0.7, 0.6)]),
            _ => throw new FormatException(string.Join(' ', words)),
        };
}
