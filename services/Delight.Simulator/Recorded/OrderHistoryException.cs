namespace Delight.Simulator;

/// <summary>A recorded history cannot be used. The message names file, line and column, what was expected and what was found.</summary>
public sealed class OrderHistoryException(string message, Exception? cause = null) : Exception(message, cause);
