package dev.tavilypipeline.agent.call;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;

/**
 * The HTTP proxy on the way to the providers.
 *
 * @param user null if it asks for none
 * @param password empty if it has none; null without a user
 */
record ProviderProxy(String host, int port, String user, String password) {

    private static final int HTTP_PORT = 80;

    /** @param address such as {@code http://name:password@proxy.example.com:3128} */
    static ProviderProxy of(URI address) {
        int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
        if (address.getUserInfo() == null) {
            return new ProviderProxy(address.getHost(), port, null, null);
        }
        String[] credentials = address.getUserInfo().split(":", 2);
        return new ProviderProxy(address.getHost(), port, credentials[0], credentials.length < 2 ? "" : credentials[1]);
    }

    /** What no text may show: the password, or the user where there is none, which is then usually a token. */
    Optional<String> secret() {
        return Stream.of(password, user).filter(text -> text != null && !text.isEmpty()).findFirst();
    }

    ProxyOptions options() {
        return new ProxyOptions().setType(ProxyType.HTTP).setHost(host).setPort(port).setUsername(user).setPassword(password);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
