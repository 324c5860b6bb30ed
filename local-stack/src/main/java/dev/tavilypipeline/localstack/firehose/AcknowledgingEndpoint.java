package dev.tavilypipeline.localstack.firehose;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Acknowledges each PutRecordBatch without parsing it. It is as cheap as possible, so that a bench against it measures the
 * client. One thread per connection.
 */
public final class AcknowledgingEndpoint {

    private static final int BUFFER = 1 << 18;
    private static final String LENGTH = "content-length:";
    private static final String TARGET = "x-amz-target:";

    private AcknowledgingEndpoint() {
    }

    /** @param arguments the port on the loopback interface */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]), 64, InetAddress.getLoopbackAddress())) {
            server.setReceiveBufferSize(BUFFER);
            while (true) {
                Socket connection = server.accept();
                new Thread(() -> serve(connection), "connection").start();
            }
        }
    }

    private static void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            byte[] accepted = response("{\"FailedPutCount\":0,\"Encrypted\":false,\"RequestResponses\":[]}");
            byte[] described = response(FirehoseJson.description("any"));
            while (true) {
                String head = readHead(in);
                if (head.isEmpty()) {
                    return;
                }
                skip(in, Long.parseLong(header(head, LENGTH)), buffer);
                out.write(header(head, TARGET).endsWith("putrecordbatch") ? accepted : described);
                out.flush();
            }
        } catch (IOException e) {
            return; // the client went away
        }
    }

    /** In lower case; empty at the end of the connection. */
    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(1024);
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                return "";
            }
            head.append((char) read);
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }

    private static String header(String head, String name) {
        int start = head.indexOf(name) + name.length();
        return head.substring(start, head.indexOf('\r', start)).strip();
    }

    private static void skip(InputStream in, long bytes, byte[] buffer) throws IOException {
        for (long left = bytes; left > 0;) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("the connection ended within a request");
            }
            left -= read;
        }
    }

    private static byte[] response(String json) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nx-amzn-RequestId: local\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json).getBytes(StandardCharsets.US_ASCII);
    }
}
