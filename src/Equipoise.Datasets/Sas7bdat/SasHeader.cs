namespace Equipoise.Datasets.Sas7bdat;

/// <summary>The first bytes of a file: how all others are to be read.</summary>
sealed record SasHeader
{
    /// <summary>As many bytes as the header's own fields take; what follows up to its length is blank.</summary>
    public const int Size = 336;

    const int LeastPage = 1024;
    const int MostPage = 1 << 24;

    // Stat/Transfer gives itself the release of no SAS.
    static ReadOnlySpan<byte> StatTransferRelease => "9.0000M0"u8;

    static readonly DateTime Epoch = new(1960, 1, 1);

    public required SasLayout Layout { get; init; }

    public required byte EncodingCode { get; init; }

    public required byte[] Name { get; init; }

    public DateTime? Created { get; init; }

    public DateTime? Modified { get; init; }

    public required int Length { get; init; }

    public required int PageLength { get; init; }

    public required long Pages { get; init; }

    /// <summary>Page k, from 1, begins with this exclusive-or k.</summary>
    public required uint PageMask { get; init; }

    public required bool IsOfStatTransfer { get; init; }

    public static bool IsDataset(ReadOnlySpan<byte> start) => HasMagic(start, 0x60);

    public static bool IsCatalog(ReadOnlySpan<byte> start) => HasMagic(start, 0x63);

    static bool HasMagic(ReadOnlySpan<byte> start, byte kind) =>
        start.Length >= 32
        && !start[..12].ContainsAnyExcept((byte)0)
        && start[12..15].SequenceEqual<byte>([0xC2, 0xEA, 0x81])
        && start[15] == kind
        && start[16..32].SequenceEqual<byte>([
            0xB3, 0x14, 0x11, 0xCF, 0xBD, 0x92, 0x08, 0x00, 0x09, 0xC7, 0x31, 0x8C, 0x18, 0x1F, 0x10, 0x11,
        ]);

    /// <exception cref="DataException">The file is no data set of SAS, or is damaged.</exception>
    public static SasHeader Read(string file)
    {
        var bytes = PackedFile.Start(file, Size).AsSpan();
        if (IsCatalog(bytes))
            throw Bad(file, "is a catalog of SAS (SAS7BCAT), which holds formats and no data. Give the data set (SAS7BDAT).");
        if (!IsDataset(bytes))
            throw Bad(file, "is not a data set of SAS (SAS7BDAT): it does not begin as one.");
        if (bytes.Length < Size)
            throw Bad(file, "is cut short: it ends within its header.");
        if (bytes[37] > 1)
            throw Bad(file, $"is damaged: its byte order is {bytes[37]}, which is neither 0 nor 1.");
        var layout = new SasLayout(Choice(file, bytes[32], "word size"), bytes[37] == 0);
        // Two paddings shift what follows, each by four bytes, depending on the machine.
        var shifted = bytes[(Choice(file, bytes[35], "padding") ? 4 : 0)..];
        var after = shifted[(layout.Is64 ? 4 : 0)..];
        var (length, pageLength) = (layout.U32(shifted[196..]), layout.U32(shifted[200..]));
        if (length is < LeastPage or > MostPage || pageLength is < LeastPage or > MostPage)
            throw Bad(
                file,
                $"is damaged: it announces a header of {length} bytes and pages of {pageLength}; "
                    + $"each has {LeastPage} to {MostPage}."
            );
        var pages = layout.U(shifted[204..]);
        if (pages > long.MaxValue / MostPage)
            throw Bad(file, $"is damaged: it announces {pages} pages.");
        return new()
        {
            Layout = layout,
            EncodingCode = bytes[70],
            Name = bytes[92..156].ToArray(),
            Created = Time(layout.Double(shifted[164..])),
            Modified = Time(layout.Double(shifted[172..])),
            Length = (int)length,
            PageLength = (int)pageLength,
            Pages = (long)pages,
            PageMask = layout.U32(after[320..]),
            IsOfStatTransfer = after[216..224].SequenceEqual(StatTransferRelease),
        };
    }

    static bool Choice(string file, byte value, string what) =>
        value switch
        {
            0x33 => true,
            0x22 or 0x32 => false,
            _ => throw Bad(file, $"is damaged: the byte of its {what} is {value:X2}, which is not known."),
        };

    // As the clock of the writer showed.
    static DateTime? Time(double seconds) =>
        seconds > (DateTime.MinValue - Epoch).TotalSeconds && seconds < (DateTime.MaxValue - Epoch).TotalSeconds
            ? Epoch.AddSeconds(seconds)
            : null;

    static DataException Bad(string file, string problem) => new($"{file}: {problem}");
}
