using System.Globalization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Trial.Tests.Protocol;

namespace Equipoise.Trial.Tests.Conduct.Ctcae;

/// <summary>
/// A value that no living person has is a slip of the unit or of the decimal point: it is refused, in words that say so. One that is unusual is taken and
/// shown.
/// </summary>
public sealed class PlausibleValueTests : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(14);
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    [Theory]
    [InlineData("neutrophils", 450, "neutrophils: 450 10^9/L is not possible; write 0 to 400 10^9/L. Is it in another unit?")] // of a uL
    [InlineData("platelets", 150_000, "platelets: 150000 10^9/L is not possible; write 0 to 6000 10^9/L. Is it in another unit?")] // of a uL
    [InlineData("hemoglobin", 120, "hemoglobin: 120 g/dL is not possible; write 0.5 to 30 g/dL. Is it in another unit?")] // g/L
    public void A_value_in_another_unit_than_the_field_is_refused(string test, double value, string words) =>
        trial
            .Do(new RecordLabValue(Id, test, value, day))
            .ShouldBeOfType<Equipoise.Conduct.Record.Decision.Refused>()
            .Reasons.ShouldHaveSingleItem()
            .ShouldBe(new("not-possible", words));

    [Fact]
    public void So_are_limits_of_normal_of_another_unit() =>
        trial
            .RefusalsOf(new RecordLabValue(Id, "neutrophils", 2.1, day, LowerLimit: 1800, UpperLimit: 7700))
            .ShouldBe(["not-possible", "not-possible"]);

    [Fact]
    public void An_unusual_value_is_taken_and_shown()
    {
        trial.With(new RecordLabValue(Id, "neutrophils", 62, day), new RecordLabValue(Id, "platelets", 200, day));
        GradedLaboratory
            .Of(trial.Participant(), Examples.PatinaProtocol)
            .Select(value => (value.Test.Code, value.IsUnusual))
            .ShouldBe([("NEUT", true), ("PLAT", false)]);
        var table = DoseRuleTable.Find(Equipoise.Protocol.DoseRuleTables.PalbociclibLabel)!;
        var drug = Examples.PatinaProtocol.Treatments.First(treatment => treatment.DoseRules is not null);
        var facts = DoseFacts.Of(trial.Participant(), Examples.PatinaProtocol, drug, table, 1, 15, day, new(false));
        DoseProposals.Of(facts, table).Because[0].ShouldBe("NEUT 62 10^9/L of 2018-03-22, grade 0, unusual: look again");
    }

    [Fact]
    public void A_protocol_may_state_its_own_bounds()
    {
        var tests = Read("        possible: 0.01 to 40\n        usual: at least 0.2\n").FollowUp!.Laboratory;
        var neutrophils = tests.Single(test => test.Code == "NEUT");
        (neutrophils.Possible!.ToString(), neutrophils.Usual!.ToString()).ShouldBe(("0.01 to 40", "at least 0.2"));
        (neutrophils.IsPossible(40), neutrophils.IsPossible(40.1), neutrophils.IsUsual(0.1)).ShouldBe((true, false, false));
        Slip.In(
            "code: NEUT\n        unit: 10^9/L",
            "code: NEUT\n        unit: 10^9/L\n        possible: ‸40 to 2",
            "follow up.laboratory.tests.neutrophils.possible",
            "runs from 40 down to 2"
        );
    }

    /// <summary>400 x 10^9/L is 400,000 cells/uL; 8,000 umol/L of creatinine are 90.5 mg/dL.</summary>
    [Theory]
    [InlineData("NEUT", "cells/uL", "0 to 400000")]
    [InlineData("CREAT", "mg/dL", "0.0566 to 90.5")]
    [InlineData("HGB", "g/dL", "0.5 to 30")]
    public void The_bounds_are_told_in_the_unit_of_the_protocol(string code, string unit, string bounds) =>
        Equipoise.Protocol.Laboratory.GradedTest.Find(code)!.PossibleIn(unit)!.ToString().ShouldBe(bounds);

    /// <summary>Every bound leaves room: what is usual lies within what is possible, and every limit of a CTCAE grade within both.</summary>
    [Fact]
    public void Every_grade_that_a_value_can_have_can_be_recorded()
    {
        foreach (var version in Equipoise.Protocol.CtcaeVersions.Names)
            foreach (var term in Equipoise.Conduct.Ctcae.CtcaeDictionary.Find(version)!.Terms.Where(term => term.Units.Count > 0 && term.Code != ""))
            {
                var possible = Equipoise.Protocol.Laboratory.GradedTest.Find(term.Code)!.PossibleIn(term.Units[0])!;
                foreach (var limit in term.Limits.SelectMany(cell => cell.Split(';')))
                    if (limit.Trim().Split(' ') is [_, var number] && decimal.TryParse(number, CultureInfo.InvariantCulture, out var bound))
                        (possible.Low < bound && bound < possible.High).ShouldBeTrue($"{version} {term.Name} {bound} {term.Units[0]}");
            }
    }

    static Equipoise.Protocol.TrialProtocol Read(string more) =>
        Equipoise
            .Protocol.Reading.ProtocolFile.Parse(
                System.Text.Encoding.UTF8.GetBytes(
                    Slip.Replace(
                        File.ReadAllText(Examples.ProtocolPath("patina")),
                        "code: NEUT\n        unit: 10^9/L\n",
                        $"code: NEUT\n        unit: 10^9/L\n{more}"
                    )
                ),
                "p"
            )
            .ShouldBeOfType<Equipoise.Protocol.Reading.ProtocolReading.Accepted>()
            .Protocol;
}
