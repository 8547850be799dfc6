namespace Delight.SystemTests.Running;

/// <summary>The two forms of one installation; both pass the very same tests.</summary>
public enum Form
{
    Embedded,
    Distributed,
}
