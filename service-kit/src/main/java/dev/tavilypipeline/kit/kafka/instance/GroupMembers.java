package dev.tavilypipeline.kit.kafka.instance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClassicGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;

/** Asks Kafka who is the member of a group under a {@code group.instance.id}. */
@ApplicationScoped
class GroupMembers {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Admin admin;

    GroupMembers(Admin admin) {
        this.admin = admin;
    }

    /** @return the id of the member; empty if the group has no such member */
    CompletionStage<Optional<String>> idOf(String group, String instance) {
        return admin
                .describeClassicGroups(List.of(group),
                        new DescribeClassicGroupsOptions().timeoutMs(Math.toIntExact(TIMEOUT.toMillis())))
                .describedGroups().get(group).toCompletionStage()
                .thenApply(description -> description.members().stream()
                        .filter(member -> member.groupInstanceId().filter(instance::equals).isPresent())
                        .map(MemberDescription::consumerId).findFirst());
    }
}
