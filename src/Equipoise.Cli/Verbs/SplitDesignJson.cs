using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Sizing;

namespace Equipoise.Cli.Verbs;

/// <summary>The plan of several endpoints for programs.</summary>
static class SplitDesignJson
{
    public static string Of(SplitDesign plan) =>
        JsonSerializer.Serialize(
            new
            {
                plan.Split.OneSidedAlpha,
                plan.Endpoints[0].Sized.Participants,
                Endpoints = plan.Endpoints.Select(endpoint => new
                {
                    Endpoint = endpoint.Endpoint.Id,
                    endpoint.Endpoint.InitialAlpha,
                    endpoint.Endpoint.PassesOn,
                    SizedAtAlpha = endpoint.Sized.Assumptions.OneSidedAlpha,
                    endpoint.Sized.Events,
                    endpoint.Sized.ExactEvents,
                    endpoint.Sized.Power,
                    endpoint.Sized.HazardRatio,
                    endpoint.Sized.Assumptions.Margin,
                    Formula = endpoint.Sized.Formula.GetType().Name,
                    ByAlpha = endpoint.ByAlpha.Select(one => new
                    {
                        one.Level.Alpha,
                        AfterRejectionOf = one.Level.Rejected,
                        one.Design.Power,
                        Looks = one.Design.Looks.Select(look => new
                        {
                            look.Look,
                            look.InformationFraction,
                            look.Events,
                            Months = Finite(look.Months),
                            MonthsUnderNull = Finite(look.MonthsUnderNull),
                            look.Participants,
                            EfficacyZ = Finite(look.Efficacy.Z),
                            EfficacyHazardRatio = look.Efficacy.HazardRatio,
                            EfficacyP = look.Efficacy.NominalP,
                            look.AlphaSpent,
                            look.PowerSpent,
                        }),
                    }),
                }),
            },
            Formats.JsonOptions
        );

    static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
