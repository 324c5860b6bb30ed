package dev.tavilypipeline.agent.call;

import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/**
 * A question to a provider that can be asked several times.
 *
 * @param attempts returns an HTTP attempt, which begins at the subscription and is broken off when the given signal completes.
 *        It ends with a value, whatever the provider or the network does.
 */
public record Call<T>(CallDescription description, Function<Uni<Void>, Uni<Attempt<T>>> attempts) {
}
