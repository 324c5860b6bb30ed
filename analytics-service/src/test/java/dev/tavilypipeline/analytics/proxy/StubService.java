package dev.tavilypipeline.analytics.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that answers with exactly the bytes that a test writes, one request for each connection. */
public final class StubService implements AutoCloseable {

    /** Writes a response, head and all; the connection is closed afterwards. */
    public interface Answer {

        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * @param headers by their names in lower case
     * @param body a character for each byte
     */
    public record Request(String method, String target, Map<String, List<String>> headers, String body) {
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;
    private volatile Answer answer = ok("{}");

    public StubService() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public static Answer ok(String json) {
        return out -> out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json).getBytes(ISO_8859_1));
    }

    /** The head of a response that ends with the first part of a body in chunks. */
    public static byte[] firstChunk(String type, String chunk) {
        return String.join("\r\n", "HTTP/1.1 200 OK", "Content-Type: " + type, "Transfer-Encoding: chunked", "",
                Integer.toHexString(chunk.length()), chunk, "").getBytes(ISO_8859_1);
    }

    public String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    public void answersWith(Answer given) {
        answer = given;
    }

    public List<Request> requests() {
        return requests;
    }

    public void reset() {
        answer = ok("{}");
        requests.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Request request = read(socket.getInputStream());
            if (request != null) {
                requests.add(request);
                answer.write(socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the other side has gone, as a test wants
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        String[] start = line.split(" ", 3);
        Map<String, List<String>> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] pair = header.split(": ?", 2);
            headers.computeIfAbsent(pair[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>()).add(pair[1]);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).get(0));
        byte[] body = headers.containsKey("transfer-encoding") ? chunks(in) : in.readNBytes(length);
        return new Request(start[0], start[1], headers, new String(body, ISO_8859_1));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunkLength(in); length > 0; length = chunkLength(in)) {
            body.write(in.readNBytes(length));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunkLength(InputStream in) throws IOException {
        String length = line(in);
        if (length.isEmpty()) {
            throw new EOFException("the body was broken off");
        }
        return Integer.parseInt(length, 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
