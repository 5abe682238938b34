using Microsoft.Extensions.Configuration;

namespace Equipoise.Server.Tests.Operating;

/// <summary>What the framework would take from the folder in which somebody happens to start a server.</summary>
public sealed class SettingsFromNowhere
{
    [Fact]
    public async Task No_settings_come_from_the_folder_of_the_start_and_nothing_below_it_is_watched()
    {
        await using var server = await ServerUnderTest.Start();
        server.App.Environment.ContentRootPath.ShouldBe(AppContext.BaseDirectory);
        ((IConfigurationRoot)server.App.Configuration)
            .Providers.OfType<FileConfigurationProvider>()
            .ShouldAllBe(file => !file.Source.ReloadOnChange);
    }
}
