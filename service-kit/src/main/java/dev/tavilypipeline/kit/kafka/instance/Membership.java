package dev.tavilypipeline.kit.kafka.instance;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

/** Whether the consumer of this process is the member of its group under a {@code group.instance.id}. */
@ApplicationScoped
class Membership {

    enum State {
        /** The group was not asked yet, or has no member of this name. */
        UNKNOWN,
        HELD,
        /** Another member has the name. It may be one that has ended a moment ago, or this process while it joins again. */
        TAKEN,
        /** Kafka has refused a commit of this process, as another one has joined. */
        LOST
    }

    private static final Logger LOG = Logger.getLogger(Membership.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String channel;
    private final String group;
    private final GroupMembers members;
    private final KafkaClientService kafka;
    private volatile String ownMember = "";

    Membership(InstanceSettings settings, Config config, GroupMembers members, KafkaClientService kafka) {
        this.channel = settings.channel().orElse("");
        this.group = config.getOptionalValue("mp.messaging.incoming." + channel + ".group.id", String.class).orElse("");
        this.members = members;
        this.kafka = kafka;
    }

    String group() {
        return group;
    }

    /** Asks Kafka, and if another member has the name, whether Kafka still takes commits of this one. */
    Uni<State> ask(String name) {
        return Uni.createFrom().completionStage(() -> members.idOf(group, name))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(this::compare)
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<State> compare(Optional<String> member) {
        if (member.isEmpty()) {
            return Uni.createFrom().item(State.UNKNOWN);
        }
        if (member.get().equals(ownMember)) {
            return Uni.createFrom().item(State.HELD);
        }
        return kafka.getConsumer(channel).runOnPollingThread(consumer -> {
            ownMember = consumer.groupMetadata().memberId();
            if (member.get().equals(ownMember)) {
                return State.HELD;
            }
            return isFenced(consumer) ? State.LOST : State.TAKEN;
        });
    }

    /** Commits what is committed already. Only the answer counts: a consumer that is just joining again is not fenced. */
    private static boolean isFenced(Consumer<?, ?> consumer) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(
                    consumer.committed(consumer.assignment(), TIMEOUT));
            offsets.values().removeIf(Objects::isNull);
            consumer.commitSync(offsets, TIMEOUT);
            return false;
        } catch (FencedInstanceIdException e) {
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    void leaveGroup() {
        kafka.getConsumer(channel).runOnPollingThread(consumer -> {
            try {
                consumer.unsubscribe();
            } catch (RuntimeException e) {
                // what is revoked is committed first, which Kafka refuses; then nothing is left to revoke
                consumer.unsubscribe();
            }
        }).subscribe().with(left -> LOG.debug("left the consumer group"),
                e -> LOG.warn("could not leave the consumer group", e));
    }
}
