using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>Numbers in transport files, byte by byte. Expected bytes are worked by hand from TS-140: value = F/2^56 * 16^(e-64).</summary>
public sealed class IbmNumbers : IDisposable
{
    // Eight headers, 140 bytes of description in two records, one header.
    const int FirstRow = 11 * 80;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, "0000000000000000")]
    [InlineData(1, "4110000000000000")]
    [InlineData(-1, "C110000000000000")]
    [InlineData(2, "4120000000000000")]
    [InlineData(16, "4210000000000000")]
    [InlineData(0.5, "4080000000000000")]
    [InlineData(100, "4264000000000000")]
    [InlineData(-118.625, "C276A00000000000")] // the example of the IBM System/360 Principles of Operation
    [InlineData(0.1, "401999999999999A")]
    [InlineData(9007199254740992, "4E20000000000000")] // 2^53 = 16^13 * 2
    [InlineData(5.397605346934028e-79, "0010000000000000")] // 16^-65, the smallest that is normal
    [InlineData(7.2370055773322614e75, "7FFFFFFFFFFFFFF8")] // (1 - 2^-53) * 16^63, the largest double below 16^63
    public void A_number_has_the_bytes_that_the_specification_gives(double value, string bytes)
    {
        Encode(value).ShouldBe(bytes);
        Decode(bytes).ShouldBe(value);
    }

    [Theory]
    [InlineData("41FFFFFFFFFFFFFF", "4210000000000000")] // 56 bits, nearest is 16
    [InlineData("41FFFFFFFFFFFFFB", "41FFFFFFFFFFFFF8")] // below the middle of two doubles
    [InlineData("41FFFFFFFFFFFFFC", "4210000000000000")] // in the middle: to the even one
    [InlineData("43851CCCCCCCCCCC", "43851CCCCCCCCCD0")] // 2129.8 (FWSTRESC "2129.8" of phuse-scripts data/send/PDS/fw.xpt)
    [InlineData("411FFFFFFFFFFFFF", "411FFFFFFFFFFFFF")] // 53 bits fit
    [InlineData("4100000000000001", "3410000000000000")] // not normalized: 16^1 * 2^-56 = 2^-52 = 16^-12 / 16
    [InlineData("8000000000000000", "0000000000000000")] // minus zero
    public void Bits_beyond_a_double_are_rounded_to_the_nearest(string read, string same) => Decode(read).ShouldBe(Decode(same));

    [Theory]
    [InlineData(5.3e-79, "outside the range")]
    [InlineData(double.Epsilon, "outside the range")]
    [InlineData(7.3e75, "outside the range")]
    [InlineData(double.NegativeInfinity, "infinite")]
    public void A_number_that_does_not_fit_is_refused_and_nothing_is_written(double value, string reason)
    {
        var path = folder.File("refused.xpt");
        Should
            .Throw<DataException>(() => XptFile.Write(One(value), path, default(DateTimeOffset).AddYears(2000)))
            .Message.ShouldContain(reason);
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void All_28_missing_values_keep_their_code_in_one_byte()
    {
        foreach (var code in "._ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        {
            var bytes = $"{(int)code:X2}00000000000000";
            Encode(MissingValue.Of(code)).ShouldBe(bytes);
            MissingValue.CodeOf(Decode(bytes)).ShouldBe(code);
        }
    }

    [Fact]
    public void A_declared_width_keeps_its_bytes_and_refuses_what_it_would_cut()
    {
        var narrow = new NumberColumn("X", "", [255, -7.5]) { Width = 3 };
        var path = folder.File("narrow.xpt");
        XptFile.Write(new Table("T", "", [narrow]), path, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Convert.ToHexString(File.ReadAllBytes(path).AsSpan(FirstRow, 6)).ShouldBe("42FF00C17800");
        XptFile.Read(path).Number("X").Values.ShouldBe([255, -7.5]);
        var cut = new NumberColumn("X", "", [0.1]) { Width = 3 };
        Should
            .Throw<DataException>(() => XptFile.Write(new Table("T", "", [cut]), path, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)))
            .Message.ShouldContain("row 1, column X: 0.1 does not fit into the 3 bytes");
    }

    [Fact]
    public void A_missing_value_keeps_its_code_through_memory_sorting_and_addition()
    {
        var a = MissingValue.Of('A');
        double[] values = [3, a, 1, MissingValue.Of('Z')];
        Array.Sort(values);
        new string([.. values[..2].Select(MissingValue.CodeOf)]).Order().ShouldBe("AZ");
        MissingValue.CodeOf(a + 1).ShouldBe('A');
        MissingValue.CodeOf(double.NaN).ShouldBe('.');
        MissingValue.CodeOf(0 / values[2] * double.PositiveInfinity).ShouldBe('.');
        Should.Throw<ArgumentOutOfRangeException>(() => MissingValue.Of('a'));
        Should.Throw<ArgumentException>(() => MissingValue.CodeOf(1));
    }

    static Table One(double value) => new("T", "", [new NumberColumn("X", "", [value])]);

    byte[] Written(double value)
    {
        var path = folder.File("one.xpt");
        XptFile.Write(One(value), path, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return File.ReadAllBytes(path);
    }

    string Encode(double value) => Convert.ToHexString(Written(value).AsSpan(FirstRow, 8));

    double Decode(string hex)
    {
        var file = Written(1);
        Convert.FromHexString(hex).CopyTo(file, FirstRow);
        return XptFile.Read(folder.File("patched.xpt", file)).Number("X")[0];
    }
}
