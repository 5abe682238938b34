using System.Globalization;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Exchange.Odm;
using Equipoise.TrialLog;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Conduct.Odm;

/// <summary>Whatever people write, and whatever a number is, comes back as it was.</summary>
public sealed class AnyTextThroughOdm
{
    const string Troublesome = "ab <>&\"'\t\r\n\0\u0001\u001F\u007F\u0085\u2028\uFFFD\uFFFE\uFFFFé]";

    static readonly Gen<string> texts =
        from pieces in Gen.OneOf(Gen.Elements(Troublesome.Select(c => $"{c}").ToArray()), Gen.Elements("🩺", "𝒳", "]]>", "&amp;", "  "))
            .NonEmptyListOf()
        select string.Concat(pieces);

    [Fact]
    public void Any_text_in_a_term_a_cause_and_a_reason_comes_back_letter_by_letter() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20_180_401UL, 13UL),
            Prop.ForAll(
                Gen.Zip(texts, texts).ToArbitrary(),
                pair =>
                {
                    using var trial = PatinaTrial.WithEligible();
                    var (one, two) = ($"x{pair.Item1}", $"y{pair.Item2}");
                    trial.Recorded(
                        AnyText.AdverseEvent(one) with { PreferredTerm = two, BodySystem = pair.Item2 },
                        new DeathRecorded("101-001", two, PatinaTrial.Consent),
                        new DeathRecorded("101-001", one, PatinaTrial.Consent) { ReasonForChange = two },
                        new DataWereCutOff(PatinaTrial.Randomization, null),
                        new DataWereCutOff(PatinaTrial.Consent, two)
                    );

                    Again(trial).ShouldBe(trial.Rows);
                }
            )
        );

    [Fact]
    public void Any_number_comes_back_to_its_last_digit()
    {
        double[] numbers = [0, double.Epsilon, double.MaxValue, 0.1 + 0.2, 1e21, 123456789.123456789, 1.0 / 3, 5e-5, 1e-7];
        // No person has all of these platelets: the protocol of this trial sets no bounds.
        var followUp = Examples.PatinaProtocol.FollowUp!;
        var unbounded = followUp with { Laboratory = [.. followUp.Laboratory.Select(test => test with { Possible = null })] };
        using var trial = new PatinaTrial(
            SqliteTrialLog.InMemory(),
            new(Examples.PatinaProtocol with { FollowUp = unbounded }, PatinaTrial.Key)
        );
        trial.With(new OpenTrial(null, Synthetic: true)).AndEligible("101-001");
        foreach (var (index, number) in numbers.Index())
            trial.With(new RecordLabValue("101-001", "platelets", number, PatinaTrial.Consent.AddDays(index)));

        Again(trial).ShouldBe(trial.Rows);

        trial
            .Rows[^numbers.Length..]
            .Select(row => ((LabValueRecorded)Entry.Of(row).Event).Value.ToString("R", CultureInfo.InvariantCulture))
            .ShouldBe(numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
    }

    static LogRow[] Again(PatinaTrial trial)
    {
        using var log = SqliteTrialLog.InMemory();
        OdmImport.Read(new MemoryStream(OdmStory.Exported(trial.Rows)), log);
        return [.. log.Read()];
    }
}
