using Microsoft.AspNetCore.Http.Features;

namespace QboConnect.Simulator.Injection;

/// <summary>Holds an answer back after the work is done.</summary>
internal static class Answer
{
    /// <summary>Lets the call be answered into memory.</summary>
    public static async Task<byte[]> HeldAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var memory = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(memory));
        try
        {
            await next(context);
            await context.Response.Body.FlushAsync();
        }
        finally
        {
            context.Features.Set(wire);
        }
        return memory.ToArray();
    }

    /// <summary>Announces the whole answer, sends half of it and closes the connection.</summary>
    public static async Task HalfAsync(HttpContext context, byte[] answer)
    {
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
