using Microsoft.CodeAnalysis.CSharp;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>A line fits a page, and two files fit a screen.</summary>
public sealed class Width
{
    const int Columns = 130;

    [Fact]
    public void No_line_of_the_product_is_wider_than_130_columns() =>
        (
            from file in Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Repository.At("src"), file)
            from line in WideLines(File.ReadAllText(file))
            select $"{path}:{line}"
        ).ShouldBeEmpty();

    [Fact]
    public void A_wide_line_is_found_unless_it_is_text_between_three_quotes()
    {
        var wide = new string('x', Columns + 1);
        WideLines($"// a\n// {wide}\nclass A;").ShouldBe([2]);
        WideLines($"class A\n{{\n    const string B = \"\"\"\n        {wide}\n        \"\"\";\n}}").ShouldBeEmpty();
    }

    static IEnumerable<int> WideLines(string source)
    {
        var lines = source.Split('\n');
        var wide = Enumerable.Range(1, lines.Length).Where(line => lines[line - 1].Length > Columns).ToList();
        return wide.Count == 0 ? [] : wide.Except(LinesOfRawText(source)).ToList();
    }

    static IEnumerable<int> LinesOfRawText(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source);
        return tree.GetRoot()
            .DescendantNodes()
            .Where(node =>
                node.GetFirstToken().Kind()
                    is SyntaxKind.MultiLineRawStringLiteralToken
                        or SyntaxKind.InterpolatedMultiLineRawStringStartToken
                && node.Kind()
                    is SyntaxKind.StringLiteralExpression
                        or SyntaxKind.Utf8StringLiteralExpression
                        or SyntaxKind.InterpolatedStringExpression
            )
            .Select(node => tree.GetLineSpan(node.Span))
            .SelectMany(span =>
                Enumerable.Range(span.StartLinePosition.Line + 1, span.EndLinePosition.Line - span.StartLinePosition.Line + 1)
            );
    }
}
