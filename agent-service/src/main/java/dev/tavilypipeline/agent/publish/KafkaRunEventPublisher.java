package dev.tavilypipeline.agent.publish;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import dev.tavilypipeline.agent.run.RunEventPublisher;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/**
 * Writes facts to {@code run.events}.
 *
 * <p>
 * <b>Delivery.</b> A fact counts as written when every in-sync replica has it; until then it is tried again without end. A
 * fact may be written twice, under the same {@code ce_id}. While Kafka is away, the buffer is bounded by the runs in progress:
 * none ends before its facts are acknowledged.
 */
@Singleton
class KafkaRunEventPublisher implements RunEventPublisher {

    private final MutinyEmitter<byte[]> emitter;
    private final RetryForever retry;

    // bounded by the runs in progress, see above: an overflow would only be one more reason to try again
    KafkaRunEventPublisher(
            @Channel("run-events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter,
            RetryForever retry) {
        this.emitter = emitter;
        this.retry = retry;
    }

    @Override
    public Uni<Void> publish(RunEvent fact, String traceparent) {
        byte[] value = ContractJson.write(fact);
        return retry.retry("writing run events", () -> emitter.sendMessage(
                KeyedRecord.of(fact.runId(), fact.factKey(), fact.type(), fact.occurredAt(), value, traceparent)));
    }
}
