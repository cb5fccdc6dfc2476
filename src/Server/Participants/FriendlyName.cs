using System.Security.Cryptography;

namespace Playground.Server.Participants;

/// <summary>Names for people who have not given one: a kind word and an animal, 5,184 pairs.</summary>
internal static class FriendlyName
{
    /// <summary>Words that anybody would like to be called.</summary>
    public static IReadOnlyList<string> Adjectives { get; } =
    [
        "Able", "Amiable", "Artful", "Balanced", "Bold", "Brave", "Breezy", "Bright", "Brisk", "Calm", "Careful", "Caring",
        "Cheerful", "Clever", "Cosmic", "Curious", "Daring", "Dapper", "Eager", "Earnest", "Fair", "Faithful", "Famous", "Festive",
        "Fleet", "Frank", "Friendly", "Gallant", "Generous", "Gentle", "Gifted", "Glad", "Golden", "Graceful", "Handy", "Happy",
        "Hearty", "Helpful", "Honest", "Hopeful", "Humble", "Inventive", "Jolly", "Jovial", "Joyful", "Keen", "Kind", "Lively",
        "Loyal", "Lucky", "Mellow", "Merry", "Mindful", "Neat", "Nimble", "Noble", "Patient", "Playful", "Polite", "Quick",
        "Quiet", "Radiant", "Ready", "Serene", "Sincere", "Smiling", "Steady", "Sunny", "Thoughtful", "Trusty", "Upbeat", "Witty",
    ];

    /// <summary>Animals that nobody is insulted with.</summary>
    public static IReadOnlyList<string> Animals { get; } =
    [
        "Albatross", "Alpaca", "Antelope", "Armadillo", "Axolotl", "Badger", "Beaver", "Bison", "Bluebird", "Bumblebee", "Butterfly", "Camel",
        "Caribou", "Chinchilla", "Chipmunk", "Cormorant", "Cricket", "Curlew", "Dolphin", "Dormouse", "Dragonfly", "Eagle", "Echidna", "Egret",
        "Elk", "Falcon", "Fennec", "Finch", "Firefly", "Flamingo", "Gazelle", "Gecko", "Giraffe", "Hamster", "Hare", "Hedgehog",
        "Heron", "Hummingbird", "Ibex", "Ibis", "Jaguar", "Kestrel", "Kingfisher", "Kiwi", "Koala", "Ladybird", "Lemur", "Leopard",
        "Llama", "Lynx", "Magpie", "Manatee", "Marmot", "Meerkat", "Narwhal", "Nightingale", "Ocelot", "Octopus", "Otter", "Owl",
        "Panda", "Pelican", "Penguin", "Puffin", "Quokka", "Raccoon", "Robin", "Seahorse", "Squirrel", "Swallow", "Turtle", "Wombat",
    ];

    /// <summary>Makes one, unrelated to the participant's id, which stays secret.</summary>
    public static string Make() => $"{OneOf(Adjectives)} {OneOf(Animals)}";

    private static string OneOf(IReadOnlyList<string> words) => words[RandomNumberGenerator.GetInt32(words.Count)];
}
