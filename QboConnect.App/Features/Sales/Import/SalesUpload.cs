using Microsoft.AspNetCore.Components.Forms;
using QboConnect.Core.Sales.Import.Shell;

namespace QboConnect.App.Features.Sales.Import;

/// <summary>An uploaded file on the server's disk, which can be read more than once and goes when it is disposed.</summary>
internal sealed class SalesUpload : IDisposable
{
    /// <summary>The largest file that is taken.</summary>
    public const int LargestMegabytes = 100;

    private readonly string _path;

    private SalesUpload(string name, string path) => (Name, _path) = (name, path);

    /// <summary>The file's name at the user's.</summary>
    public string Name { get; }

    /// <summary>Stores a file, part by part.</summary>
    /// <exception cref="IOException">It is too large, or the disk is full.</exception>
    public static async Task<SalesUpload> TakeAsync(IBrowserFile file, IProgress<SalesFileProgress> progress, CancellationToken cancellation)
    {
        var upload = new SalesUpload(file.Name, Path.GetTempFileName());
        try
        {
            await using var source = file.OpenReadStream(LargestMegabytes * 1_048_576L, cancellation);
            await using var target = File.Create(upload._path);
            var buffer = new byte[131_072];
            for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0;)
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
                progress.Report(new SalesFileProgress(0, (double)target.Position / Math.Max(1, file.Size)));
            }

            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    /// <summary>Opens it anew.</summary>
    public Stream Open() => File.OpenRead(_path);

    public void Dispose() => File.Delete(_path);
}
