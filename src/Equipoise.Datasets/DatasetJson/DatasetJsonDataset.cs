namespace Equipoise.Datasets.DatasetJson;

/// <summary>One data set of a document in Dataset-JSON.</summary>
sealed class DatasetJsonDataset : Dataset
{
    // A batch of long texts has fewer rows.
    const int MostBytes = 1 << 24;

    readonly string file;
    readonly JsonOutline outline;
    readonly DeclaredDataset declared;
    readonly FindingList ofAttributes;
    readonly FindingList ofRows;

    /// <exception cref="DataException">It cannot be read; every problem is listed.</exception>
    public DatasetJsonDataset(string file, JsonOutline outline)
    {
        (this.file, this.outline, ofAttributes, ofRows) = (file, outline, new(file), new(file));
        try
        {
            declared = DeclaredDataset.Of(file, outline, ofAttributes);
        }
        catch (InvalidOperationException e)
        {
            throw JsonInput.HalfCharacter(file, "the attributes", e);
        }
    }

    public override DatasetSpec Spec => declared.Spec;

    public override IReadOnlyList<Finding> Findings => [.. ofAttributes.All, .. ofRows.All];

    public override IEnumerable<Batch> Batches()
    {
        ofRows.Clear();
        using var input = new JsonInput(file);
        var batch = new Batch(Spec);
        var rows = new JsonRows(file, input, declared.Columns, batch, ofRows);
        var more = rows.Find(outline.RowsAt);
        while (more)
        {
            batch.Clear();
            more = rows.Fill(MostBytes);
            // Once a row is wrong the rest is read for what else is wrong with it.
            if (batch.Count > 0 && !rows.Problems.Any)
                yield return batch;
            more &= !rows.Problems.Full;
        }
        rows.Problems.ThrowIfAny();
        rows.End(outline);
        if (declared.Records is { } records && records != rows.Count)
            ofRows.Add("records", $"declares {records} records and has {rows.Count} rows", FindingWeight.Broken);
    }
}
