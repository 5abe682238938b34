using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Prose;

/// <summary>The trial for everyone, above all for those who took part: short sentences, and no word of statistics.</summary>
/// <remarks>In the order of the European template for lay summaries: why, who, what was done, findings, harms, meaning.</remarks>
sealed class LayStory(Manuscript m)
{
    readonly string endpoint = EndpointOrder.Primary(m.Protocol);

    public BoundText Title =>
        m.Results.Provenance.Synthetic
            ? m.Say($"A rehearsal of the {m.Names.Trial} study, in plain words")
            : m.Say($"The {m.Names.Trial} study in plain words");

    public IReadOnlyList<Block> Blocks =>
        [
            .. Part("Why was the study done?", Rehearsed(), ForWhom(), Why()),
            .. Part("Who took part?", People(), Age()),
            .. Part("What was done?", Compared(), Chance(), Known(), Followed()),
            .. Part("What did the study find?", new LayFinding(m).Primary),
            .. Paragraph.Of(EndpointOrder.Others(m.Protocol).Select(id => BoundText.Join(" ", new LayFinding(m).Other(id)))),
            .. Part("What were the harms?", LayHarms.Of(m)),
            .. Part("What does it mean?", [.. m.Names.Meaning.Select(words => m.Say($"{words}")), OneStudy()]),
            .. Part("Who paid, and where can I read more?", Paid(), Registered()),
        ];

    IEnumerable<Block> Part(string question, params IEnumerable<BoundText> sentences)
    {
        var told = BoundText.Join(" ", sentences);
        return told.IsEmpty ? [] : [new Heading(m.Say(question)), new Paragraph(told)];
    }

    BoundText Rehearsed() =>
        m.Results.Provenance.Synthetic
            ? m.Say("This is a rehearsal. The people in it are not real, and it says nothing about a treatment.")
            : BoundText.Empty;

    BoundText Why() => m.Protocol.PlainWords!.Why is null ? BoundText.Empty : m.Say($"{m.Names.Why}");

    BoundText ForWhom() => m.Say($"The study was about {m.Names.Condition}.");

    BoundText People()
    {
        var all = new DispositionResults().AllRandomized;
        var sites = new RecruitmentResults().Sites;
        var isReal = !m.Results.Provenance.Synthetic;
        var where = isReal && m.Protocol.PlainWords!.Where is not null ? m.Say($" in {m.Names.Where}") : BoundText.Empty;
        var at = isReal && m.Raw(sites) > 1 ? m.Say($", at {sites} hospitals or clinics{where}") : where;
        return m.HasNumbers(all) ? m.Say($"In all, {all} people took part{at}.") : BoundText.Empty;
    }

    BoundText Age()
    {
        var age = new BaselineResults("age").Median(By.Everyone).Estimate;
        return m.HasNumbers(age) ? m.Say($"Half of them were {age} years old or older.") : BoundText.Empty;
    }

    BoundText Compared() =>
        m.Protocol.Comparison is not null
            ? m.Say($"One group got {m.Names.Experimental}. The other group got {m.Names.Control}.")
            : m.Say($"The groups got {ArmWords.OfEach(m, arm => m.Say($"{m.Names.ArmInFull(arm).Small}"), "or")}.");

    BoundText Chance()
    {
        BoundText Put(Arm arm) => m.Say($"{m.SizeInFullAnalysis(arm.Id)} to {m.Names.Arm(arm).Small}");
        return m.HasNumbers([.. m.Protocol.Arms.Select(arm => m.SizeInFullAnalysis(arm.Id))])
            ? m.Say($"Chance put each person in a group: {ArmWords.OfEach(m, Put)}.")
            : m.Say("Chance put each person in a group.");
    }

    BoundText Known() =>
        m.Protocol.Trial.Masking switch
        {
            Masking.Blind { Masked: var masked } when masked.Contains(MaskedParty.Participant) => m.Say(
                "Those who took part did not know their group."
            ),
            Masking.OpenLabel => m.Say("They and their doctors knew which group that was."),
            _ => BoundText.Empty,
        };

    BoundText Followed()
    {
        var median = new FollowUpResults(endpoint).Median(By.Everyone).Estimate;
        return m.HasNumbers(median)
            ? m.Say($"About half of them were followed for {median} {m.Names.Unit(endpoint)} or more.")
            : BoundText.Empty;
    }

    BoundText OneStudy() =>
        m.Say(
            "No one study can tell what is best for you. Please talk with your doctor before you change how you are treated."
        );

    BoundText Paid() =>
        m.Protocol.Trial.Funding is null
            ? m.Say("Who paid for the study is not stated.")
            : m.Say($"The study was paid for by: {m.Names.Funding}.");

    BoundText Registered() =>
        m.Protocol.Trial.Registry is null
            ? BoundText.Empty
            : m.Say($"You can look it up in the public list of studies by its number, {m.Names.Registry}.");
}
