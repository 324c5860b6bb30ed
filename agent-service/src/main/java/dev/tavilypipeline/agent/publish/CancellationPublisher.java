package dev.tavilypipeline.agent.publish;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.kit.json.ContractJson;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/** Writes to {@code research.cancellations}, with the guarantees of {@link AcknowledgedEmitter}. */
@Singleton
public class CancellationPublisher {

    private final AcknowledgedEmitter emitter;
    private final Supplier<UUID> factIds = Generators.timeBasedEpochGenerator()::generate;

    CancellationPublisher(@Channel("cancellations") MutinyEmitter<byte[]> emitter, PublishSettings settings) {
        this.emitter = new AcknowledgedEmitter(emitter, settings);
    }

    public Uni<Void> append(CancelRequested request) {
        return emitter.send(request.runId(), () -> KeyedRecord.of(request.runId(), factIds.get().toString(),
                CancelRequested.TYPE, request.requestedAt(), ContractJson.write(request), null));
    }
}
