namespace Delight.Shopify.Subscriptions;

/// <summary>How a shop's subscriptions stand, and what was just done for them.</summary>
/// <param name="Shop">Its permanent domain.</param>
/// <param name="Address">Where it is to post to.</param>
/// <param name="Topics">Each that is wanted.</param>
/// <param name="Others">This app's other subscriptions there, each as topic and address; they were left alone.</param>
/// <param name="OfTheApp">Topics that only the app's own configuration subscribes to, for all shops.</param>
internal sealed record SubscriptionReport(
    string Shop, string Address, IReadOnlyList<TopicReport> Topics, IReadOnlyList<OtherSubscription> Others, IReadOnlyList<string> OfTheApp)
{
    public bool IsComplete => Topics.All(t => t.Standing == "there");
}

/// <param name="Topic">As webhooks name it.</param>
/// <param name="Standing"><c>there</c>, <c>missing</c>, <c>altered</c> (filtered, shortened or no JSON) or <c>elsewhere</c> (to another address).</param>
/// <param name="Done"><c>made</c>, <c>moved</c>, <c>mended</c>, or null when nothing was to be done or could be.</param>
/// <param name="Fault">Why it could not be put right.</param>
internal sealed record TopicReport(string Topic, string Standing, string? Done, string? Address, string? ApiVersion, string? Fault);

internal sealed record OtherSubscription(string Topic, string Address);
