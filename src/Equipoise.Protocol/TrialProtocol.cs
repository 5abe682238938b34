using Equipoise.Protocol.Forms;

namespace Equipoise.Protocol;

/// <summary>What was promised before anyone was enrolled: the whole of <c>protocol.yaml</c>, checked.</summary>
/// <remarks>
/// A value of this type has passed every check of <c>equipoise check</c>: references resolve, ids are unique, dates run
/// forward. Parts that a trial run elsewhere does not need (<see cref="Randomization"/>, <see cref="FollowUp"/>,
/// <see cref="Design"/>) are null when the file does not have them.
/// </remarks>
public sealed record TrialProtocol
{
    /// <summary>Who and what the trial is.</summary>
    public required TrialIdentity Trial { get; init; }

    /// <summary>The planned arms, in the order of the file.</summary>
    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>What the arms give.</summary>
    public IReadOnlyList<Treatment> Treatments { get; init; } = [];

    /// <summary>Inclusion criteria, then exclusion criteria, each in the order of the file.</summary>
    public IReadOnlyList<EligibilityCriterion> Eligibility { get; init; } = [];

    /// <summary>How participants are allocated; null when this program does not randomize the trial.</summary>
    public RandomizationPlan? Randomization { get; init; }

    /// <summary>What is seen, how often; null when this program does not conduct the trial.</summary>
    public FollowUpPlan? FollowUp { get; init; }

    /// <summary>What else is written down at the visits, in the order of the file; empty for nothing.</summary>
    public IReadOnlyList<FormDefinition> Forms { get; init; } = [];

    /// <summary>The lists of answers from which the items of forms choose.</summary>
    public IReadOnlyList<CodeList> CodeLists { get; init; } = [];

    /// <summary>What this version changes, and for whom; null for a first version.</summary>
    public ProtocolAmendment? Amendment { get; init; }

    /// <summary>What is measured to answer the question.</summary>
    public required IReadOnlyList<Endpoint> Endpoints { get; init; }

    /// <summary>The assumptions behind the size of the trial; null when it was sized elsewhere.</summary>
    public DesignAssumptions? Design { get; init; }

    /// <summary>How the endpoints become numbers.</summary>
    public required AnalysisPlan Analysis { get; init; }

    /// <summary>How the data call things; empty where they keep to the names of SDTM and ADaM.</summary>
    public DataDescription Data { get; init; } = new();

    /// <summary>The words in which the public is told; null when no brief is wanted.</summary>
    public PlainWords? PlainWords { get; init; }

    /// <summary>
    /// SHA-256 of the file's readable text, lower-case hex: the address of this promise in the log and in every output.
    /// </summary>
    /// <remarks>
    /// The readable text is the file without its block sizes, see <see cref="Reading.ReadableText"/>: from the hash of the whole
    /// file whoever has the text could find out the sizes, of which there are a few dozen usual lists. Where a protocol has no
    /// block sizes, or conceals them, it is the hash of the file.
    /// </remarks>
    public required string Sha256 { get; init; }

    /// <summary>
    /// SHA-256 of the file's bytes, lower-case hex. Not for anybody who must not know the block sizes.
    /// </summary>
    public string FileSha256
    {
        get => field ?? Sha256;
        init;
    }

    /// <summary>Whether the blocks of its randomization are of sizes that the file does not tell.</summary>
    public bool ConcealsBlockSizes => Randomization?.Method is RandomizationMethod.BlocksOfConcealedSize;

    /// <summary>
    /// This protocol with the block sizes that its file conceals; null when these cannot be its sizes. One that tells its sizes,
    /// or has none, stays as it is.
    /// </summary>
    /// <param name="sizes">The sizes, in the order in which the sponsor's file lists them.</param>
    public TrialProtocol? WithBlockSizes(IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (!ConcealsBlockSizes)
            return this;
        var ratios = Arms.Sum(arm => arm.Ratio);
        return sizes.Count > 0 && sizes.All(size => size is > 0 and <= RandomizationPlan.LargestBlock && size % ratios == 0)
            ? this with
            {
                Randomization = Randomization! with { Method = new RandomizationMethod.PermutedBlocks(sizes) },
            }
            : null;
    }

    /// <summary>The one control arm, against which every effect is stated.</summary>
    public Arm Control => Arms.Single(arm => arm.Role == ArmRole.Control);

