package dev.tavilypipeline.agent.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that tunnels, for whoever gives the name and the password. */
final class ConnectProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String expected;
    private final List<String> tunnels = new CopyOnWriteArrayList<>();

    ConnectProxy(String credentials) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        expected = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(ISO_8859_1));
        start(() -> {
            while (!server.isClosed()) {
                Socket client = server.accept();
                start(() -> serve(client));
            }
        });
    }

    URI uri(String credentials) {
        return URI.create("http://" + credentials + "@127.0.0.1:" + server.getLocalPort());
    }

    /** The addresses to which it has tunnelled. */
    List<String> tunnels() {
        return tunnels;
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            String[] lines = head(client.getInputStream()).split("\r\n", -1);
            String address = lines[0].split(" ", -1)[1];
            if (List.of(lines).stream().noneMatch(line -> line.equalsIgnoreCase("Proxy-Authorization: " + expected))) {
                answer(client, "407 Proxy Authentication Required");
                return;
            }
            tunnels.add(address);
            String[] hostAndPort = address.split(":", -1);
            try (Socket target = new Socket(InetAddress.getByName(hostAndPort[0]), Integer.parseInt(hostAndPort[1]))) {
                answer(client, "200 Connection Established");
                start(() -> target.getInputStream().transferTo(client.getOutputStream()));
                client.getInputStream().transferTo(target.getOutputStream());
            }
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client left");
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one side has closed its connection
            }
        }, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {

        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
