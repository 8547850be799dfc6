namespace Delight.Simulator;

/// <summary>What a stream of chance decides. Streams are independent: more customers do not change those there were.</summary>
internal enum Draw { Customer, Purchases, Guests, Tests, Order, Payment, Arrival }

/// <summary>Seeded chance that is the same on every machine and in every run.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood 2014): three multiplications that will not change with the runtime,
/// as the algorithm of System.Random may.</remarks>
internal sealed class Chance(int seed, Draw draw, long number = 0)
{
    private ulong state = Mix(Mix(Mix(unchecked((ulong)seed)) + (ulong)draw) + unchecked((ulong)number));

    /// <summary>Between 0 and 1, neither of them ever.</summary>
    public double Uniform()
    {
        state = unchecked(state + 0x9E3779B97F4A7C15);
        return ((Mix(state) >> 12) + 0.5) / (1UL << 52);
    }

    public double Uniform(double from, double to) => from + ((to - from) * Uniform());

    /// <summary>A whole number from 0 up to, but not, the limit.</summary>
    public int Below(int limit) => (int)(limit * Uniform());

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public bool Happens(double share) => Uniform() < share;

    /// <summary>The wait for the next of events that come at this rate.</summary>
    public double Exponential(double rate) => -Math.Log(Uniform()) / rate;

    /// <summary>Gamma with scale 1, by Marsaglia and Tsang 2000; a shape below 1 by their boost.</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(Uniform(), 1 / shape);

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(Uniform()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    public double Beta(double a, double b)
    {
        var x = Gamma(a);
        return x / (x + Gamma(b));
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
