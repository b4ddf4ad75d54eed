using System.Collections.Concurrent;

namespace AgeFormal.Networks.Tests.Torch.Concurrency;

/// <summary>Threads that begin at one moment; what any of them throws fails the test.</summary>
internal static class Crew
{
    /// <summary>Runs every action on a thread of its own until all have ended.</summary>
    public static void Run(params IReadOnlyList<Action> actions)
    {
        using var start = new Barrier(actions.Count);
        var faults = new ConcurrentQueue<Exception>();
        var threads = actions
            .Select(action => new Thread(() =>
            {
                try
                {
                    start.SignalAndWait();
                    action();
                }
                catch (Exception fault)
                {
                    faults.Enqueue(fault);
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (!faults.IsEmpty)
            throw new AggregateException(faults);
    }

    /// <summary>The action on several threads.</summary>
    public static IReadOnlyList<Action> Of(int count, Action action) =>
        [.. Enumerable.Repeat(action, count)];

    /// <summary>Workers, and disturbers that repeat themselves until the workers have ended.</summary>
    public static void Run(IReadOnlyList<Action> workers, params IReadOnlyList<Action> disturbers)
    {
        using var ended = new CountdownEvent(workers.Count);
        Run([
            .. workers.Select(work =>
                (Action)(
                    () =>
                    {
                        try
                        {
                            work();
                        }
                        finally
                        {
                            ended.Signal();
                        }
                    }
                )
            ),
            .. disturbers.Select(disturb =>
                (Action)(
                    () =>
                    {
                        while (!ended.IsSet)
                            disturb();
                    }
                )
            ),
        ]);
    }
}
