using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Playground.Server.Rooms;

namespace Playground.Tests.Rooms;

/// <summary>A gallery whose turns the test gives.</summary>
internal sealed class HeldGallery
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _turns = new();

    /// <summary>How many turns wait: one, or none where nobody waits to be woken.</summary>
    public int Count => _turns.Count;

    /// <summary>Puts it in the place of the server's own.</summary>
    public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton(new Gallery(_turns.Enqueue)));

    /// <summary>Wakes the next of those who wait.</summary>
    public void Turn()
    {
        Assert.True(_turns.TryDequeue(out var turn));
        turn.Execute();
    }

    /// <summary>Wakes all who wait.</summary>
    public void TurnAll()
    {
        while (Count > 0) Turn();
    }
}
