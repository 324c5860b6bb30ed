package dev.tavilypipeline.agent.publish;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.json.ContractJson;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/**
 * Writes accepted jobs to {@code research.jobs}.
 *
 * <p>
 * <b>Delivery.</b> The result completes when every in-sync replica has the job. It fails with
 * {@link JobNotAcknowledgedException} if that takes too long; the job may then be written all the same, a little later.
 */
@Singleton
public class JobPublisher {

    private static final Logger LOG = Logger.getLogger(JobPublisher.class);

    private final MutinyEmitter<byte[]> emitter;
    private final PublishSettings settings;
    private final Supplier<UUID> factIds = Generators.timeBasedEpochGenerator()::generate;

    JobPublisher(@Channel("accepted-jobs") MutinyEmitter<byte[]> emitter, PublishSettings settings) {
        this.emitter = emitter;
        this.settings = settings;
    }

    public Uni<Void> append(ResearchJob job) {
        byte[] value = ContractJson.write(job);
        return Uni.createFrom()
                .deferred(() -> emitter.sendMessage(KeyedRecord.of(job.runId(), factIds.get().toString(), ResearchJob.TYPE,
                        job.requestedAt(), value)))
                .ifNoItem().after(settings.acknowledgeWithin()).fail()
                .onFailure().invoke(reason -> LOG.warnf("job not acknowledged run_id=%s reason=\"%s\"", job.runId(), reason))
                .onFailure().transform(JobNotAcknowledgedException::new);
    }
}
