using Playground.Engine.Endpoint;

namespace Playground.Engine.Worlds;

/// <summary>The ready-made profiles of an engine host's TCP, as a setup names them.</summary>
public enum ProfileName
{
    /// <inheritdoc cref="HostProfile.Plain"/>
    Plain,

    /// <inheritdoc cref="HostProfile.Rfc9293"/>
    Rfc9293,

    /// <inheritdoc cref="HostProfile.Rfc793"/>
    Rfc793,
}

/// <summary>The profiles by name.</summary>
public static class ProfileNames
{
    /// <summary>The profile.</summary>
    public static HostProfile ToProfile(this ProfileName name) => name switch
    {
        ProfileName.Plain => HostProfile.Plain,
        ProfileName.Rfc9293 => HostProfile.Rfc9293,
        ProfileName.Rfc793 => HostProfile.Rfc793,
    };
}
