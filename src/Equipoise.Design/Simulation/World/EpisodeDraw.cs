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

    /// <summary>The worst grade that began by a cutoff, 0 for none, and whether any episode was serious.</summary>
    public (int Worst, bool IsSerious) By(int cutoff, in Course course, in PersonWords words)
    {
        var (worst, isSerious) = (0, false);
        var last = int.Min(cutoff, course.Leaves);
        for (var kind = 0; kind < onset.Length && course.IsTreated; kind++)
        {
            var (gradeWord, onsetWord, lengthWord, seriousWord) = words.Block(WordPurpose.AdverseEvents, kind * BlocksPerKind);
            var grade = GradeOf(gradeWord, kind);
            if (grade == 0)
                continue;
            var start = course.FirstDose + Days(onsetWord, onset[kind]);
            // What would come after treatment, or after death, does not come.
            if (start > last || !(grade == Grades ? start == course.Dies : start < course.TreatmentEnd))
                continue;
            worst = int.Max(worst, grade);
            isSerious |= grade == Grades || seriousWord < serious[grade - 1];
            if (grade < Grades && !isSerious)
                isSerious = IsMilderSerious(kind, grade, start + Days(lengthWord, length[kind]), last, course, words);
        }
        return (worst, isSerious);
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

    static int Days(uint word, double mean) => (int)double.Clamp(ExactLogarithm.OfWord(word) * mean, 1, LongestDays);
}
