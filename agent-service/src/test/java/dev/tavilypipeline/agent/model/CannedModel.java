package dev.tavilypipeline.agent.model;

import java.util.Optional;

import dev.tavilypipeline.agent.call.CannedProvider;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.run.SummaryModel;

/** The real model client in front of a {@link CannedProvider}. */
public final class CannedModel {

    private CannedModel() {
    }

    public static SummaryModel of(CannedProvider provider, String model, TimeSource time) {
        return new ChatModel(provider::post, CannedProvider.endpoint("openai"),
                new SummaryPrompt(model, 2_000), new AcceptedShape(Optional.empty()), CannedProvider.call(time),
                CannedProvider.json());
    }
}
