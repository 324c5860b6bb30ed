package dev.tavilypipeline.kit.kafka.instance;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.retry.RetryForever;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;

/**
 * Notices that another process has joined the consumer group under this one's {@code group.instance.id}. Kafka gives the
 * partitions to the process that joined last. It lets the other one read on for seconds, and then join again and take them
 * back, so that two processes with one name do all work twice.
 *
 * <p>
 * <b>Guarantee.</b> Within about a second after the name was lost, or at the next {@link #confirm}, this process leaves the
 * group and {@link InstanceNameLost} is fired. It joins again only after a restart: trying again would take the name from the
 * other process. It does not exit, because a restart by an orchestrator would do the same.
 */
@ApplicationScoped
public class InstanceName {

    enum State {
        /** The group was not asked yet, or has no member of this name. */
        UNKNOWN,
        HELD,
        /** Another member has the name. It may be one that has ended a moment ago, or this process while it joins again. */
        TAKEN,
        /** Kafka has refused a commit of this process, as another one has joined. */
        LOST
    }

    private static final Logger LOG = Logger.getLogger(InstanceName.class);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Optional<String> name;
    private final String setting;
    private final String channel;
    private final String group;
    private final GroupMembers members;
    private final KafkaClientService kafka;
    private final RetryForever retry;
    private final Event<InstanceNameLost> lost;
    private volatile String ownMember = "";
    private State state = State.UNKNOWN;
    private Cancellable checks = () -> {
    };

    InstanceName(InstanceSettings settings, Config config, GroupMembers members, KafkaClientService kafka, RetryForever retry,
            Event<InstanceNameLost> lost) {
        this.name = settings.name().filter(text -> !text.isBlank());
        this.setting = settings.setting().orElse("group.instance.id");
        this.channel = settings.channel().orElse("");
        this.group = config.getOptionalValue("mp.messaging.incoming." + channel + ".group.id", String.class).orElse("");
        this.members = members;
        this.kafka = kafka;
        this.retry = retry;
        this.lost = lost;
    }

    void start(@Observes StartupEvent event) {
        if (name.isPresent()) {
            checks = Multi.createFrom().ticks().every(CHECK_EVERY).onOverflow().drop()
                    .onItem().transformToUniAndConcatenate(tick -> check().onFailure().recoverWithNull())
                    .subscribe().with(checked -> {
                    });
        }
    }

    void stop(@Observes ShutdownEvent event) {
        checks.cancel();
    }

    /**
     * Whether a record that was read may be worked on, where it would be expensive to do this twice.
     *
     * @return completes when Kafka has confirmed, after this call, that this process is the member of its name; at once if it
     *         has no name; never if it has lost its name
     */
    public Uni<Void> confirm() {
        if (name.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return retry.<State> retry("confirming the instance name", () -> check().invoke(InstanceName::requireMember))
                .chain(now -> now == State.HELD ? Uni.createFrom().voidItem() : Uni.createFrom().nothing());
    }

    private static void requireMember(State now) {
        if (now == State.UNKNOWN || now == State.TAKEN) {
            throw new IllegalStateException("this process is not the member of its name at the moment");
        }
    }

    private Uni<State> check() {
        if (isLost()) {
            return Uni.createFrom().item(State.LOST);
        }
        return Uni.createFrom().completionStage(() -> members.idOf(group, name.orElseThrow()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(this::compare)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(this::become);
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

    private State become(State next) {
        synchronized (this) {
            if (state == State.LOST) {
                return State.LOST;
            }
            state = next;
        }
        if (next == State.LOST) {
            LOG.errorf("this process takes no more work, until it is restarted: %s", reason());
            lost.fire(new InstanceNameLost());
            leaveGroup();
        }
        return next;
    }

    private void leaveGroup() {
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

    public boolean isLost() {
        return state() == State.LOST;
    }

    synchronized State state() {
        return state;
    }

    /** What is wrong if the name is lost or taken. */
    String reason() {
        return "another process has joined the consumer group " + group + " with " + setting + "=" + name.orElse("")
                + "; give each replica a value of its own";
    }
}
