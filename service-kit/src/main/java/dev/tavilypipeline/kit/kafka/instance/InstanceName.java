package dev.tavilypipeline.kit.kafka.instance;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.tavilypipeline.kit.kafka.instance.Membership.State;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

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

    private static final Logger LOG = Logger.getLogger(InstanceName.class);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Optional<String> name;
    private final String setting;
    private final Membership membership;
    private final RetryForever retry;
    private final Event<InstanceNameLost> lost;
    private State state = State.UNKNOWN;
    private volatile boolean stopped;

    InstanceName(InstanceSettings settings, Membership membership, RetryForever retry, Event<InstanceNameLost> lost) {
        this.name = settings.name().filter(text -> !text.isBlank());
        this.setting = settings.setting().orElse("group.instance.id");
        this.membership = membership;
        this.retry = retry;
        this.lost = lost;
    }

    void start(@Observes StartupEvent event) {
        if (name.isPresent()) {
            checkPeriodically();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void checkPeriodically() {
        Uni.createFrom().deferred(this::check)
                .ifNoItem().after(TIMEOUT.multipliedBy(3)).fail()
                .onFailure().recoverWithNull()
                .onItem().delayIt().by(CHECK_EVERY)
                .subscribe().with(checked -> {
                    if (!stopped) {
                        checkPeriodically();
                    }
                });
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
        return membership.ask(name.orElseThrow()).map(this::become);
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
            membership.leaveGroup();
        }
        return next;
    }

    public boolean isLost() {
        return state() == State.LOST;
    }

    synchronized State state() {
        return state;
    }

    /** What is wrong if the name is lost or taken. */
    String reason() {
        return "another process has joined the consumer group " + membership.group() + " with " + setting + "="
                + name.orElse("")
                + "; give each replica a value of its own";
    }
}
