package dev.tavilypipeline.kit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

import io.restassured.RestAssured;

/** Sends a request as it is written, which no HTTP client does. */
public final class RawHttp {

    private RawHttp() {
    }

    /** @param headers each with its line end */
    public static Answer send(String method, String target, String headers, String body) {
        String request = method + ' ' + target + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new Answer(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Answer get(String target) {
        return send("GET", target, "Host: localhost\r\n", "");
    }

    /** @param chunks each becomes a chunk of the body */
    public static Answer postChunked(String target, String... chunks) {
        StringBuilder body = new StringBuilder();
        for (String chunk : chunks) {
            body.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
        }
        return send("POST", target,
                "Host: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n", body + "0\r\n\r\n");
    }

    public record Answer(String text) {

        public int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        public boolean isProblem() {
            return text.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json");
        }
    }
}
