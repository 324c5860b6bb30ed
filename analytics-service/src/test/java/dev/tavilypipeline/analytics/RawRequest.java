package dev.tavilypipeline.analytics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

import io.restassured.RestAssured;

/** Sends a request as it is written, which no HTTP client does. */
public final class RawRequest {

    private RawRequest() {
    }

    /**
     * @param headers each with its line end
     * @return the response, head and all
     */
    public static String send(String method, String target, String headers) {
        String request = method + ' ' + target + " HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n" + headers + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int status(String method, String target, String headers) {
        return Integer.parseInt(send(method, target, headers).split(" ", 3)[1]);
    }
}
