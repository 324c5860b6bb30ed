package dev.tavilypipeline.bench.outage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Who belongs to a consumer group, by the ids that the group gives and changes with every new joining, and what each reads. */
record Membership(Map<String, Set<TopicPartition>> members) {

    static Membership of(String group, String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return new Membership(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members()
                    .stream().collect(Collectors.toMap(MemberDescription::consumerId,
                            member -> Set.copyOf(member.assignment().topicPartitions()))));
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
