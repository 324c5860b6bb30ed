package dev.tavilypipeline.agent.publish;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/**
 * Writes what a client asked for while the client waits.
 *
 * <p>
 * <b>Delivery.</b> The result completes when every in-sync replica has the record. It fails with
 * {@link NotAcknowledgedException} if that takes too long; the record may then be written all the same, a little later.
 */
final class AcknowledgedEmitter {

    private static final Logger LOG = Logger.getLogger(AcknowledgedEmitter.class);

    private final MutinyEmitter<byte[]> emitter;
    private final Duration longest;

    AcknowledgedEmitter(MutinyEmitter<byte[]> emitter, PublishSettings settings) {
        this.emitter = emitter;
        this.longest = settings.acknowledgeWithin();
    }

    Uni<Void> send(UUID runId, Supplier<Message<byte[]>> message) {
        return Uni.createFrom().deferred(() -> emitter.sendMessage(message.get()))
                .ifNoItem().after(longest).fail()
                .onFailure().invoke(reason -> LOG.warnf("record not acknowledged run_id=%s reason=\"%s\"", runId, reason))
                .onFailure().transform(NotAcknowledgedException::new);
    }
}
