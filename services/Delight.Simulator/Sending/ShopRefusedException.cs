namespace Delight.Simulator;

/// <summary>The receiver refused a delivery in a way that sending it again cannot cure. The message says what to do.</summary>
public sealed class ShopRefusedException(string message) : Exception(message);
