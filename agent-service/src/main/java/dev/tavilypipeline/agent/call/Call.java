package dev.tavilypipeline.agent.call;

import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * A question to a provider that can be asked several times.
 *
 * @param attempts each {@code get()} returns one HTTP attempt, which begins at the subscription. It ends with a value, whatever
 *        the provider or the network does.
 */
public record Call<T>(CallDescription description, Supplier<Uni<Attempt<T>>> attempts) {
}
