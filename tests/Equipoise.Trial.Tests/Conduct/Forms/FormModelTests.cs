using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using FsCheck;
using FsCheck.Fluent;
using static Equipoise.Trial.Tests.Conduct.Forms.FormTrial;

namespace Equipoise.Trial.Tests.Conduct.Forms;

/// <summary>Random lives of a form, beside a model simple enough to be read at a glance.</summary>
public sealed class FormModelTests
{
    public enum Act
    {
        Save,
        Ask,
        Answer,
        Close,
        Verify,
        Freeze,
        Unfreeze,
        Lock,
        Unlock,
        Sign,
    }

    /// <param name="Kind">What is done.</param>
    /// <param name="Value">Of a save: 0 clears, 1 to 3 are usual, 11 and 12 are not.</param>
    /// <param name="Reason">Whether a reason is given.</param>
    /// <param name="Query">Which query.</param>
    public sealed record Step(Act Kind, int Value, bool Reason, int Query);

    static readonly Gen<Step> steps =
        from kind in Gen.Frequency(
            (12, Gen.Constant(Act.Save)),
            (3, Gen.Constant(Act.Ask)),
            (3, Gen.Constant(Act.Answer)),
            (9, Gen.Constant(Act.Close)),
            (4, Gen.Constant(Act.Verify)),
            (2, Gen.Constant(Act.Freeze)),
            (4, Gen.Constant(Act.Unfreeze)),
            (2, Gen.Constant(Act.Lock)),
            (5, Gen.Constant(Act.Unlock)),
            (9, Gen.Constant(Act.Sign))
        )
        from value in Gen.Elements(0, 1, 2, 3, 11, 12)
        from reason in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from query in Gen.Choose(1, 3)
        select new Step(kind, value, reason, query);

    [Fact]
    public void A_form_lives_as_its_model_does_and_its_log_tells_the_same_again()
    {
        var (signed, lapsed, locked) = (0, 0, 0);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20_180_305UL, 77UL),
            Prop.ForAll(
                steps.ListOf(80).ToArbitrary(),
                life =>
                {
                    using var trial = new FormTrial().With(Record(new ItemEntry("smoker", "no")));
                    var model = new Model();
                    foreach (var step in life)
                    {
                        var rows = trial.Do(Command(step), Now) is Decision.Accepted accepted ? accepted.Events.Count : -1;
                        rows.ShouldBe(model.RowsOf(step), $"{step} in {string.Join("; ", life)}");
                    }
                    Standing(trial.State).ShouldBe(model.Standing);
                    var again = TrialState.Of(trial.Rows);
                    Standing(again.Find(Who)!.Forms).ShouldBe(model.Standing);
                    var kinds = trial.Rows.ToLookup(row => row.Kind);
                    signed += kinds[nameof(FormSigned)].Count();
                    lapsed += kinds[nameof(FormSignatureLapsed)].Count();
                    locked += kinds[nameof(FormLocked)].Count();
                }
            )
        );
        // The property would be empty if no form ever got that far.
        (signed, lapsed, locked).ShouldSatisfyAllConditions(
            all => all.signed.ShouldBeGreaterThan(50),
            all => all.lapsed.ShouldBeGreaterThan(25),
            all => all.locked.ShouldBeGreaterThan(25)
        );
    }

    static TrialCommand Command(Step step) =>
        step.Kind switch
        {
            Act.Save => Record(
                new ItemEntry("count", step.Value == 0 ? "" : $"{step.Value}") { ReasonForChange = step.Reason ? "Misread" : null }
            ),
            Act.Ask => new OpenQuery(Who, Every, null, $"Question {step.Query}?"),
            Act.Answer => new AnswerQuery(Who, step.Query, $"Answer {step.Value}."),
            Act.Close => new CloseQuery(Who, step.Query, step.Reason ? "Seen" : null),
            Act.Verify => new MarkVerified(Who, Every, [new("count", 1)]),
            Act.Freeze => new FreezeForm(Who, Every),
            Act.Unfreeze => new UnfreezeForm(Who, Every, step.Reason ? "Correction" : ""),
            Act.Lock => new LockForm(Who, Every),
            Act.Unlock => new UnlockForm(Who, Every, step.Reason ? "Correction" : ""),
            _ => new SignForm(Who, Every, Sign()),
        };

    static string Standing(ParticipantForms forms)
    {
        var form = forms.Find(Every)!;
        var item = form.Find(new("count", 1));
        var queries = string.Join(",", forms.Queries.Select(query => $"{query.Status}"));
        return $"{item?.Value ?? "0"} {item?.Verified is not null} {form.IsFrozen} {form.IsLocked} {form.Signature is not null} {queries}";
    }

    /// <summary>One form with one item, its queries, and how many rows each step must add; -1 for a refusal.</summary>
    sealed class Model
    {
        readonly List<(string Text, QueryStatus Status, string Answer)> queries = [];
        int value;
        int? automatic;
        bool verified, frozen, locked, signed;

        public string Standing =>
            $"{value} {verified} {frozen} {locked} {signed} {string.Join(",", queries.Select(query => $"{query.Status}"))}";

        bool Unclosed => queries.Any(query => query.Status != QueryStatus.Closed);

        public int RowsOf(Step step) =>
            step.Kind switch
            {
                Act.Unlock => locked && step.Reason ? Set(ref locked, false) : -1,
                Act.Lock => Unclosed ? -1 : Set(ref locked, true),
                Act.Answer or Act.Close when step.Query > queries.Count => -1,
                Act.Answer => locked ? -1 : Answer(step.Query - 1, $"Answer {step.Value}."),
                Act.Close => locked ? -1 : Close(step.Query - 1, step.Reason),
                _ when locked => -1,
                Act.Save => frozen ? -1 : Save(step.Value, step.Reason),
                Act.Ask => Ask($"Question {step.Query}?"),
                Act.Verify => value == 0 ? -1 : Set(ref verified, true),
                Act.Freeze => Set(ref frozen, true),
                Act.Unfreeze => frozen && step.Reason ? Set(ref frozen, false) : -1,
                _ => Unclosed || value == 0 || signed ? -1 : Set(ref signed, true),
            };

        static int Set(ref bool flag, bool to)
        {
            var rows = flag == to ? 0 : 1;
            flag = to;
            return rows;
        }

        int Save(int to, bool reason)
        {
            if (to == value)
                return 0;
            if (value != 0 && !reason)
                return -1;
            value = to;
            var rows = 1 + Set(ref verified, false) + Set(ref signed, false);
            if (to > 10 && automatic is null)
            {
                automatic = queries.Count;
                queries.Add(($"{to}", QueryStatus.Open, ""));
                return rows + 1;
            }
            return to <= 10 && automatic is { } asked ? rows + Close(asked, reason: true) : rows;
        }

        int Ask(string text)
        {
            if (queries.Exists(query => query.Text == text && query.Status != QueryStatus.Closed))
                return 0;
            queries.Add((text, QueryStatus.Open, ""));
            return 1;
        }

        int Answer(int query, string text)
        {
            var (question, status, answer) = queries[query];
            if (status != QueryStatus.Open)
                return status == QueryStatus.Answered && answer == text ? 0 : -1;
            queries[query] = (question, QueryStatus.Answered, text);
            return 1;
        }

        int Close(int query, bool reason)
        {
            var (question, status, answer) = queries[query];
            if (status == QueryStatus.Open && !reason)
                return -1;
            if (query == automatic)
                automatic = null;
            queries[query] = (question, QueryStatus.Closed, answer);
            return status == QueryStatus.Closed ? 0 : 1;
        }
    }
}
