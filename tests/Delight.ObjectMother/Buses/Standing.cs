using System.Runtime.CompilerServices;
using Delight.Platform.Bus;

namespace Delight.ObjectMother.Buses;

/// <summary>Only Platform says that a bus stands; where none is needed, a test says so.</summary>
public static class Standing
{
    public static void LetStand(this BusState state) => Stands(state);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void Stands(BusState state);
}
