using Equipoise.Conformance.Conditions;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>A mask answers as a list of yes and no would.</summary>
public sealed class MaskFacts
{
    static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    public void And_or_and_not_are_those_of_each_row() =>
        Prop.ForAll<bool[], int>(
                (one, seed) =>
                {
                    var other = one.Select((yes, row) => (row * 31 + seed) % 3 == 0).ToArray();
                    Answers(MaskOf(one) & MaskOf(other)).ShouldBe(one.Zip(other, (a, b) => a && b));
                    Answers(MaskOf(one) | MaskOf(other)).ShouldBe(one.Zip(other, (a, b) => a || b));
                    Answers(~MaskOf(one)).ShouldBe(one.Select(yes => !yes));
                }
            )
            .Check(Often);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void All_rows_that_say_yes_are_counted_and_none_beyond_the_last(int rows)
    {
        var all = Mask.All(rows, true);
        all.Count.ShouldBe(rows);
        all.Any.ShouldBe(rows > 0);
        all.RowsThatSayYes().ShouldBe(Enumerable.Range(0, rows));
        (~all).Any.ShouldBeFalse();
    }

    [Fact]
    public void Masks_of_different_lengths_do_not_meet() =>
        Should
            .Throw<ArgumentException>(() => Mask.All(1, true) & Mask.All(2, true))
            .Message.ShouldContain("1 rows meets one of 2");

    static Mask MaskOf(bool[] answers) => Mask.Of(answers.Length, row => answers[row]);

    static IEnumerable<bool> Answers(Mask mask) => Enumerable.Range(0, mask.Rows).Select(row => mask[row]);
}
