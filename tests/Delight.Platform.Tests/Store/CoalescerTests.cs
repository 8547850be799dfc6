using System.Collections.Concurrent;
using Delight.ObjectMother;
using Delight.Platform.Store;

namespace Delight.Platform.Tests.Store;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CoalescerTests : IAsyncDisposable
{
    private const int Most = 10;
    private readonly ConcurrentQueue<int[]> _pieces = new();
    private readonly TaskCompletionSource _firstIsInWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Coalescer<int, string> _coalescer;
    private Predicate<int> _isBad = _ => false;

    public CoalescerTests() => _coalescer = new Coalescer<int, string>(WorkAsync, Most);

    public ValueTask DisposeAsync()
    {
        _goOn.TrySetResult();
        return _coalescer.DisposeAsync();
    }

    [Test]
    public async Task Each_caller_gets_the_result_of_its_own_item()
    {
        _goOn.SetResult();

        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(AddAsync));

        Assert.That(results, Is.EqualTo(Enumerable.Range(0, 1000).Select(n => $"done {n}")));
    }

    [Test]
    public async Task What_waits_is_worked_off_together_in_the_order_of_coming()
    {
        var callers = await AddBehindTheFirstAsync(1, 2, 3, 4);

        _goOn.SetResult();
        await Task.WhenAll(callers);

        Assert.That(_pieces, Is.EqualTo(new[] { new[] { 0 }, [1, 2, 3, 4] }));
    }

    [Test]
    public async Task No_piece_of_work_is_larger_than_allowed()
    {
        var callers = await AddBehindTheFirstAsync([.. Enumerable.Range(1, 25)]);

        _goOn.SetResult();
        await Task.WhenAll(callers);

        Assert.That(_pieces.Select(p => p.Length), Is.EqualTo(new[] { 1, 10, 10, 5 }));
    }

    [Test]
    public async Task A_piece_that_fails_is_worked_off_one_by_one_and_only_the_bad_item_fails_its_caller()
    {
        _isBad = n => n == 2;
        var callers = await AddBehindTheFirstAsync(1, 2, 3);

        _goOn.SetResult();

        Assert.That(await callers[1], Is.EqualTo("done 1"));
        Assert.That(() => callers[2], Throws.InvalidOperationException.With.Message.EqualTo("2 is bad."));
        Assert.That(await callers[3], Is.EqualTo("done 3"));
        Assert.That(_pieces.Skip(1), Is.EqualTo(new[] { new[] { 1, 2, 3 }, [1], [2], [3] }));
    }

    [Test]
    public async Task A_lonely_bad_item_is_tried_once()
    {
        _isBad = n => n == 0;
        _goOn.SetResult();

        Assert.That(() => AddAsync(0), Throws.InvalidOperationException);
        Assert.That(await AddAsync(1), Is.EqualTo("done 1"));
        Assert.That(_pieces, Is.EqualTo(new[] { new[] { 0 }, [1] }));
    }

    [Test]
    public async Task A_caller_that_no_longer_waits_hinders_nobody()
    {
        using var impatient = new CancellationTokenSource();
        var callers = await AddBehindTheFirstAsync(1);
        var leaving = _coalescer.AddAsync(2, impatient.Token);
        var last = AddAsync(3);

        await impatient.CancelAsync();
        Assert.That(() => leaving, Throws.InstanceOf<OperationCanceledException>());
        _goOn.SetResult();

        Assert.That(await Task.WhenAll([.. callers, last]), Is.EqualTo(new[] { "done 0", "done 1", "done 3" }));
    }

    [Test]
    public async Task Disposal_finishes_what_waits()
    {
        var callers = await AddBehindTheFirstAsync(1, 2, 3);

        var disposal = _coalescer.DisposeAsync();
        Assert.That(disposal.IsCompleted, Is.False);
        _goOn.SetResult();
        await disposal;

        Assert.That(await Task.WhenAll(callers).WaitAsync(Limit.Patience), Is.EqualTo(new[] { "done 0", "done 1", "done 2", "done 3" }));
    }

    [Test]
    public async Task After_disposal_nothing_is_taken()
    {
        await _coalescer.DisposeAsync();

        Assert.That(() => AddAsync(1), Throws.Exception);
    }

    /// <summary>The first is held in work until these wait behind it.</summary>
    private async Task<List<Task<string>>> AddBehindTheFirstAsync(params int[] items)
    {
        var callers = new List<Task<string>> { AddAsync(0) };
        await _firstIsInWork.Task.WaitAsync(Limit.Patience);
        callers.AddRange(items.Select(AddAsync));
        return callers;
    }

    private Task<string> AddAsync(int item) => _coalescer.AddAsync(item, CancellationToken.None);

    private async Task<IReadOnlyList<string>> WorkAsync(IReadOnlyList<int> items, CancellationToken cancellationToken)
    {
        _pieces.Enqueue([.. items]);
        _firstIsInWork.TrySetResult();
        await _goOn.Task;
        return items.Any(n => _isBad(n))
            ? throw new InvalidOperationException($"{items.First(n => _isBad(n))} is bad.")
            : [.. items.Select(n => $"done {n}")];
    }
}
