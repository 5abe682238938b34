using System.Text;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Forms;

/// <summary>A trial with a form of every type of item, and the participant 101-001 who has consented.</summary>
sealed class FormTrial : IDisposable
{
    internal const string Who = "101-001";
    internal static readonly DateOnly Day = new(2018, 3, 5);
    internal static readonly FormPlace Every = new("unscheduled", 1, "every-type");
    internal static readonly Stamp Now = new(new(2018, 3, 9, 12, 0, 0, TimeSpan.Zero), "nurse");

    const string Forms = """
        code lists:
          pain: { 0: none, 1: mild, 2: severe }
        forms:
          every-type:
            label: Every type
            at: [unscheduled, cycle 1-2]
            items:
              words: { ask: Words?, type: text, longest: 50 }
              count: { ask: How many?, type: whole number, possible: 0 to 100, usual: 1 to 10, required: yes }
              weight: { ask: How heavy?, type: decimal number, decimals: 2, unit: kg, possible: at least 0.5, usual: at most 99.5 }
              day: { ask: When?, type: date, usual: at least 2018-01-01 }
              smoker: { ask: Smoker?, type: yes or no, required: yes }
              pain: { ask: Pain?, type: choice, from: pain }
              since: { ask: Smoker since when?, type: partial date, only if: smoker is yes, required: yes }
              brand: { ask: Which brand?, type: text, only if: since is 2000-01-01 }
            groups:
              visits:
                label: Visits
                repeats: yes
                items:
                  where: { ask: Where?, type: text, required: yes }
                  how-long: { ask: How long?, type: whole number, only if: where is home }

        """;

    internal static readonly TrialProtocol Protocol = Read();

    internal FormTrial(ITrialLog? log = null)
    {
        Log = log ?? SqliteTrialLog.InMemory();
        Conduct = new(Log, new(Protocol, PatinaTrial.Key), TimeProvider.System);
        With(
            new OpenTrial(null, Synthetic: true),
            new ScreenParticipant(Who, "101", 57, Sex.Female, PatinaTrial.Screening),
            new RecordConsent(Who, PatinaTrial.Consent)
        );
    }

    internal ITrialLog Log { get; }

    internal TrialConduct Conduct { get; }

    internal LogRow[] Rows => [.. Log.Read()];

    internal ParticipantForms State => Conduct.State.Find(Who)!.Forms;

    internal FormState Form => State.Find(Every)!;

    internal static RecordForm Record(params ItemEntry[] items) => new(Who, Every, items, Day);

    internal static ItemEntry Changed(string item, string value, int repeat = 1) =>
        new(item, value, repeat) { ReasonForChange = "Misread" };

    internal static Signature Sign(Stamp? at = null) =>
        new(Staff.Name, SignForm.Meaning, (at ?? Now).RecordedAt, "password");

    internal Decision Do(TrialCommand command, Stamp stamp) => Staff.Give((one, by) => Conduct.Do(one, by), Conduct.State, command, stamp);

    internal FormTrial With(params TrialCommand[] commands)
    {
        foreach (var command in commands)
            Do(command, Now).ShouldBeOfType<Decision.Accepted>(command.ToString());
        return this;
    }

    /// <summary>The form with both of its required items, so that it could be signed.</summary>
    internal FormTrial WithComplete() => With(Record(new("count", "5"), new("smoker", "no")));

    internal string[] RefusalsOf(TrialCommand command, Stamp? at = null) =>
        PatinaTrial.Rule(Do(command, at ?? Now));

    internal string[] RefusalsOf(TrialCommand command, string requestKey) =>
        PatinaTrial.Rule(Conduct.Do(command, Now, requestKey));

    /// <summary>The kinds of the rows that a command adds.</summary>
    internal string[] KindsOf(TrialCommand command)
    {
        var before = Rows.Length;
        Do(command, Now).ShouldBeOfType<Decision.Accepted>(command.ToString());
        return [.. Rows[before..].Select(row => row.Kind)];
    }

    public void Dispose() => Conduct.Dispose();

    static TrialProtocol Read()
    {
        var patina = File.ReadAllText(Examples.ProtocolPath("patina"));
        var (start, end) = (patina.IndexOf("code lists:\n", StringComparison.Ordinal), patina.IndexOf("endpoints:\n", StringComparison.Ordinal));
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(patina[..start] + Forms + patina[end..]), "protocol.yaml");
        return reading.ShouldBeOfType<ProtocolReading.Accepted>(string.Join('\n', reading.Problems)).Protocol;
    }
}
