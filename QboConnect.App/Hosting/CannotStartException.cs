namespace QboConnect.App.Hosting;

/// <summary>The app cannot start, for a reason its operator can mend; the message is one sentence that says what to do.</summary>
internal sealed class CannotStartException(string message) : Exception(message);
