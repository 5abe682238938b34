using Equipoise.Reporting.Prose;

namespace Equipoise.Reporting.Tests;

/// <summary>The grade of a text by the formula of Kincaid and others (1975).</summary>
public sealed class ReadabilityTests
{
    // Examples of the article "Flesch-Kincaid readability tests" of Wikipedia: it gives words, syllables and a grade of 11.3 of
    // the second, and reading eases of 116 and 69 of the others, which are those of 6 syllables and of 23.
    [Theory]
    [InlineData("The cat sat on the mat.", 6, 6, -1.45)]
    [InlineData("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 13, 24, 11.3)]
    [InlineData("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 16, 23, 7.6)]
    public void A_sentence_of_known_grade_has_it(string sentence, int words, int syllables, double grade)
    {
        var read = Readability.Of(sentence);

        (read.Sentences, read.Words, read.Syllables).ShouldBe((1, words, syllables));
        read.Grade.ShouldBe(grade, 0.05);
    }

    // Counted as Merriam-Webster divides the words; of two ways to say one, the shorter.
    [Theory]
    [InlineData("trial", 2)]
    [InlineData("people", 2)]
    [InlineData("disease", 2)]
    [InlineData("treatment", 2)]
    [InlineData("treated", 2)]
    [InlineData("died", 1)]
    [InlineData("causes", 2)]
    [InlineData("changed", 1)]
    [InlineData("severely", 3)]
    [InlineData("statement", 2)]
    [InlineData("table", 2)]
    [InlineData("tablet", 2)]
    [InlineData("being", 2)]
    [InlineData("science", 2)]
    [InlineData("patient", 2)]
    [InlineData("period", 3)]
    [InlineData("diarrhea", 4)]
    [InlineData("question", 2)]
    [InlineData("quality", 3)]
    [InlineData("usual", 3)]
    [InlineData("palbociclib", 4)]
    [InlineData("neutropenia", 5)]
    [InlineData("hormone-receptor-positive", 8)]
    [InlineData("44.3", 1)]
    [InlineData("HER2-targeted", 1)]
    [InlineData("DNA", 1)]
    [InlineData("the", 1)]
    public void Syllables_of_a_word(string word, int syllables) => Readability.SyllablesIn(word).ShouldBe(syllables);

    [Fact]
    public void A_point_within_a_number_ends_no_sentence_and_symbols_alone_are_no_words()
    {
        var read = Readability.Of("Half went 44.3 months. The rest \u2013 less than that.", "Was it so? It was!");

        (read.Sentences, read.Words).ShouldBe((4, 14));
        read.ByLength[0].ShouldBe("The rest \u2013 less than that.");
    }
}
