namespace Playground.Client;

/// <summary>Names the page's texts for the localizer: the English text is the key, another language is a file.</summary>
public sealed class Texts;
