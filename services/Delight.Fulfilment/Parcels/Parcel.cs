using Delight.Contracts;
using Delight.Fulfilment.Giving;

namespace Delight.Fulfilment.Parcels;

/// <summary>What goes into one order's parcel. Decides what a rule's answer changes; writes nothing.</summary>
internal sealed class Parcel
{
    /// <summary>Who packs what the platform reports as shipped.</summary>
    private const string Platform = "the shop's platform";
    private readonly Dictionary<string, Decided> _decisions;
    private readonly Contents _contents;
    private readonly HashSet<string> _alsoDecided = [];

    private Parcel(ParcelRow row, IEnumerable<Decided> decisions, IEnumerable<LineRow> lines)
    {
        Row = row;
        _decisions = decisions.ToDictionary(d => d.Rule);
        _contents = new Contents(lines);
    }

    public ParcelRow Row { get; private set; }

    public bool IsPacked => Row.State == ParcelState.Packed;

    /// <summary>Whose it was when it was packed just now, which its words say; the order may have gone to somebody else in the same answer.</summary>
    public long? PackedFor { get; private set; }

    /// <summary>Finished at a bench, and packed for good when the time to take that back is over.</summary>
    public bool IsClosing => Row.ClosingUntil is not null;

    /// <summary>Nothing changes what is in it.</summary>
    public bool IsFrozen => IsPacked || IsClosing;

    /// <summary>Every rule that answered, and the order's ordinal then.</summary>
    public IEnumerable<Decided> Decisions => _decisions.Values;

    /// <summary>In the order in which they are packed.</summary>
    public IEnumerable<LineRow> Lines => PackingOrder.Of(_contents.ByRule.SelectMany(l => l.Value.Select((line, i) => LineRow.Of(Row, l.Key, i, line))));

    /// <summary>Rules of whose answer another one changed what is kept.</summary>
    public IReadOnlyCollection<string> AlsoDecided => _alsoDecided;

    /// <summary>What is in it, by rule.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ChosenLine>> Chosen => _contents.ByRule;

    /// <summary>What the rules wish to give, where it is chosen; in a parcel of an earlier release, what is in it.</summary>
    public IEnumerable<(Decided Decided, IReadOnlyList<GestureLine> Wish)> Wishes =>
        from decided in _decisions.Values
        let wish = decided.Wishes ?? _contents.ByRule.GetValueOrDefault(decided.Rule)?.Select(l => l.ToWish()).ToArray()
        where wish is not null
        select (decided, wish);

    /// <summary>Rules whose gift is in it, and for which ordinal.</summary>
    public IEnumerable<Decided> Given => _decisions.Values.Where(d => _contents.Has(d.Rule));

    public static Parcel Known(ParcelRow row, IEnumerable<Decided> decisions, IEnumerable<LineRow> lines) => new(row, decisions, lines);

    public static Parcel New(string shop, long orderId) =>
        new(new ParcelRow { Shop = shop, OrderId = orderId, OrderName = $"#{orderId}", State = ParcelState.Open }, [], []);

    /// <summary>Whether an answer is to be kept until it is certain that the parcel leaves as it is, or that it does not.</summary>
    public bool Holds(GestureDecided decision) => IsClosing && !Knows(decision);

    /// <param name="givenBefore">The other order with which this rule's gift for the same ordinal already left.</param>
    /// <param name="isChosen">What the rule wishes is noted, and chosen later from what there is.</param>
    /// <returns>What became of the answer, as a sentence; nothing when it was known; empty when it is yet to be chosen.</returns>
    public string? Apply(GestureDecided decision, long? givenBefore, bool isChosen = false)
    {
        if (Knows(decision))
        {
            return null;
        }

        var known = _decisions.GetValueOrDefault(decision.Rule);
        var asDecided = !IsPacked && EarlierDecision.Stays(known, decision, Row.CustomerId);
        if (asDecided)
        {
            decision = EarlierDecision.Instead(known!, _contents.Of(decision.Rule), decision);
        }

        var stays = IsPacked || (decision.Fulfilled && !_contents.IsEmpty);
        _decisions[decision.Rule] = new Decided
        {
            Shop = decision.Shop, OrderId = decision.OrderId, Rule = decision.Rule, Version = decision.Version,
            Ordinal = stays ? known?.Ordinal : decision.Ordinal,
            Wishes = isChosen ? decision.Lines : null,
            RuleVersion = decision.RuleVersion,
            Warning = IsPacked && !decision.Gives && _contents.Has(decision.Rule) ? $"After packing: {decision.Why}." : null,
        };
        var madeFor = Row.CustomerId;
        TakeOver(decision, stays);
        return IsPacked ? Late(decision) : decision.Fulfilled ? Ship(decision, madeFor) : isChosen ? ""
            : asDecided ? $"The rule's settings are others than when it decided, and what it decided stays. {Change(decision, givenBefore)}" : Change(decision, givenBefore);
    }

