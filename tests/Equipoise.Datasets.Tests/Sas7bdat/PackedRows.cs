using Equipoise.Datasets.Sas7bdat;

namespace Equipoise.Datasets.Tests.Sas7bdat;

/// <summary>
/// Each command of the two ways in which SAS packs rows, on bytes made by hand from the public tables of commands (ReadStat,
/// parso, and for the second Ross's article).
/// </summary>
public sealed class PackedRows
{
    // Counted 00 01 02 ...: what is copied shows itself.
    static byte[] Counted(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)index)];

    static byte[] Times(byte value, int count) => [.. Enumerable.Repeat(value, count)];

    static string? Problem(byte[] packed, int width, bool ross = false) =>
        ross ? SasRoss.Unpack(packed, new byte[width]) : SasRunLengths.Unpack(packed, new byte[width]);

    static byte[] Unpacked(byte[] packed, int width, bool ross = false)
    {
        var row = new byte[width];
        (ross ? SasRoss.Unpack(packed, row) : SasRunLengths.Unpack(packed, row)).ShouldBeNull();
        return row;
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0 }, 64)]
    [InlineData(new byte[] { 0x02, 7 }, 64 + 512 + 7)]
    [InlineData(new byte[] { 0x10, 0 }, 4160)]
    [InlineData(new byte[] { 0x11, 3 }, 4160 + 256 + 3)]
    [InlineData(new byte[] { 0x20 }, 96)]
    [InlineData(new byte[] { 0x2F }, 111)]
    [InlineData(new byte[] { 0x80 }, 1)]
    [InlineData(new byte[] { 0x8F }, 16)]
    [InlineData(new byte[] { 0x90 }, 17)]
    [InlineData(new byte[] { 0xA0 }, 33)]
    [InlineData(new byte[] { 0xB0 }, 49)]
    [InlineData(new byte[] { 0xBF }, 64)]
    public void A_command_of_run_lengths_copies(byte[] command, int count) =>
        Unpacked([.. command, .. Counted(count)], count).ShouldBe(Counted(count));

    [Theory]
    [InlineData(new byte[] { 0x40, 0, 0x58 }, 0x58, 18)]
    [InlineData(new byte[] { 0x41, 2, 0x58 }, 0x58, 18 + 256 + 2)]
    [InlineData(new byte[] { 0x50, 0 }, 0x40, 17)]
    [InlineData(new byte[] { 0x51, 1 }, 0x40, 17 + 256 + 1)]
    [InlineData(new byte[] { 0x60, 0 }, 0x20, 17)]
    [InlineData(new byte[] { 0x6F, 255 }, 0x20, 17 + 3840 + 255)]
    [InlineData(new byte[] { 0x70, 9 }, 0x00, 26)]
    [InlineData(new byte[] { 0xC0, 0x41 }, 0x41, 3)]
    [InlineData(new byte[] { 0xCF, 0x41 }, 0x41, 18)]
    [InlineData(new byte[] { 0xD0 }, 0x40, 2)]
    [InlineData(new byte[] { 0xDF }, 0x40, 17)]
    [InlineData(new byte[] { 0xE0 }, 0x20, 2)]
    [InlineData(new byte[] { 0xF3 }, 0x00, 5)]
    public void A_command_of_run_lengths_repeats(byte[] command, byte value, int count) =>
        // Between two other bytes, so that no zero is there by itself.
        Unpacked([0x80, 0xAA, .. command, 0x80, 0xBB], count + 2).ShouldBe([0xAA, .. Times(value, count), 0xBB]);

    [Theory]
    [InlineData(new byte[] { 0x30, 0, 0 }, 3, "is not known")]
    [InlineData(new byte[] { 0x81, 1 }, 2, "ends within a command")]
    [InlineData(new byte[] { 0x00 }, 64, "ends within a command")]
    [InlineData(new byte[] { 0x40, 0 }, 18, "ends within a command")]
    [InlineData(new byte[] { 0xC0 }, 3, "ends within a command")]
    [InlineData(new byte[] { 0xE5 }, 6, "longer than a row")]
    [InlineData(new byte[] { 0x82, 1, 2, 3 }, 2, "longer than a row")]
    [InlineData(new byte[] { 0xE5 }, 8, "shorter than a row")]
    [InlineData(new byte[] { }, 1, "shorter than a row")]
    public void Damaged_run_lengths_are_called_that(byte[] packed, int width, string problem) =>
        Problem(packed, width).ShouldNotBeNull().ShouldContain(problem);

    [Fact]
    public void Ross_bytes_stand_for_themselves_where_their_bit_is_0() =>
        Unpacked([0, 0, .. Counted(16), 0, 0, .. Counted(3)], 19, ross: true).ShouldBe([.. Counted(16), .. Counted(3)]);

    [Theory]
    [InlineData(new byte[] { 0x80, 0, 0x00, 0x41 }, 0x41, 3)]
    [InlineData(new byte[] { 0x80, 0, 0x0F, 0x41 }, 0x41, 18)]
    [InlineData(new byte[] { 0x80, 0, 0x10, 0, 0x41 }, 0x41, 19)]
    [InlineData(new byte[] { 0x80, 0, 0x15, 2, 0x41 }, 0x41, 19 + 5 + 32)]
    public void A_Ross_code_repeats(byte[] packed, byte value, int count) =>
        Unpacked(packed, count, ross: true).ShouldBe(Times(value, count));

    // 20 bytes stand before; a short code copies as many bytes as it is high, a long one 16 and more.
    [Theory]
    [InlineData(new byte[] { 0x37, 0 }, 3, 10)]
    [InlineData(new byte[] { 0xF1, 1 }, 15, 20)]
    [InlineData(new byte[] { 0x21, 1, 0 }, 16, 20)]
    [InlineData(new byte[] { 0x21, 1, 2 }, 18, 20)]
    [InlineData(new byte[] { 0x30, 0 }, 3, 3)]
    public void A_Ross_code_copies_from_before(byte[] code, int count, int back)
    {
        byte[] packed = [0, 0, .. Counted(16), 0x08, 0, 16, 17, 18, 19, .. code];
        Unpacked(packed, 20 + count, ross: true).ShouldBe([.. Counted(20), .. Counted(20).Skip(20 - back).Take(count)]);
    }

    [Fact]
    public void A_Ross_copy_may_reach_into_itself() =>
        // Three bytes before, copied five times: a b c a b c a b.
        Unpacked([0x10, 0, 1, 2, 3, 0x50, 0], 8, ross: true).ShouldBe([1, 2, 3, 1, 2, 3, 1, 2]);

    [Theory]
    [InlineData(new byte[] { 0x80 }, 1, "ends within a code")]
    [InlineData(new byte[] { 0x80, 0, 0x00 }, 3, "ends within a code")]
    [InlineData(new byte[] { 0x80, 0, 0x10, 0 }, 19, "ends within a code")]
    [InlineData(new byte[] { 0x80, 0, 0x00, 0x41 }, 2, "longer than a row")]
    [InlineData(new byte[] { 0x00, 0, 1, 2 }, 1, "longer than a row")]
    [InlineData(new byte[] { 0x00, 0, 1, 2 }, 3, "shorter than a row")]
    [InlineData(new byte[] { 0x20, 0, 1, 2, 0x30, 0 }, 5, "bytes before it")]
    public void Damaged_Ross_bytes_are_called_that(byte[] packed, int width, string problem) =>
        Problem(packed, width, ross: true).ShouldNotBeNull().ShouldContain(problem);
}
