using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Observed;

namespace Equipoise.Design.Simulation.World;

/// <summary>What else the treatment of one arm does: its adverse events.</summary>
sealed class EpisodeDraw
{
    const int Grades = 5;
    public const int BlocksPerKind = 4;
    const int MostMilderEpisodes = 2;
    const double LongestDays = 3650;
    const double LogOf2 = 0.6931471805599453; // not the platform's

    readonly ulong[] grades; // by kind and grade: a word below it has at most that grade
    readonly double[] onset; // mean days
    readonly double[] length;
    readonly ulong[] serious; // by grade
    readonly int[] killing; // kinds that can be fatal

    public EpisodeDraw(IReadOnlyList<AdverseEventKind> kinds, IReadOnlyList<double> serious, int arm)
    {
        grades = new ulong[kinds.Count * Grades];
        onset = [.. kinds.Select(kind => kind.MedianOnsetDays / LogOf2)];
        length = [.. kinds.Select(kind => kind.MedianDays / LogOf2)];
        this.serious = [.. serious.Select(PersonWords.Threshold)];
        List<int> fatal = [];
        for (var kind = 0; kind < kinds.Count; kind++)
        {
            var (shares, sum) = (arm == 0 ? kinds[kind].Control : kinds[kind].Experimental, 0.0);
            for (var g = 0; g < Grades; g++)
                grades[kind * Grades + g] = PersonWords.Threshold(double.Min(1, sum += shares[g]));
            if (shares[Grades - 1] > 0)
                fatal.Add(kind);
        }
        killing = [.. fatal];
    }

    public int Kinds => onset.Length;

    public bool CanKill => killing.Length > 0;

    /// <summary>The day on which the first fatal episode would begin; never when there is none.</summary>
    public int FirstFatal(int firstDose, in PersonWords words)
    {
        var first = Course.Never;
        foreach (var kind in killing)
        {
            var (gradeWord, onsetWord, _, _) = words.Block(WordPurpose.AdverseEvents, kind * BlocksPerKind);
            if (GradeOf(gradeWord, kind) == Grades)
                first = int.Min(first, firstDose + Days(onsetWord, onset[kind]));
        }
        return first;
    }

    /// <summary>Whether the word of a grade means any.</summary>
    public bool HasAny(int kind, uint gradeWord) => gradeWord < grades[kind * Grades + Grades - 1];

    /// <summary>Adds what a participant has had of one kind.</summary>
    /// <param name="burden">What they have had of other kinds.</param>
    /// <param name="kind">The kind, of which they have a grade.</param>
    /// <param name="columns">The words of its first episodes.</param>
    /// <param name="i">Which participant.</param>
    /// <param name="course">What becomes of the participant.</param>
    /// <param name="words">The other words.</param>
    public void AddTo(ref Burden burden, int kind, WordColumns columns, int i, in Course course, in PersonWords words)
    {
        var grade = GradeOf(columns.Episodes.X0[i], kind);
        var start = course.FirstDose + Days(columns.Onset[i], onset[kind]);
        // What would come after treatment, or after death, does not come.
        if (start > burden.Until || !(grade == Grades ? start == course.Dies : start < course.TreatmentEnd))
            return;
        burden.Worst = int.Max(burden.Worst, grade);
        burden.IsSerious |= grade == Grades || columns.Episodes.X3[i] < serious[grade - 1];
        if (grade < Grades && !burden.IsSerious && MayMilderBeSerious(kind, grade, words))
            burden.IsSerious = IsMilderSerious(
                kind,
                grade,
                start + Days(columns.Episodes.X2[i], length[kind]),
                burden.Until,
                course,
                words
            );
    }

    // Whether, whenever they come, one of the milder episodes would be serious at the most that their grades allow: seldom, and
    // only then their days are drawn.
    bool MayMilderBeSerious(int kind, int worst, in PersonWords words)
    {
        var most = ulong.Max(serious[0], serious[int.Min(worst, 2) - 1]);
        if (most == 0)
            return false;
        var (manyWord, _, _, _) = words.Block(WordPurpose.AdverseEvents, kind * BlocksPerKind + 1);
        var many = PersonWords.Below(MostMilderEpisodes + 1, ref manyWord);
        for (var k = 1; k <= many; k++)
            if (words.Block(WordPurpose.AdverseEvents, kind * BlocksPerKind + 1 + k).X3 < most)
                return true;
        return false;
    }

    bool IsMilderSerious(int kind, int worst, int end, int last, in Course course, in PersonWords words)
    {
        var (manyWord, _, _, _) = words.Block(WordPurpose.AdverseEvents, kind * BlocksPerKind + 1);
        var many = PersonWords.Below(MostMilderEpisodes + 1, ref manyWord);
        for (var k = 1; k <= many; k++)
        {
            var (onsetWord, lengthWord, gradeWord, seriousWord) = words.Block(
                WordPurpose.AdverseEvents,
                kind * BlocksPerKind + 1 + k
            );
            var start = end + Days(onsetWord, onset[kind]);
            if (start > last || start >= course.TreatmentEnd)
                return false;
            var grade = 1 + PersonWords.Below(int.Min(worst, 2), ref gradeWord);
            if (seriousWord < serious[grade - 1])
                return true;
            end = start + Days(lengthWord, length[kind]);
        }
        return false;
    }

    int GradeOf(uint word, int kind)
    {
        for (var g = 0; g < Grades; g++)
            if (word < grades[kind * Grades + g])
                return g + 1;
        return 0;
    }

    static int Days(uint word, double mean) => Days(ExactLogarithm.OfWord(word), mean);

    static int Days(double amount, double mean) => (int)double.Clamp(amount * mean, 1, LongestDays);
}

/// <summary>What adverse events a participant has had by a cutoff.</summary>
/// <param name="Until">The last day of theirs that is known; before all of them for one who was not treated by then.</param>
record struct Burden(int Until)
{
    /// <summary>Whether there was a first dose.</summary>
    public readonly bool IsTreated => Until >= 0;

    /// <summary>The worst grade that began, 0 for none.</summary>
    public int Worst { get; set; }

    /// <summary>Whether any episode was serious.</summary>
    public bool IsSerious { get; set; }

    /// <summary>None yet.</summary>
    public static Burden Before(int cutoff, in Course course) =>
        new(course.FirstDose <= cutoff ? int.Min(cutoff, course.Leaves) : -1);
}
