namespace QboConnect.App.Features.Connect;

/// <summary>Something of Core's that could be made in QuickBooks.</summary>
/// <param name="LocalId">Its id here.</param>
/// <param name="Name">What it would be called there.</param>
/// <param name="Kind">What it would be.</param>
/// <param name="NothingFits">Whether QuickBooks has nothing that could stand for it.</param>
public sealed record MissingThere(long LocalId, string Name, string Kind, bool NothingFits);
