package dev.tavilypipeline.agent.call;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.http.HttpClosedException;

/**
 * Says in plain words why a provider did not answer. Texts of exceptions name classes and ports of ours: they are not quoted.
 */
final class ConnectionFault {

    private static final int MAX_CAUSES = 10;

    private ConnectionFault() {
    }

    static String sentence(Throwable failure, String address) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES)
                .flatMap(cause -> known(cause).stream())
                .findFirst().orElse(at -> "the connection to " + at + " failed")
                .apply(address);
    }

    private static Optional<Function<String, String>> known(Throwable cause) {
        if (cause instanceof ProxyConnectException) {
            return Optional.of(at -> "the proxy gives no connection to " + at);
        }
        if (cause instanceof UnknownHostException) {
            return Optional.of(at -> "the host of " + at + " is unknown");
        }
        if (cause instanceof ConnectTimeoutException) {
            return Optional.of(at -> "no connection to " + at + " in time");
        }
        if (cause instanceof NoRouteToHostException) {
            return Optional.of(at -> "there is no route to " + at);
        }
        if (cause instanceof ConnectException) {
            return Optional.of(at -> at + " refuses connections");
        }
        if (cause instanceof CertificateException) {
            return Optional.of(at -> "the certificate of " + at + " is not trusted");
        }
        if (cause instanceof SSLException) {
            boolean certificate = Stream.iterate(cause, inner -> inner != null, Throwable::getCause).limit(MAX_CAUSES)
                    .anyMatch(CertificateException.class::isInstance);
            return Optional.of(at -> certificate ? "the certificate of " + at + " is not trusted"
                    : at + " does not speak TLS as expected");
        }
        if (cause instanceof HttpClosedException || cause instanceof SocketException
                || cause instanceof ClosedChannelException) {
            return Optional.of(at -> at + " closed the connection before its answer was complete");
        }
        return Optional.empty();
    }
}
