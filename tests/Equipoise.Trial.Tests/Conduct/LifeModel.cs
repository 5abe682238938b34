namespace Equipoise.Trial.Tests.Conduct;

/// <summary>What one participant's record may become, in days and nothing else.</summary>
sealed class LifeModel
{
    readonly SortedDictionary<int, bool> assessed = [];
    readonly Dictionary<int, bool> labs = [];
    int? screened;
    int? consented;
    int? withdrawn;
    int? died;
    int? signedOn;
    int? signedAnswers;
    bool marked;

    public bool IsScreened => screened is not null;

    public int? Randomized { get; private set; }

    public int Rows { get; private set; }

    public bool Accepts(ConductModelTests.Step step)
    {
        var day = step.Day;
        if (step.Kind == ConductModelTests.Act.Screen)
            return Once(ref screened, day, allowed: true);
        if (screened is null || day < screened)
            return false;
        if (step.Kind == ConductModelTests.Act.Consent)
            return Once(ref consented, day, allowed: !(day > died) && !(day > withdrawn));
        if (consented is null || day < consented)
            return false;
        var alive = !(day > died);
        var inStudy = alive && !(day > withdrawn);
        return step.Kind switch
        {
            ConductModelTests.Act.Assess => inStudy && Once(assessed, day, step.Well, rows: 13),
            ConductModelTests.Act.Lab => inStudy && Once(labs, day, step.Well, rows: 1),
            ConductModelTests.Act.Sign => inStudy && Randomized is null && Eligible && Sign(day),
            ConductModelTests.Act.Randomize => died is null
                && withdrawn is null
                && Randomized is null
                && Eligible
                && signedOn <= day
                && signedAnswers == assessed.Last().Key
                && Randomize(day),
            // An act of those who run the trial: the participant's end does not stand in its way.
            ConductModelTests.Act.Mark => !marked && Randomized <= day && Mark(),
            ConductModelTests.Act.Withdraw => Once(ref withdrawn, day, allowed: alive && LastFact <= day),
            _ => Once(ref died, day, allowed: LastFact <= day && !(withdrawn > day)),
        };
    }

    bool Eligible => assessed.Count > 0 && assessed.Last().Value;

    int LastFact =>
        new[] { Randomized ?? 0, signedOn ?? 0, assessed.Keys.DefaultIfEmpty().Max(), labs.Keys.DefaultIfEmpty().Max() }.Max();

    bool Sign(int day)
    {
        (signedOn, signedAnswers, Rows) = (day, assessed.Last().Key, Rows + 1);
        return true;
    }

    bool Randomize(int day)
    {
        (Randomized, Rows) = (day, Rows + 1);
        return true;
    }

    bool Mark()
    {
        (marked, Rows) = (true, Rows + 1);
        return true;
    }

    bool Once(ref int? value, int day, bool allowed)
    {
        if (value is not null || !allowed)
            return value == day;
        (value, Rows) = (day, Rows + 1);
        return true;
    }

    bool Once(IDictionary<int, bool> values, int day, bool value, int rows)
    {
        if (values.TryGetValue(day, out var recorded))
            return recorded == value;
        values[day] = value;
        Rows += rows;
        return true;
    }
}
