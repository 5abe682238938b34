using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>What a characteristic is in a model: itself where it is a number, else an indicator of each level but one.</summary>
static class CovariateColumns
{
    /// <summary>Its columns; a value that is not known is not a number.</summary>
    public static IEnumerable<Func<Participant, double>> Of(TrialData trial, string id) =>
        trial.Characteristics[id] switch
        {
            Characteristic.Numeric number => [who => number.Values[who.Row]],
            Characteristic.Categorical factor => Enumerable
                .Range(1, Math.Max(0, factor.Levels.Count - 1))
                .Select(level => Indicator(factor, level)),
            _ => [],
        };

    static Func<Participant, double> Indicator(Characteristic.Categorical factor, int level) =>
        who => factor.Values[who.Row] is >= 0 and var value ? (value == level ? 1.0 : 0.0) : double.NaN;
}
