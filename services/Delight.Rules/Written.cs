namespace Delight.Rules;

/// <summary>A note in each of its wordings, the one whose turn it is first. Which of them a customer gets is settled where it is known what
/// they have read.</summary>
public sealed record Written(IReadOnlyList<Wording> InTurn)
{
    public string Text => InTurn[0].Text;
}

/// <param name="Name">The same for every order.</param>
/// <param name="Text">The words for this order.</param>
public sealed record Wording(string Name, string Text);
