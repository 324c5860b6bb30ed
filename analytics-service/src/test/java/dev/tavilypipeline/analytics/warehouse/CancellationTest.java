package dev.tavilypipeline.analytics.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class CancellationTest {

    private final AtomicInteger cancelled = new AtomicInteger();
    private final Statement statement = (Statement) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] { Statement.class }, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("cancel");
                return cancelled.incrementAndGet() > 0 ? null : proxy;
            });

    @Test
    void shouldCancelAStatementThatHadNotBegunUntilItEnds() {
        Cancellation cancellation = new Cancellation();

        assertThatThrownBy(() -> cancellation.during(() -> {
            Cancellation.begin(statement);
            cancellation.cancel();
            await().atMost(Duration.ofSeconds(10)).until(() -> cancelled.get() >= 3);
            Cancellation.end();
            return null;
        })).isInstanceOf(RequestCancelledException.class);
        int atTheEnd = cancelled.get();

        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(2)).until(() -> cancelled.get() == atTheEnd);
    }
}
