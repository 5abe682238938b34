using Equipoise.Analysis.Quality;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Survival divided by its quality.</summary>
public sealed class QualityOfSurvival
{
    static readonly QualityResults of = new();

    [Fact]
    public void Without_the_days_of_adverse_events_it_is_not_analyzed_and_that_is_said()
    {
        var protocol = HandMadeAdam.Protocol();
        var output = Outputs.Analyzed(
            protocol with
            {
                Analysis = protocol.Analysis with
                {
                    Quality = new("PFS", "PFS", Grade: 3, new(12, TimeUnit.Month), Toxicity: 0.5, Relapse: 0.5, Draws: 200, 1, 0.95),
                },
            },
            HandMadeAdam.Of(4).WithEvents(("1", "Fatigue", "3"))
        );
        output.Results.Find(of.Id).ShouldBeNull();
        output.Results.Conventions.ShouldContain(one => one.Text.StartsWith("Q-TWiST was not analyzed"));
    }
}
