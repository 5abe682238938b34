namespace Equipoise.Statistics.Counting;

/// <summary>How an observation ended, when one cause is looked at.</summary>
enum EventKind
{
    OfTheCause,
    OfAnother,
    None,
}
