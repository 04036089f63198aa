using System.Threading.Channels;
using QboConnect.Simulator.Companies;

namespace QboConnect.Simulator.Storage;

/// <summary>Runs all writes one after the other and commits those that wait together as one transaction: each is answered only after
/// the commit, and the disk is asked once for all of them.</summary>
internal sealed class WriteQueue : IDisposable
{
    private const int MostTogether = 32;
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Database _database;

    public WriteQueue(Database database)
    {
        _database = database;
        new Thread(Work) { IsBackground = true, Name = "Simulator writes" }.Start();
    }

    /// <summary>Runs a write under the company's gate; the task completes when it is on disk.</summary>
    public Task<T> RunAsync<T>(Company company, Func<T> write)
    {
        var job = new Job<T>(company, write);
        return _jobs.Writer.TryWrite(job) ? job.Result : throw new ObjectDisposedException(nameof(WriteQueue));
    }

    public void Dispose() => _jobs.Writer.TryComplete();

    private void Work()
    {
        var together = new List<Job>(MostTogether);
        while (_jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            together.Clear();
            while (together.Count < MostTogether && _jobs.Reader.TryRead(out var job))
            {
                together.Add(job);
            }
            if (!TryRun(together) && together.Count > 1)
            {
                // One of them failed and took the others with it: each gets its own transaction.
                together.ForEach(job => TryRun([job]));
            }
            together.ForEach(job => job.Complete());
        }
    }

    private bool TryRun(List<Job> jobs)
    {
        var companies = jobs.Select(j => j.Company).Distinct().OrderBy(c => c.Number).ToList();
        companies.ForEach(c => c.Gate.Enter());
        try
        {
            _database.Write(_ => jobs.ForEach(job => job.Run()));
            return true;
        }
        catch (Exception problem)
        {
            companies.ForEach(c => c.Reload());
            jobs.ForEach(job => job.Fail(problem));
            return false;
        }
        finally
        {
            companies.ForEach(c => c.Gate.Exit());
        }
    }

    private abstract class Job(Company company)
    {
        public Company Company { get; } = company;

        public abstract void Run();

        public abstract void Fail(Exception problem);

        public abstract void Complete();
    }

    private sealed class Job<T>(Company company, Func<T> write) : Job(company)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Exception? _problem;
        private T? _result;

        public Task<T> Result => _done.Task;

        public override void Run() => (_result, _problem) = (write(), null);

        public override void Fail(Exception problem) => _problem = problem;

        public override void Complete()
        {
            if (_problem is null)
            {
                _done.SetResult(_result!);
            }
            else
            {
                _done.SetException(_problem);
            }
        }
    }
}