    /// <summary>Freezes it; a second time changes nothing.</summary>
    public bool Pack(string packer)
    {
        if (IsPacked)
        {
            return false;
        }

        PackedFor = Row.CustomerId;
        Row = Row with { State = ParcelState.Packed, PackedBy = packer, ClosingUntil = null, ClosingBy = null, Version = Row.Version + 1 };
        return true;
    }

    /// <summary>Freezes it for the time in which that can be taken back. The world is told of nothing yet, so that its version stays.</summary>
    public void Finish(string packer, DateTimeOffset until) => Row = Row with { ClosingUntil = until, ClosingBy = packer };

    public void Reopen() => Row = Row with { ClosingUntil = null, ClosingBy = null };

    /// <summary>Takes out what another parcel left with for the same ordinal.</summary>
    /// <returns>Whether there was such a thing.</returns>
    public bool GiveWayTo(Parcel packed)
    {
        if (IsFrozen)
        {
            return false;
        }

        var version = Row.Version;
        var isChosen = _contents.ByRule.Values.Any(lines => lines.Any(l => l.Taken is not null));
        foreach (var given in packed.Given.Where(g => g.Ordinal is not null && Given.Any(o => o.Rule == g.Rule && o.Ordinal == g.Ordinal)).ToArray())
        {
            Withdraw(given.Rule);
            if (_decisions[given.Rule] is { Wish: not null } wished)
            {
                _decisions[given.Rule] = wished with { Wishes = [] };
                _alsoDecided.Add(given.Rule);
            }
        }

        if (Row.Version > version && !isChosen)
        {
            WriteOneNote();
        }

        return Row.Version > version;
    }

    /// <summary>Puts what was chosen for a rule in the place of what was there.</summary>
    public void Put(string rule, IReadOnlyList<ChosenLine> lines)
    {
        if ((lines.Count > 0 || !IsFrozen) && _contents.Put(rule, lines))
        {
            Touch();
        }
    }

    /// <summary>Writes each of a rule's notes in the wording that was read least often.</summary>
    /// <param name="timesRead">By rule and wording; counts what this parcel brings to read.</param>
    public void WriteFreshWords(Dictionary<(string Rule, string Wording), int> timesRead)
    {
        foreach (var rule in _contents.ByRule.Keys.ToArray())
        {
            if (!IsFrozen && _contents.WriteAnew(rule, wording => timesRead.GetValueOrDefault((rule, wording))))
            {
                Touch();
            }

            foreach (var wording in _contents.Of(rule).Select(l => l.Line.Wording).OfType<string>())
            {
                timesRead[(rule, wording)] = timesRead.GetValueOrDefault((rule, wording)) + 1;
            }
        }
    }

    /// <summary>Takes a rule's lines out of an open parcel.</summary>
    public void Withdraw(string rule)
    {
        if (!IsFrozen && _contents.TakeOut(rule))
        {
            Touch();
        }
    }

    public FulfilmentChanged ToMessage() => new()
    {
        Shop = Row.Shop,
        OrderId = Row.OrderId,
        OrderName = Row.OrderName,
        CustomerId = Row.CustomerId,
        Ordinal = (int?)Row.Ordinal,
        State = IsPacked ? ParcelState.Packed : !_contents.IsEmpty ? ParcelState.Open : ParcelState.Withdrawn,
        Lines = [.. Lines.Select(l => l.ToParcelLine())],
        Warning = Row.Warning,
        SpecialRequest = Row.Request,
        Version = Row.Version,
    };