    /// <summary>The experimental arms, in the order of the file.</summary>
    public IEnumerable<Arm> Experimental => Arms.Where(arm => arm.Role == ArmRole.Experimental);

    /// <summary>The comparison that the trial makes; null when it makes several, one for each experimental arm.</summary>
    public Comparison? Comparison => Experimental.ToList() is [var one] ? new(one, Control) : null;

    /// <summary>The endpoint of that id.</summary>
    /// <exception cref="KeyNotFoundException">No endpoint has that id.</exception>
    public Endpoint Endpoint(string id) =>
        Endpoints.FirstOrDefault(endpoint => endpoint.Id == id)
        ?? throw new KeyNotFoundException($"No endpoint '{id}'; there are: {string.Join(", ", Endpoints.Select(e => e.Id))}.");
}

/// <summary>Who and what the trial is.</summary>
/// <param name="Id">The sponsor's short name, exported as STUDYID.</param>
/// <param name="Registry">The registry number, such as an NCT number.</param>
/// <param name="Title">The scientific title.</param>
/// <param name="Phase">The phase as written, such as "3".</param>
/// <param name="Masking">Who does not know the treatment; null when the file does not say.</param>
/// <param name="Version">The protocol version that this file states.</param>
/// <param name="Funding">Who paid, in words fit to print.</param>
/// <param name="Disclosures">Interests that a reader should know of.</param>
/// <param name="Calendar">The planned dates; null when the file gives none.</param>
public sealed record TrialIdentity(
    string Id,
    string? Registry,
    string Title,
    string? Phase,
    Masking? Masking,
    string Version,
    string? Funding,
    IReadOnlyList<string> Disclosures,
    TrialCalendar? Calendar
)
{
    /// <summary>What the summary of the trial in SDTM (TS) says beside what this file says elsewhere.</summary>
    public IReadOnlyList<SummaryValue> Summary { get; init; } = [];
}

/// <summary>A value of a parameter of the trial's summary, which may have several.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Its value, as the file has it.</param>
public sealed record SummaryValue(TrialParameter Parameter, string Value);

/// <summary>The planned dates of the trial, in order.</summary>
/// <param name="Opens">The first day on which a participant may be screened.</param>
/// <param name="ClosesToAccrual">The last day on which a participant may be randomized.</param>
/// <param name="Ends">The last planned day of follow-up; null when it is event driven.</param>
public sealed record TrialCalendar(DateOnly Opens, DateOnly ClosesToAccrual, DateOnly? Ends)
{
    /// <summary>The month of the trial on a day, from its opening on.</summary>
    public double MonthOf(DateOnly day) => (day.DayNumber - Opens.DayNumber) / Duration.DaysPerMonth;
}

/// <summary>The words in which the public is told what the trial did. No numbers: those come from results.</summary>
/// <param name="Condition">The illness, in lay words.</param>
/// <param name="Population">Who took part: "people with …".</param>
/// <param name="Experimental">What was tested, in lay words.</param>
/// <param name="Control">What it was compared with, in lay words.</param>
/// <param name="Why">Why the question mattered, in one sentence.</param>
/// <param name="Outcomes">Lay name by endpoint id: "time until the cancer grew or the person died".</param>
/// <param name="Meaning">Sentences of context that the report must not derive by itself; may be empty.</param>
public sealed record PlainWords(
    string Condition,
    string Population,
    string Experimental,
    string Control,
    string? Why,
    IReadOnlyDictionary<string, string> Outcomes,
    IReadOnlyList<string> Meaning
)
{
    /// <summary>Who reports the trial, with where they work; null where not stated.</summary>
    public string? Authors { get; init; }

    /// <summary>The journal that reports it; null where not stated.</summary>
    public string? Journal { get; init; }

    /// <summary>The day on which that appears; null where not stated.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>In which countries or places the sites are; null where not stated.</summary>
    public string? Where { get; init; }

    /// <summary>What somebody said of the result, who is named; null where nobody did.</summary>
    public Quotation? Quotation { get; init; }
}

/// <summary>What somebody said, word by word.</summary>
/// <param name="Words">The words.</param>
/// <param name="Speaker">Who said them, with the part they have in the trial or in none.</param>
public sealed record Quotation(string Words, string Speaker);
