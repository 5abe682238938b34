using System.Globalization;
using System.Text;

namespace Equipoise.Datasets.Xpt;

/// <summary>One column of a transport file that is written: first all its values are looked at, then they are written.</summary>
abstract class XptField(ColumnSpec spec)
{
    protected const int MostBytes = 200;
    protected const int MostBytes8 = 32_767;

    /// <summary>What is written.</summary>
    public ColumnSpec Spec => spec;

    public static XptField For(ColumnSpec spec, WriteOptions options) =>
        spec.IsNumber ? new Numbers(spec)
        : spec.Type == DataType.Decimal ? new Decimals(spec)
        : new Texts(spec, options);

    /// <summary>The bytes that each value takes.</summary>
    public abstract int Width { get; }

    /// <summary>Looks at the values of a batch.</summary>
    /// <param name="cells">The values.</param>
    /// <param name="count">How many.</param>
    /// <param name="before">The rows before them.</param>
    /// <param name="problems">Receives what cannot be written.</param>
    /// <param name="lost">Receives what is written otherwise.</param>
    public abstract void Look(Cells cells, int count, long before, FileProblems problems, FindingList lost);

    /// <summary>Says what can be said once all values were looked at.</summary>
    public virtual void Conclude(FileProblems problems) { }

    /// <summary>Whether the value of that row is blanks in the file.</summary>
    public virtual bool IsBlank(Cells cells, int row) => false;

    /// <summary>Writes the values of a batch, one a row.</summary>
    public abstract void Write(Cells cells, int count, Span<byte> rows, int position, int rowWidth);

    sealed class Texts(ColumnSpec spec, WriteOptions options) : XptField(spec)
    {
        int longest = 1;
        int foreign;

        public override int Width => Math.Max(longest, Spec.Length is > 0 and <= MostBytes8 ? Spec.Length : 0);

        int Most => options.TransportVersion == 5 ? MostBytes : MostBytes8;

        public override void Look(Cells cells, int count, long before, FileProblems problems, FindingList lost)
        {
            for (var row = 0; row < count; row++)
            {
                var text = ((TextCells)cells)[row];
                longest = Math.Max(longest, text.Length);
                if (!text.IsEmpty && text[^1] == ' ')
                    lost.Add(
                        "blanks",
                        "blanks at the end of a text are padding in the format",
                        FindingWeight.Lost,
                        Spec.Name,
                        before + row + 1,
                        Encoding.UTF8.GetString(text)
                    );
                if (Spec.Length > 0 && text.Length > Spec.Length)
                    lost.Add(
                        "width",
                        $"is wider than the {Spec.Length} bytes of its length, which is that of its widest text in the file",
                        FindingWeight.Lost,
                        Spec.Name,
                        before + row + 1
                    );
                if (Problem(text) is { } problem && ++foreign == 1)
                    problems.Add($"row {before + row + 1}, column {Spec.Name}: \"{Encoding.UTF8.GetString(text)}\" {problem}.");
            }
        }

        string? Problem(ReadOnlySpan<byte> text) =>
            !options.AllowsUtf8 && !Ascii.IsValid(text) ? "is not ASCII, and a transport file names no other encoding"
            : text.Contains((byte)0) ? "holds a NUL character"
            : null;

        public override void Conclude(FileProblems problems)
        {
            if (foreign > 1)
                problems.Add(
                    $"column {Spec.Name}: {foreign} values {(options.AllowsUtf8 ? "cannot be written" : "are not ASCII")}; "
                        + "the first is in the row named above."
                );
            if (Width > Most)
                problems.Add(
                    $"column {Spec.Name}: is {Width} bytes wide; version {options.TransportVersion} has at most {Most}."
                );
        }

        public override bool IsBlank(Cells cells, int row) => ((TextCells)cells)[row].Trim((byte)' ').IsEmpty;

        public override void Write(Cells cells, int count, Span<byte> rows, int position, int rowWidth)
        {
            for (var row = 0; row < count; row++)
                ((TextCells)cells)[row].CopyTo(rows[((row * rowWidth) + position)..]);
        }
    }

    abstract class AnyNumbers(ColumnSpec spec) : XptField(spec)
    {
        public override int Width => IsNarrow ? Spec.Length : 8;

        // Lengths of other formats count characters; SAS's are 3 to 8 bytes, of mainframes 2.
        bool IsNarrow => Spec.Length is >= 2 and <= 8;

        public override void Look(Cells cells, int count, long before, FileProblems problems, FindingList lost)
        {
            Span<byte> scratch = stackalloc byte[8];
            for (var row = 0; row < count; row++)
            {
                var value = Value(cells, row, before, problems, lost);
                if (IbmDouble.Write(value, scratch[..Width]) is { } problem)
                    problems.Add(
                        $"row {before + row + 1}, column {Spec.Name}: {value.ToString(CultureInfo.InvariantCulture)} {problem}.",
                        $"values of column {Spec.Name} cannot be written"
                    );
            }
        }

        public override void Write(Cells cells, int count, Span<byte> rows, int position, int rowWidth)
        {
            for (var row = 0; row < count; row++)
                IbmDouble.Write(Value(cells, row), rows.Slice((row * rowWidth) + position, Width));
        }

        protected virtual double Value(Cells cells, int row, long before, FileProblems problems, FindingList lost) =>
            Value(cells, row);

        protected abstract double Value(Cells cells, int row);
    }

    sealed class Numbers(ColumnSpec spec) : AnyNumbers(spec)
    {
        protected override double Value(Cells cells, int row) => ((NumberCells)cells).Values[row];
    }

    /// <summary>Decimals as the doubles nearest to them, which is said where the digits do not come back.</summary>
    sealed class Decimals(ColumnSpec spec) : AnyNumbers(spec)
    {
        protected override double Value(Cells cells, int row) =>
            double.TryParse(((TextCells)cells)[row], CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

        protected override double Value(Cells cells, int row, long before, FileProblems problems, FindingList lost)
        {
            var text = ((TextCells)cells).Text(row);
            var value = Value(cells, row);
            if (text.Length == 0)
                return value;
            if (!double.IsFinite(value))
                problems.Add(
                    $"row {before + row + 1}, column {Spec.Name}: \"{text}\" is not a number.",
                    $"values of column {Spec.Name} are not numbers"
                );
            else if (
                !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                || exact != Back(value)
            )
                lost.Add(
                    "digits",
                    "has more digits than a double, the only number of the format, and is rounded",
                    FindingWeight.Lost,
                    Spec.Name,
                    before + row + 1,
                    text
                );
            return value;
        }

        // The shortest decimal that gives the double.
        static decimal? Back(double value) =>
            decimal.TryParse(
                value.ToString("R", CultureInfo.InvariantCulture),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var back
            )
                ? back
                : null;
    }
}