    private bool Knows(GestureDecided decision) => _decisions.TryGetValue(decision.Rule, out var known) && known.Version >= decision.Version;

    /// <param name="stays">What is in it was given for the ordinal that it had.</param>
    private void TakeOver(GestureDecided decision, bool stays)
    {
        if (decision.Version >= Row.Standing)
        {
            if (!stays && Row.Standing > 0 && decision.CustomerId != Row.CustomerId)
            {
                Supersede(decision);
            }

            Row = Row.After(decision, stays, isTold: !_contents.IsEmpty);
        }
    }

    /// <summary>What the other rules gave was for somebody else, whom their words may name; they answer anew.</summary>
    private void Supersede(GestureDecided decision)
    {
        foreach (var older in _decisions.Values.Where(d => d.Rule != decision.Rule && d.Version < decision.Version).ToArray())
        {
            Withdraw(older.Rule);
            _decisions[older.Rule] = older with { Wishes = older.Wishes is null ? null : [] };
            _alsoDecided.Add(older.Rule);
        }
    }

    private string Late(GestureDecided decision)
    {
        var given = _contents.Has(decision.Rule);
        var warnings = string.Join(' ', _decisions.Values.OrderBy(d => d.Rule, StringComparer.Ordinal).Select(d => d.Warning).OfType<string>());
        var (before, now) = (Row.Warning, warnings.Length > 0 ? warnings : null);
        if (now != before)
        {
            Row = Row with { Warning = now, Version = Row.Version + 1 };
        }

        return given && decision.Gives && before is not null && now is null ? "The parcel was packed before, and what is in it is right again: the warning is taken back."
            : given == decision.Gives ? "The parcel was packed before and stays as it is."
            : given ? "The parcel was packed before: the gift is out, and the packer is warned."
            : "The parcel was packed before: no gift is added.";
    }

    private string Ship(GestureDecided decision, long? madeFor)
    {
        var ships = !_contents.IsEmpty ? "The platform reports it shipped: the parcel is closed as it was."
            : decision.Gives ? "The platform reports it shipped before anything was decided: no gift."
            : "The platform reports it shipped.";
        Pack(Platform);
        PackedFor = madeFor ?? PackedFor;
        return ships;
    }

    private string Change(GestureDecided decision, long? givenBefore)
    {
        if (!decision.Gives || givenBefore is not null)
        {
            var had = _contents.Has(decision.Rule);
            Withdraw(decision.Rule);
            WriteOneNote();
            return givenBefore is not null && decision.Gives
                ? $"This gift already left with order {givenBefore}, then the customer's {Ordinal.InDigits(decision.Ordinal ?? 0)}: none is given again."
                : had ? "What was queued is withdrawn." : "Nothing is queued.";
        }

        Put(decision.Rule, [.. decision.Lines.Select(l => ChosenLine.Of(l, null))]);
        var writes = WriteOneNote();
        var queued = _contents.Of(decision.Rule) is { Count: > 0 } lines ? "Queued: " + string.Join(", ", lines.Select(l => ChosenLine.Describe(l.Line))) : "Nothing is queued";
        return writes is null ? queued + "."
            : writes == decision.Rule ? $"{queued}; no other rule's note, since a parcel gets one at most."
            : $"{queued}; no note, since {writes} writes one and a parcel gets one at most.";
    }

    /// <returns>Who writes the parcel's note, when several rules would.</returns>
    private string? WriteOneNote()
    {
        var writers = OneNote.Writers(Wishes);
        foreach (var (decided, wish, lines) in writers)
        {
            if (decided.Wish is null)
            {
                _decisions[decided.Rule] = decided with { Wishes = wish };
                _alsoDecided.Add(decided.Rule);
            }

            Put(decided.Rule, lines);
        }

        return writers.Count > 1 ? writers[0].Decided.Rule : null;
    }

    private void Touch() => Row = Row with { Version = Row.Version + 1 };
}
