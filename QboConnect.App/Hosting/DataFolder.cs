namespace QboConnect.App.Hosting;

/// <summary>
/// Finds the data directory. A relative <c>Data:Directory</c> counts from the repository's root where the app runs from a clone (the folder with
/// <c>QboConnect.sln</c> above the binaries or above the working directory), else from the folder of the binaries. It never counts from the
/// working directory itself: <c>dotnet run</c> sets that to the project's folder, and a service manager to anything.
/// </summary>
internal static class DataFolder
{
    /// <summary>The data directory as an absolute path, made where it is missing (for its owner only) and tried for writing.</summary>
    /// <exception cref="CannotStartException">It cannot be made or written to.</exception>
    public static string Prepare(string? setting, string contentRoot)
    {
        var directory = Path.GetFullPath(string.IsNullOrWhiteSpace(setting) ? "data" : setting, Base(contentRoot, Environment.CurrentDirectory));
        try
        {
            MakePrivate(directory);
            var probe = Path.Combine(directory, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return directory;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The data directory {directory} cannot be written to ({problem.Message.TrimEnd('.')}): allow it, or name another one in the setting Data:Directory.");
        }
    }

    /// <summary>Keeps a second QboConnect from working in the same directory, for as long as the returned file stays open. It ends with the process, however that ends.</summary>
    /// <exception cref="CannotStartException">There is one.</exception>
    public static FileStream Hold(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CannotStartException($"The data directory {directory} is in use by another QboConnect: stop it, or name another directory in the setting Data:Directory.");
        }
    }

    /// <summary>The folder a relative directory counts from.</summary>
    public static string Base(string contentRoot, string workingDirectory) =>
        CloneAbove(contentRoot) ?? CloneAbove(workingDirectory) ?? contentRoot;

    private static string? CloneAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "QboConnect.sln")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    // It holds the keys that protect the QuickBooks tokens.
    private static void MakePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
