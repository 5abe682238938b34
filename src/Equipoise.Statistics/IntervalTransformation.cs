namespace Equipoise.Statistics;

/// <summary>The scale on which a pointwise interval of a survival curve is symmetric.</summary>
public enum IntervalTransformation
{
    /// <summary>log(-log S): SAS's default. R: <c>conf.type = "log-log"</c>; SAS: <c>conftype=loglog</c>.</summary>
    LogLog,

    /// <summary>log S: R's default. R: <c>conf.type = "log"</c>; SAS: <c>conftype=log</c>.</summary>
    Log,

    /// <summary>S itself, cut off at 0 and 1. R: <c>conf.type = "plain"</c>; SAS: <c>conftype=linear</c>.</summary>
    Plain,

    /// <summary>log(S/(1 - S)), the log odds. R: <c>conf.type = "logit"</c>; SAS: <c>conftype=logit</c>.</summary>
    Logit,

    /// <summary>arcsin √S, cut off at 0 and 1. R: <c>conf.type = "arcsin"</c>; SAS: <c>conftype=asinsqrt</c>.</summary>
    ArcSine,
}
