using Equipoise.Reporting.Pictures;

namespace Equipoise.Reporting.Tests;

public sealed class PicturesOfNothing
{
    [Fact]
    public void A_path_that_goes_nowhere_is_no_mark() =>
        Picture
            .Of("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="" stroke="#000"/><path d="M1,1H2" stroke="#000"/></svg>""")
            .Marks.Count.ShouldBe(1);

    [Fact]
    public void A_turned_text_is_refused() =>
        Should
            .Throw<InvalidOperationException>(() =>
                Picture.Of(
                    """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text x="1" y="1" transform="rotate(-90)">Events</text></svg>"""
                )
            )
            .Message.ShouldContain("transform on <text>");
}
