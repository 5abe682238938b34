using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Protocol.Values;

namespace Equipoise.Exchange.Sdtm;

/// <summary>One fact of a participant on its way into a table.</summary>
/// <param name="Subject">The participant.</param>
/// <param name="Sequence">Its place among the participant's facts of the domain, from 1.</param>
/// <param name="Fact">The fact.</param>
/// <param name="IsLastBeforeExposure">Whether it is the last result of its test up to the first day of treatment.</param>
sealed record DomainRow<T>(Subject Subject, int Sequence, T Fact, bool IsLastBeforeExposure);

/// <summary>An SDTM domain that is being laid out: the columns that all domains share, then its own in order.</summary>
/// <typeparam name="T">What a row tells.</typeparam>
sealed class Domain<T>
{
    readonly string code;
    readonly string label;
    readonly List<ColumnOf<DomainRow<T>>> columns;
    readonly Dictionary<ColumnOf<DomainRow<T>>, Func<T, string?>> permissible = [];
    (Func<T, string> Test, Func<T, DateOnly?> Day)? results;

    /// <summary>The domain of that two-letter code.</summary>
    /// <param name="code">Such as "AE".</param>
    /// <param name="label">Such as "Adverse Events".</param>
    /// <param name="sequenced">Whether rows are numbered; not where another variable already tells a participant's rows
    /// apart.</param>
    internal Domain(string code, string label, bool sequenced = true)
    {
        (this.code, this.label) = (code, label);
        columns =
        [
            ColumnOf<DomainRow<T>>.Text("STUDYID", row => row.Subject.StudyId),
            ColumnOf<DomainRow<T>>.Text("DOMAIN", _ => code),
            ColumnOf<DomainRow<T>>.Text("USUBJID", row => row.Subject.Id),
        ];
        if (sequenced)
            columns.Add(ColumnOf<DomainRow<T>>.Number($"{code}SEQ", row => row.Sequence));
    }

    internal Domain<T> Text(string name, Func<T, string?> value)
    {
        columns.Add(ColumnOf<DomainRow<T>>.Text(name, row => value(row.Fact)));
        return this;
    }

    /// <summary>
    /// A text that few trials collect: its column is there when one row at least has it (SDTMIG 3.4, 4.1.5).
    /// </summary>
    internal Domain<T> Permissible(string name, Func<T, string?> value)
    {
        Text(name, value);
        permissible.Add(columns[^1], value);
        return this;
    }

    internal Domain<T> Number(string name, Func<T, double?> value)
    {
        columns.Add(ColumnOf<DomainRow<T>>.Number(name, row => value(row.Fact)));
        return this;
    }

    /// <summary>A day as ISO 8601 text.</summary>
    internal Domain<T> Day(string name, Func<T, DateOnly?> value) =>
        Text(name, fact => Iso(value(fact)));

    /// <summary>A date as ISO 8601 text, cut off where knowledge of it ends (SDTMIG 3.4, 4.4.2).</summary>
    internal Domain<T> Date(string name, Func<T, PartialDate?> value) =>
        Text(name, fact => value(fact)?.ToString());

    /// <summary>EPOCH of a day.</summary>
    internal Domain<T> Epoch(Func<T, DateOnly?> day) => Epoch((subject, fact) => subject.Epoch(day(fact)));

    /// <summary>EPOCH.</summary>
    internal Domain<T> Epoch(Func<Subject, T, string?> epoch)
    {
        columns.Add(ColumnOf<DomainRow<T>>.Text("EPOCH", row => epoch(row.Subject, row.Fact)));
        return this;
    }

    /// <summary>The day of the study of a day.</summary>
    internal Domain<T> StudyDay(string name, Func<T, DateOnly?> day)
    {
        columns.Add(ColumnOf<DomainRow<T>>.Number(name, row => row.Subject.StudyDay(day(row.Fact))));
        return this;
    }

    /// <summary>EPOCH, the day of a finding and the day of the study.</summary>
    internal Domain<T> Collected(Func<T, DateOnly?> day) =>
        Epoch(day).Day($"{code}DTC", day).StudyDay($"{code}DY", day);

    /// <summary>EPOCH, the first and the last day of something that lasts, and their days of the study.</summary>
    internal Domain<T> Lasting(Func<T, DateOnly?> first, Func<T, DateOnly?> last) =>
        Epoch(first)
            .Day($"{code}STDTC", first)
            .Day($"{code}ENDTC", last)
            .StudyDay($"{code}STDY", first)
            .StudyDay($"{code}ENDY", last);

    /// <summary>VISITNUM and VISIT.</summary>
    internal Domain<T> Visit(Func<Subject, T, SubjectVisit?> visit)
    {
        columns.Add(ColumnOf<DomainRow<T>>.Number("VISITNUM", row => visit(row.Subject, row.Fact)?.Number));
        columns.Add(ColumnOf<DomainRow<T>>.Text("VISIT", row => visit(row.Subject, row.Fact)?.Name));
        return this;
    }

    /// <summary>
    /// --LOBXFL: "Y" at the last result of each test before exposure, which is up to the first day of treatment: no time of a
    /// day is recorded, and what is planned for that day is done before the dose (SDTMIG 3.4, 4.5.9).
    /// </summary>
    /// <param name="test">What is observed.</param>
    /// <param name="day">The day of a result; null for none.</param>
    internal Domain<T> LastBeforeExposure(Func<T, string> test, Func<T, DateOnly?> day)
    {
        results = (test, day);
        columns.Add(ColumnOf<DomainRow<T>>.Text($"{code}LOBXFL", row => row.IsLastBeforeExposure ? "Y" : null));
        return this;
    }

    /// <summary>The table of these participants' facts, which come in the order of their days.</summary>
    internal Table Of(IEnumerable<Subject> subjects, Func<Subject, IEnumerable<T>> facts)
    {
        List<DomainRow<T>> rows = [.. subjects.SelectMany(subject => Numbered(subject, [.. facts(subject)]))];
        return Table.Of(code, label, rows, [.. columns.Where(IsThere)]);

        bool IsThere(ColumnOf<DomainRow<T>> column) =>
            !permissible.TryGetValue(column, out var value) || rows.Exists(row => !string.IsNullOrEmpty(value(row.Fact)));
    }

    IEnumerable<DomainRow<T>> Numbered(Subject subject, IReadOnlyList<T> facts)
    {
        HashSet<int> last = [];
        if (results is var (test, day) && subject.Received?.First is { } exposed)
            last =
            [
                .. facts
                    .Index()
                    .Where(one => day(one.Item) <= exposed)
                    .GroupBy(one => test(one.Item))
                    .Select(same => same.Last().Index),
            ];
        return facts.Select((fact, index) => new DomainRow<T>(subject, index + 1, fact, last.Contains(index)));
    }

    internal static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
