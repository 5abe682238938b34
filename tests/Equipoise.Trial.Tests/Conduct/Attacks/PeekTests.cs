using System.Reflection;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>Two ways by which the next arm could once be had without a trace, and every public member that might be a third.</summary>
public sealed class PeekTests
{
    static readonly DateOnly day = PatinaTrial.Randomization;
    static readonly Stamp noon = PatinaTrial.At(day);

    static readonly Assembly[] rooms =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Equipoise.*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => !name!.EndsWith("Tests", StringComparison.Ordinal) && !name.EndsWith("Validation", StringComparison.Ordinal))
            .Select(name => Assembly.Load(name!)),
    ];

    /// <summary>A trial with six people who wait, of real participants.</summary>
    static PatinaTrial Waiting()
    {
        var trial = new PatinaTrial(SqliteTrialLog.InMemory(), PatinaTrial.RealRules).With(new OpenTrial(null, Synthetic: false));
        for (var n = 1; n <= 6; n++)
            trial.AndEligible($"101-00{n}").Sign($"101-00{n}").ShouldBeOfType<Decision.Accepted>();
        return trial;
    }

    [Fact]
    public void A_decision_that_is_not_written_holds_no_arm()
    {
        using var trial = Waiting();
        var command = new RandomizeParticipant("101-001", day);
        typeof(TrialCommand).GetMethods().ShouldNotContain(method => method.Name == "Decide" || method.ReturnType == typeof(Decision));

        // Even what is not public gives none before it is written.
        var decided = command.Decide(trial.Conduct.State, trial.TrialRules, noon).ShouldBeOfType<Decision.Accepted>();
        decided.Events.OfType<ParticipantRandomized>().Single().Arm.ShouldBe("");
        decided.Events.OfType<ParticipantRandomized>().Single().Basis.ShouldBeNull();
        trial.Conduct.Weigh(command, Staff.Anybody).ShouldAllBe(refusal => refusal.Rule == "backdated");
    }

    [Fact]
    public void A_batch_that_could_be_undone_randomizes_nobody_in_a_trial_of_real_participants()
    {
        using var trial = Waiting();
        var before = trial.Rows;
        using (var batch = trial.Conduct.Begin())
            for (var n = 1; n <= 6; n++)
                PatinaTrial.Rule(batch.Do(new RandomizeParticipant($"101-00{n}", day), noon)).ShouldBe(["not-in-a-batch"]);
        trial.Rows.ShouldBe(before);
        trial.Do(new RandomizeParticipant("101-001", day), noon).ShouldBeOfType<Decision.Accepted>();
    }

    [Fact]
    public void No_public_member_of_any_room_takes_a_key_or_rules_and_gives_an_arm_or_a_decision()
    {
        rooms.Length.ShouldBeGreaterThan(8);
        var suspicious =
            from room in rooms
            from type in room.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            let given = method.GetParameters().Select(parameter => parameter.ParameterType).Append(type).ToList()
            where given.Contains(typeof(TrialRules)) || given.Contains(typeof(AllocationKey))
            where Holds(method.ReturnType, [])
            select $"{type.Name}.{method.Name} gives {method.ReturnType.Name}";
        suspicious.ShouldBeEmpty();

        // The search can find: the one way to a decision is to have it written.
        Holds(typeof(Task<Decision>), []).ShouldBeTrue();
        typeof(TrialConduct).GetMethods().Any(method => Holds(method.ReturnType, [])).ShouldBeTrue();
        rooms.SelectMany(room => room.GetExportedTypes()).ShouldNotContain(type => typeof(AllocationMethod).IsAssignableFrom(type));
    }

    /// <summary>Whether a type is, or holds in its public members, an allocation that was decided.</summary>
    static bool Holds(Type type, HashSet<Type> seen)
    {
        if (type == typeof(Decision) || type == typeof(ParticipantRandomized) || type == typeof(NextArm))
            return true;
        if (!seen.Add(type) || type == typeof(TrialState) || type.Namespace?.StartsWith("System.Reflection", StringComparison.Ordinal) == true)
            return false;
        return type.GetGenericArguments().Any(inner => Holds(inner, seen))
            || (type.Namespace?.StartsWith("Equipoise", StringComparison.Ordinal) == true && type.GetProperties().Any(property => Holds(property.PropertyType, seen)));
    }
}
