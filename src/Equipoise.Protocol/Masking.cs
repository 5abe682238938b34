namespace Equipoise.Protocol;

/// <summary>Who does not know which treatment a participant gets, as ClinicalTrials.gov registers it.</summary>
public abstract record Masking
{
    Masking() { }

    /// <summary>Everybody knows.</summary>
    public sealed record OpenLabel : Masking
    {
        /// <inheritdoc/>
        public override string ToString() => "open label";
    }

    /// <summary>Some do not know.</summary>
    /// <param name="Level">How many of the parties do not know.</param>
    /// <param name="Masked">Who does not know; empty where the protocol only says how many.</param>
    public sealed record Blind(BlindingLevel Level, IReadOnlyList<MaskedParty> Masked) : Masking
    {
        /// <summary>Whether these parties, and no others, are masked.</summary>
        /// <param name="other">The other.</param>
        public bool Equals(Blind? other) => other is not null && Level == other.Level && Masked.SequenceEqual(other.Masked);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Level, Masked.Count);

        /// <inheritdoc/>
        public override string ToString() =>
            Masked.Count == 0 ? Level.Words : $"{Level.Words} ({string.Join(", ", Masked.Select(party => party.Words))})";
    }
}

/// <summary>How many of the four parties do not know the treatment.</summary>
public enum BlindingLevel
{
    /// <summary>One.</summary>
    Single = 1,

    /// <summary>Two.</summary>
    Double,

    /// <summary>Three.</summary>
    Triple,

    /// <summary>All four.</summary>
    Quadruple,
}

/// <summary>Who may not know the treatment: the parties of ClinicalTrials.gov.</summary>
public enum MaskedParty
{
    /// <summary>The participant.</summary>
    Participant,

    /// <summary>Who treats the participant.</summary>
    CareProvider,

    /// <summary>Who conducts the trial at the site.</summary>
    Investigator,

    /// <summary>Who judges the outcomes.</summary>
    OutcomesAssessor,
}

/// <summary>The words of the file.</summary>
public static class MaskingWords
{
    extension(BlindingLevel level)
    {
        /// <summary>Such as "double blind".</summary>
        public string Words => $"{level.ToString().ToLowerInvariant()} blind";
    }

    extension(MaskedParty party)
    {
        /// <summary>Such as "care provider".</summary>
        public string Words =>
            party switch
            {
                MaskedParty.CareProvider => "care provider",
                MaskedParty.OutcomesAssessor => "outcomes assessor",
                _ => party.ToString().ToLowerInvariant(),
            };
    }
}
