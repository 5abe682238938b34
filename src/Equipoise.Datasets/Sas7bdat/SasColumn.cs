namespace Equipoise.Datasets.Sas7bdat;

/// <summary>Where the values of a column stand in a row; rows are not in the order of the columns, SAS puts numbers
/// first.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsText">Whether it holds text.</param>
/// <param name="At">The byte of the row at which a value begins.</param>
/// <param name="Width">Its bytes.</param>
readonly record struct SasColumn(string Name, bool IsText, int At, int Width);
