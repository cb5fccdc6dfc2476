namespace Playground.Engine.Worlds;

/// <content>A person hands their host to the engine, and takes it back.</content>
public sealed partial class World
{
    /// <summary>True while the engine drives a host that is a person's.</summary>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public bool IsOnAutopilot(string host) => Find(host).Driver is AutopilotDriver;

    /// <summary>
    /// A person hands their host to the engine, now. It goes on with every connection where the person's ledgers stand, and sends at once
    /// what is owed; what is still to be acknowledged it sends again when its timer says so.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such host, or the engine drives it.</exception>
    public void HandToEngine(string host)
    {
        var place = PlaceOf(host);
        if (_hosts[place] is not (var setup, PersonDriver person)) throw new ArgumentException($"The engine drives {host}.", nameof(host));
        var autopilot = new AutopilotDriver(person, EngineOf(setup));
        _hosts[place].Driver = autopilot;
        _trace.Add(new HandedOver(Now, host, ToEngine: true));
        autopilot.Begin(Now, _outbox);
        Conclude(host, autopilot);
    }

    /// <summary>The person takes their host back, now, with every connection where the engine has brought it.</summary>
    /// <exception cref="ArgumentException">There is no such host, or it is not on autopilot.</exception>
    public void TakeBack(string host)
    {
        var place = PlaceOf(host);
        if (_hosts[place].Driver is not AutopilotDriver autopilot) throw new ArgumentException($"{host} is not on autopilot.", nameof(host));
        _hosts[place].Driver = autopilot.Person;
        _trace.Add(new HandedOver(Now, host, ToEngine: false, autopilot.Unsent));
        autopilot.End();
        Conclude(host, autopilot.Person);
    }

    private PersonDriver? PersonOf(string host) => Find(host).Driver switch
    {
        PersonDriver person => person,
        AutopilotDriver autopilot => autopilot.Person,
        _ => null,
    };
}
