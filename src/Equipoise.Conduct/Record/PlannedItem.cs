namespace Equipoise.Conduct.Record;

/// <summary>What the protocol plans to be done with a participant.</summary>
public enum PlannedAct
{
    /// <summary>A visit.</summary>
    Visit,

    /// <summary>The measurement of a laboratory test.</summary>
    LaboratorySample,

    /// <summary>A tumor assessment.</summary>
    TumorAssessment,

    /// <summary>A treatment in a cycle.</summary>
    Dose,
}

/// <summary>One thing that is done, or is not.</summary>
/// <param name="Act">What.</param>
/// <param name="Name">The visit, test or treatment in the protocol; "" for a tumor assessment.</param>
/// <param name="On">The day, for what is known by its day: a sample, a tumor assessment.</param>
/// <param name="Number">The visit's repetition or the cycle, for what is known by it; 0 otherwise.</param>
readonly record struct PlannedItem(PlannedAct Act, string Name, DateOnly? On, int Number)
{
    internal static PlannedItem Visit(string visit, int number) => new(PlannedAct.Visit, visit, null, number);

    internal static PlannedItem Sample(string test, DateOnly on) => new(PlannedAct.LaboratorySample, test, on, 0);

    internal static PlannedItem TumorAssessment(DateOnly on) => new(PlannedAct.TumorAssessment, "", on, 0);

    internal static PlannedItem Dose(string treatment, int cycle) => new(PlannedAct.Dose, treatment, null, cycle);

    /// <summary>In words, for refusals.</summary>
    internal string What =>
        Act switch
        {
            PlannedAct.Visit => $"visit '{Name}' number {Number}",
            PlannedAct.LaboratorySample => $"{Name} of {On:yyyy-MM-dd}",
            PlannedAct.TumorAssessment => $"the tumor assessment of {On:yyyy-MM-dd}",
            _ => $"{Name} in cycle {Number}",
        };
}
