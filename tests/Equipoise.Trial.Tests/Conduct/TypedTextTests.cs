using System.Collections;
using System.Reflection;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>What may be typed, in every text of every command: found by reflection, so that a new command is tested too.</summary>
public sealed class TypedTextTests
{
    static readonly Type[] commands =
    [
        .. typeof(TrialCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TrialCommand)) && !type.IsAbstract),
    ];

    public static TheoryData<string> Languages => [.. languages];

    public static TheoryData<string> Commands => [.. commands.Select(type => type.Name)];

    // XML 1.0, 2.2: #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]; C1, and the 66 noncharacters of The
    // Unicode Standard 23.7, are discouraged there. U+202E is the override of "Trojan Source" (CVE-2021-42574).
    static readonly string[] unreadable =
        [
            "a\0b", "a bell \u0007", "\u001b[31m", "\u007f", "\u0085", "\u009f", "\ud83d", "\ude00 first", "\ufffe", "\uffff", "\ufdd0",
            char.ConvertFromUtf32(0x1FFFE), char.ConvertFromUtf32(0x10FFFF), "a letter was \ufffd", "line\u2028line", "\u202eevil",
            "\u2066evil\u2069",
        ];

    // Verbatim terms as sites write them; the emoji lies outside the basic plane, and so do some Chinese names.
    static readonly string[] languages =
        [
            "Übelkeit und Schwächegefühl", "fièvre à 39 °C, œdème", "náuseas y vómitos, ¿recaída?", "中性粒细胞减少症", "𠮷野家で腹痛",
            "тошнота", "ναυτία", "غثيان وقيء", "בחילה ״קשה״\u200f", "می‌خواهم", "ज्वर", "😀 👩‍⚕️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "e\u0301 combining",
            "\"quotes\" <tags> & ]]> \\ {\"text\":\"x\"}", "=1+1", "'; DROP TABLE log; --",
        ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_text_of_any_command_takes_what_cannot_be_exchanged(string command)
    {
        using var trial = PatinaTrial.WithRandomized();
        var type = commands.Single(one => one.Name == command);
        var head = trial.Conduct.Head;
        foreach (var text in unreadable)
            for (var place = 0; place < Sample.TextsOf(type); place++)
            {
                var made = Sample.Of(type, place, text);
                trial.RefusalsOf(made).ShouldBe(["unreadable-text"], $"{command}, text {place}");
                // Asked with a key, of a command whose refusals are kept: the words would stand in the log.
                PatinaTrial.Rule(trial.Do(made, PatinaTrial.Later, $"key {place}")).ShouldBe(["unreadable-text"]);
            }
        trial.Conduct.Head.ShouldBe(head);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Letters_of_every_language_are_no_reason_to_refuse_a_text(string command)
    {
        using var trial = PatinaTrial.WithRandomized();
        var type = commands.Single(one => one.Name == command);
        foreach (var text in languages)
            for (var place = 0; place < Sample.TextsOf(type); place++)
                trial.Conduct.Weigh(Sample.Of(type, place, text), Staff.Anybody)
                    .Select(reason => reason.Rule)
                    .ShouldNotContain("unreadable-text", $"{command}, text {place}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_verbatim_term_of_any_language_is_recorded_letter_by_letter(string term)
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(Conduct.Commands.Neutropenia(PatinaTrial.Randomization) with { Term = term, PreferredTerm = null });
        trial.Participant().All<AdverseEventRecorded>().Single().Term.ShouldBe(term);
        trial.Rows[^1].Texts.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_text_has_at_most_ten_thousand_characters()
    {
        using var trial = PatinaTrial.WithRandomized();
        TrialCommand Therapy(int length) => new StartNewTherapy("101-001", new('x', length), PatinaTrial.Randomization);
        trial.RefusalsOf(Therapy(10_001)).ShouldBe(["unreadable-text"]);
        trial.With(Therapy(10_000));
        LegibleText.Longest.ShouldBe(10_000);
    }

    [Fact]
    public void The_refusal_says_where_and_what_and_does_not_repeat_it()
    {
        using var trial = PatinaTrial.WithRandomized();
        var refused = trial.Do(new CutOffData(PatinaTrial.Randomization, "cut off\u0007"));
        ((Decision.Refused)refused).Reasons.ShouldHaveSingleItem().Words.ShouldBe(
            "'reasonForChange' has a control character (U+0007) at character 8: type the text again, without it."
        );
    }

    [Fact]
    public void Lines_and_tabs_are_for_text_areas()
    {
        using var trial = PatinaTrial.WithRandomized();
        var place = new FormPlace("baseline", 1, "demographics");
        trial.RefusalsOf(new OpenQuery("101-001", place, null, "first line\n\tsecond")).ShouldNotContain("unreadable-text");
        trial.RefusalsOf(new StartNewTherapy("101-001", "first line\nsecond", PatinaTrial.Randomization)).ShouldBe(["unreadable-text"]);
    }

    [Fact]
    public void Who_answers_for_an_entry_has_a_whole_name()
    {
        using var trial = PatinaTrial.WithRandomized();
        PatinaTrial.Rule(trial.Do(new AddPerson("new", "New"), PatinaTrial.Later with { By = "half \ud83d" })).ShouldBe(["no-user"]);
    }

    /// <summary>A command with every member filled, and one of its texts of the test's choice.</summary>
    static class Sample
    {
        internal static int TextsOf(Type command)
        {
            var texts = 0;
            Make(command, () => $"{texts++}");
            return texts;
        }

        internal static TrialCommand Of(Type command, int place, string text)
        {
            var texts = 0;
            return (TrialCommand)Make(command, () => texts++ == place ? text : "101-001")!;
        }

        static object? Make(Type type, Func<string> text)
        {
            var plain = Nullable.GetUnderlyingType(type) ?? type;
            if (plain == typeof(string))
                return text();
            if (plain.IsEnum)
                return Enum.GetValues(plain).GetValue(0);
            if (plain == typeof(Equipoise.Protocol.Values.PartialDate))
                return (Equipoise.Protocol.Values.PartialDate)PatinaTrial.Randomization;
            if (plain == typeof(DateOnly))
                return PatinaTrial.Randomization;
            if (plain == typeof(DateTimeOffset))
                return PatinaTrial.Later.RecordedAt;
            if (plain.IsPrimitive || plain == typeof(decimal))
                return Convert.ChangeType(1, plain, null);
            if (plain == typeof(Answer))
                return new Answer.Choice(text());
            if (plain.IsGenericType && plain.GetGenericArguments() is [var key, var value])
            {
                var pairs = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
                pairs.Add(Make(key, text)!, Make(value, text));
                return pairs;
            }
            if (plain.IsGenericType && plain.IsAssignableTo(typeof(IEnumerable)))
            {
                var elements = Array.CreateInstance(plain.GetGenericArguments()[0], 2);
                for (var place = 0; place < 2; place++)
                    elements.SetValue(Make(plain.GetGenericArguments()[0], text), place);
                return elements;
            }
            var constructor = plain.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
            var parameters = constructor.GetParameters();
            var made = constructor.Invoke([.. parameters.Select(parameter => Make(parameter.ParameterType, text))]);
            foreach (var property in plain.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                if (property.CanWrite && parameters.All(parameter => parameter.Name != property.Name))
                    property.SetValue(made, Make(property.PropertyType, text));
            return made;
        }
    }
}
