using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Equipoise.Server.Endpoints;

/// <summary>A page as the answer of an endpoint.</summary>
static class Page
{
    /// <summary>The page with these parameters.</summary>
    internal static IResult Of<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent => Of<T>(StatusCodes.Status200OK, parameters);

    /// <summary>The same with what was typed: as 422 where something is wrong with it.</summary>
    internal static IResult Of<T>(Typed typed, params (string Name, object? Value)[] parameters)
        where T : IComponent =>
        Of<T>(
            typed.IsRead ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            [.. parameters, ("Typed", typed)]
        );

    internal static IResult Of<T>(int status, params (string Name, object? Value)[] parameters)
        where T : IComponent =>
        new RazorComponentResult<T>(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value))
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
}
