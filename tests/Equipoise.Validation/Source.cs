namespace Equipoise.Validation;

/// <summary>Where expected values come from: always from outside the code under test.</summary>
abstract record Source
{
    Source() { }

    /// <summary>R's answer to that call, made by a script in this folder or given with the reference data.</summary>
    /// <param name="Call">The call, such as <c>coxph(Surv(time, status) ~ x, ties = "efron")</c>.</param>
    /// <param name="Version">R and the packages, with their versions.</param>
    public sealed record R(string Call, string Version = "R 4.2.2, survival 3.5-3") : Source
    {
        public override string ToString() => $"{Version}: `{Call}`";
    }

    /// <summary>A paper, a book or a manual prints the number.</summary>
    /// <param name="Reference">Who, when, and where in it.</param>
    public sealed record Published(string Reference) : Source
    {
        public override string ToString() => $"published: {Reference}";
    }

    /// <summary>The answer has a closed form, derived by hand.</summary>
    /// <param name="Derivation">The formula and where it stands.</param>
    public sealed record ClosedForm(string Derivation) : Source
    {
        public override string ToString() => $"closed form: {Derivation}";
    }

    /// <summary>A second program, written differently, in the tests: a sum over all orders, a slow and obvious double loop.</summary>
    /// <param name="Method">How it computes.</param>
    public sealed record SecondProgram(string Method) : Source
    {
        public override string ToString() => $"a second program: {Method}";
    }

    /// <summary>Two answers of the library must be equal by a theorem.</summary>
    /// <param name="Theorem">The identity.</param>
    public sealed record Identity(string Theorem) : Source
    {
        public override string ToString() => $"identity: {Theorem}";
    }
}
