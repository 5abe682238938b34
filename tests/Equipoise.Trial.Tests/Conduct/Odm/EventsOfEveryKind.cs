using System.Xml.Linq;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Exchange.Odm;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Odm;

/// <summary>
/// Events made up member by member from their types, so that a kind that is added tomorrow goes through ODM too, or this fails.
/// </summary>
public sealed class EventsOfEveryKind
{
    const int OfEach = 40;
    const string Who = "101-001";

    // These say what the document is made of; the story has them.
    static readonly string[] told = [nameof(TrialOpened), nameof(ProtocolAmended), nameof(ParticipantScreened), nameof(ParticipantTransferred), nameof(FormItemRecorded)];

    [Fact]
    public void Every_member_of_every_kind_comes_back_present_or_absent()
    {
        var rows = Rows();
        rows.Select(row => row.Kind).Distinct().Order().ShouldBe(EventJson.Kinds.Except(told).Concat([nameof(TrialOpened), nameof(ParticipantScreened)]).Order());
        var document = OdmStory.Exported(rows);

        using var log = SqliteTrialLog.InMemory();
        OdmImport.Read(new MemoryStream(document), log);

        log.Read().ShouldBe(rows);
        var root = XDocument.Load(new MemoryStream(document)).Root!;
        OdmRules.Breaches(root).Distinct().ShouldBeEmpty();
        OdmReferences.Breaches(root).Distinct().ShouldBeEmpty();
    }

    static LogRow[] Rows()
    {
        List<LogRow> rows = [];
        var protocol = Examples.PatinaProtocol;
        Add(new TrialOpened("PATINA", "1.0", protocol.Sha256, PatinaTrial.Key.Commitment, true, null, LogFormat.Current));
        Add(new ParticipantScreened(Who, "101", 57, Sex.Female, PatinaTrial.Screening));
        var maker = new Maker();
        for (var round = 0; round < OfEach; round++)
            foreach (var kind in EventJson.Kinds.Except(told).Order(StringComparer.Ordinal))
                Add((TrialEvent)maker.Make(EventJson.OfKind(kind).Type, "")!);
        return [.. rows];

        void Add(TrialEvent one)
        {
            // As it would be stored: a writer may put another character in the place of half a surrogate pair.
            var read = EventJson.Read(EventJson.KindOf(one), EventJson.Write(one));
            rows.Add(PatinaTrial.Row(rows.Count == 0 ? LogHead.Empty : LogHead.Of(rows[^1]), PatinaTrial.Later, read));
        }
    }

    /// <summary>Values of any type of member, the same ones in every run.</summary>
    sealed class Maker
    {
        static readonly string[] texts =
        [
            "",
            " ",
            "plain",
            OdmStory.Hostile,
            "\u0001",
            "\uFFFE",
            "]]>",
            "&#10;",
            new('x', 5000),
            "𝒳🩺",
            "\r\n",
        ];

        ulong state = 2_654_435_769;

        internal object? Make(Type type, string name)
        {
            if (Nullable.GetUnderlyingType(type) is { } plain)
                return Pick(3) == 0 ? null : Make(plain, name);
            if (type == typeof(string))
                return name == "Participant" ? Who : texts[Pick(texts.Length)];
            if (type == typeof(int) || type == typeof(long))
                return Convert.ChangeType(Pick(1000) - 500, type);
            if (type == typeof(decimal))
                return Pick(1000) / 8m;
            if (type == typeof(double))
                return Pick(2) == 0 ? Pick(1000) / 7.0 : -Pick(1000) * 1e-9;
            if (type == typeof(bool))
                return Pick(2) == 0;
            if (type == typeof(DateOnly))
                return new DateOnly(2018, 1, 1).AddDays(Pick(2000));
            if (type == typeof(Equipoise.Protocol.Values.PartialDate))
                return Equipoise.Protocol.Values.PartialDate.Read("2018-03-09"[..(4 + (3 * Pick(3)))])!.Value;
            if (type == typeof(DateTimeOffset))
                return new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.FromHours(Pick(3))).AddTicks(Pick(int.MaxValue));
            if (type.IsEnum)
                return Enum.GetValues(type).GetValue(Pick(Enum.GetValues(type).Length));
            if (type == typeof(Answer))
                return Pick(3) switch
                {
                    0 => new Answer.YesNo(Pick(2) == 0),
                    1 => new Answer.Number(Pick(100) / 3.0),
                    _ => new Answer.Choice(texts[Pick(texts.Length)]),
                };
            if (type.IsGenericType && type.GetGenericArguments() is [var element])
            {
                var list = Array.CreateInstance(element, Pick(4));
                for (var place = 0; place < list.Length; place++)
                    list.SetValue(Make(element, name), place);
                return list;
            }
            if (type.IsAbstract)
            {
                var cases = type.GetNestedTypes().Where(one => one.IsSubclassOf(type)).OrderBy(one => one.Name, StringComparer.Ordinal).ToArray();
                return Make(cases[Pick(cases.Length)], name);
            }
            var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)
                ?? throw new InvalidOperationException($"Teach this test to make a {type}.");
            var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter))]);
            foreach (var optional in new[] { nameof(ParticipantEvent.ReasonForChange), nameof(TrialEvent.Request) })
                if (made is TrialEvent && type.GetProperty(optional) is { CanWrite: true } property && Pick(2) == 0)
                    property.SetValue(made, Make(property.PropertyType, optional));
            return made;
        }

        object? Argument(System.Reflection.ParameterInfo parameter)
        {
            var mayLack = new System.Reflection.NullabilityInfoContext().Create(parameter).WriteState == System.Reflection.NullabilityState.Nullable;
            return mayLack && !parameter.ParameterType.IsValueType && Pick(3) == 0
                ? null
                : Make(parameter.ParameterType, parameter.Name!);
        }

        int Pick(int below)
        {
            state = (state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
            return (int)((state >> 33) % (ulong)below);
        }
    }
}
