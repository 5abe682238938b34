namespace Equipoise.Validation;

/// <summary>No expected value without a source outside the code under test.</summary>
public sealed class ProvenanceTests
{
    static readonly string folder = Repository.At("tests", "Equipoise.Validation", "Expected");

    [Fact]
    public void Every_file_of_expected_values_says_what_software_made_it_and_has_its_script()
    {
        var problems =
            from file in Directory.Exists(folder) ? Directory.GetFiles(folder) : []
            let topic = Path.GetFileNameWithoutExtension(file)
            where
                Expected.Provenance(File.ReadAllLines(file)) is null
                || !File.Exists(Repository.At("tests", "Equipoise.Validation", "R", topic + ".R"))
            select topic;
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_of_expected_values_without_provenance_is_rejected()
    {
        Expected.Provenance(["case,quantity,value", "aml,coef,0.9"]).ShouldBeNull();
        Expected.Provenance(["# from memory", "case,quantity,value", "aml,coef,0.9"]).ShouldBeNull();
        Expected.Provenance(["# R 4.2.2, survival 3.5-3", "case,quantity,value", "aml,coef,0.9"]).ShouldBe("R 4.2.2, survival 3.5-3");
    }

    [Fact]
    public void Every_comparison_of_this_project_names_a_source()
    {
        // The compiler asks for one; this asks that it says something.
        var empty =
            from file in Directory.EnumerateFiles(Repository.At("tests", "Equipoise.Validation"), "*.cs", SearchOption.AllDirectories)
            let text = File.ReadAllText(file)
            where text.Contains("new Source." + "R(\"\"") || text.Contains("new Source." + "Published(\"\"")
            select file;
        empty.ShouldBeEmpty();
    }
}
