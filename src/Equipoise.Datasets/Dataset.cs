namespace Equipoise.Datasets;

/// <summary>A data set that can be read from its first row as often as wanted, in memory of a fixed size.</summary>
public abstract class Dataset
{
    /// <summary>Everything but the rows.</summary>
    public abstract DatasetSpec Spec { get; }

    /// <summary>The number of rows, where it is known before they are read.</summary>
    public virtual long? RowCount => null;

    /// <summary>What is odd about the file and did not keep it from being read. Complete once the rows have been read.</summary>
    public virtual IReadOnlyList<Finding> Findings => [];

    /// <summary>The rows in order. Each batch is the same object filled anew: what is needed longer is to be copied.</summary>
    /// <exception cref="DataException">The file is damaged; rows before the damage were given.</exception>
    public abstract IEnumerable<Batch> Batches();
}
