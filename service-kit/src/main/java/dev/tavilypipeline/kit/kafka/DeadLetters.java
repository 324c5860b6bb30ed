package dev.tavilypipeline.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/**
 * Sends records that can never be read to {@code <topic>.dlq}, each alone and with its bytes. A compressed record may be too
 * large for that once it is unpacked: then only its position, its size and the reason are sent.
 *
 * <p>
 * <b>Delivery.</b> The result completes when Kafka has acknowledged the copy, and until then it is tried again without
 * end, so that whoever commits the offset afterwards loses nothing. A repeated read writes a second copy.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final MutinyEmitter<byte[]> emitter;
    private final RetryForever retry;
    private final MeterRegistry metrics;
    private final String service;
    private final Clock clock = Clock.systemUTC();

    DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> emitter, RetryForever retry, MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.emitter = emitter;
        this.retry = retry;
        this.metrics = metrics;
        this.service = service;
    }

    public Uni<Void> send(ConsumerRecord<byte[], byte[]> record, String cause) {
        String reason = DeadLetterSize.oversized(record).orElse(cause);
        LOG.warnf("record sent to dead letters topic=%s partition=%d offset=%d reason=\"%s\"",
                record.topic(), record.partition(), record.offset(), reason);
        metrics.counter("pipeline.dead.letters", "topic", record.topic()).increment();
        return retry.retry("writing dead letters", () -> emitter.sendMessage(copyOf(record, reason)));
    }

    private Message<byte[]> copyOf(ConsumerRecord<byte[], byte[]> record, String reason) {
        boolean whole = DeadLetterSize.fits(record);
        Headers headers = whole ? new RecordHeaders(record.headers().toArray())
                : new RecordHeaders().add(DeadLetterHeaders.VALUE_BYTES, text(Math.max(0, record.serializedValueSize())))
                        .add(DeadLetterHeaders.VALUE_START, DeadLetterSize.start(record.value()));
        headers.add(DeadLetterHeaders.REASON, DeadLetterSize.cut(reason).getBytes(UTF_8))
                .add(DeadLetterHeaders.TOPIC, record.topic().getBytes(UTF_8))
                .add(DeadLetterHeaders.PARTITION, text(record.partition()))
                .add(DeadLetterHeaders.OFFSET, text(record.offset()))
                .add(DeadLetterHeaders.SERVICE, service.getBytes(UTF_8))
                .add(DeadLetterHeaders.TIME, clock.instant().toString().getBytes(UTF_8));
        return Message.of(whole ? record.value() : null).addMetadata(OutgoingKafkaRecordMetadata.<byte[]> builder()
                .withTopic(Topics.deadLettersOf(record.topic()))
                .withKey(whole ? record.key() : DeadLetterSize.smallKey(record))
                .withHeaders(headers)
                .build());
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
