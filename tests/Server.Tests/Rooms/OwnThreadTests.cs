using Playground.Contracts;

namespace Playground.Tests.Rooms;

public sealed class OwnThreadTests
{
    [Fact]
    public async Task A_room_does_not_run_in_the_page_that_opened_it()
    {
        await using var table = new Table();
        var page = new PageContext();
        var reply = await page.RunAsync(() => table.Gateway.OpenAsync(Table.Anybody(), new OpenSandbox(WithFriend: true)).AsTask());
        await page.RunAsync(() => table.Gateway.AskAsync(Table.Anybody(), reply.Room, new TakeSeat("nowhere")).AsTask());
        page.Stand();

        await using var friend = table.Enter(reply.Room);
        await friend.DoAsync(new TakeSeat("server"));
        await friend.SeesAsync(view => view.Seat == "server");
    }

    /// <summary>One thing after another, as a page's circuit does; a page that is busy does nothing.</summary>
    private sealed class PageContext : SynchronizationContext
    {
        private readonly Lock _gate = new();
        private readonly Queue<(SendOrPostCallback, object?)> _waiting = new();
        private bool _isBusy;
        private bool _stands;

        public void Stand()
        {
            lock (_gate) _stands = true;
        }

        public Task<T> RunAsync<T>(Func<Task<T>> work)
        {
            var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            Post(async _ => done.SetResult(await work()), null);
            return done.Task;
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (_gate)
            {
                if (_stands) return;
                _waiting.Enqueue((d, state));
                if (_isBusy) return;
                _isBusy = true;
            }

            ThreadPool.QueueUserWorkItem(_ => Run());
        }

        private void Run()
        {
            SetSynchronizationContext(this);
            while (true)
            {
                (SendOrPostCallback Do, object? With) next;
                lock (_gate)
                {
                    if (!_waiting.TryDequeue(out next))
                    {
                        _isBusy = false;
                        break;
                    }
                }

                next.Do(next.With);
            }

            SetSynchronizationContext(null);
        }
    }
}
