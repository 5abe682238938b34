namespace Equipoise.Datasets.Comparison;

/// <summary>A row where it lies.</summary>
/// <param name="Batch">Its batch.</param>
/// <param name="At">Its place there, from 0.</param>
/// <param name="Row">Its place in the data set, from 1.</param>
readonly record struct RowPlace(Batch Batch, int At, long Row);
