using QboConnect.App.Hosting;

namespace QboConnect.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("qboconnect-folders-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void From_a_clone_a_relative_directory_counts_from_the_repositorys_root()
    {
        var clone = Clone();
        var binaries = clone.CreateSubdirectory("QboConnect.App/bin/Debug/net10.0");

        DataFolder.Base(binaries.FullName, workingDirectory: Path.Combine(clone.FullName, "QboConnect.App")).Should().Be(clone.FullName);
    }

    [Fact]
    public void Binaries_published_elsewhere_and_started_in_a_clone_use_that_clone()
    {
        var clone = Clone();
        var published = _root.CreateSubdirectory("published");

        DataFolder.Base(published.FullName, workingDirectory: clone.FullName).Should().Be(clone.FullName);
    }

    [Fact]
    public void Published_output_counts_from_its_own_folder_and_never_from_where_it_was_started()
    {
        var published = _root.CreateSubdirectory("published");

        DataFolder.Base(published.FullName, workingDirectory: _root.CreateSubdirectory("somewhere").FullName).Should().Be(published.FullName);
    }

    [Fact]
    public void The_directory_is_made_and_only_its_owner_may_look_into_it()
    {
        var made = DataFolder.Prepare(Path.Combine(_root.FullName, "deep", "data"), _root.FullName);

        Directory.Exists(made).Should().BeTrue();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        new DirectoryInfo(made).UnixFileMode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private DirectoryInfo Clone()
    {
        var clone = _root.CreateSubdirectory("clone");
        File.WriteAllText(Path.Combine(clone.FullName, "QboConnect.sln"), "");
        return clone;
    }
}
