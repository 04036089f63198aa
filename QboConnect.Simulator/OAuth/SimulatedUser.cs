using System.Text.Json.Nodes;

namespace QboConnect.Simulator.OAuth;

/// <summary>The one person who uses the simulator.</summary>
internal static class SimulatedUser
{
    public const string Subject = "5a1f2c4e-0b7d-4c55-9d3e-6f2a8b1c0d9e";

    /// <summary>What the token's scopes let an app know (facts, 1.4).</summary>
    public static JsonObject Claims(Token token)
    {
        var claims = new JsonObject { ["sub"] = Subject };
        if (token.Allows("email"))
        {
            claims["email"] = "avery.tester@example.com";
            claims["emailVerified"] = true;
        }
        if (token.Allows("profile"))
        {
            claims["givenName"] = "Avery";
            claims["familyName"] = "Tester";
        }
        if (token.Allows("phone"))
        {
            claims["phoneNumber"] = "+1 6505550100";
            claims["phoneNumberVerified"] = true;
        }
        if (token.Allows("address"))
        {
            claims["address"] = new JsonObject
            {
                ["streetAddress"] = "1 Harbour Road",
                ["locality"] = "San Pablo",
                ["region"] = "CA",
                ["postalCode"] = "94806",
                ["country"] = "US",
            };
        }
        return claims;
    }
}
