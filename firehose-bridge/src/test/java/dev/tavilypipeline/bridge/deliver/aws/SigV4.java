package dev.tavilypipeline.bridge.deliver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Request;

/** AWS Signature Version 4, computed from a received request alone, as AWS verifies it. Knows nothing of the SDK. */
public final class SigV4 {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private SigV4() {
    }

    /** The signature that the request came with. */
    public static String sent(Request request) {
        return fields(request).get("Signature");
    }

    /** The signature that it must have, over the body that arrived. */
    public static String expected(Request request, String secretKey) {
        Map<String, String> fields = fields(request);
        String signedHeaders = fields.get("SignedHeaders");
        String canonicalRequest = String.join("\n", request.method(), request.uri().getRawPath(), query(request),
                Arrays.stream(signedHeaders.split(";")).map(name -> name + ":" + request.header(name).strip() + "\n")
                        .collect(Collectors.joining()),
                signedHeaders, hex(sha256(request.body())));
        String[] scope = fields.get("Credential").split("/", 2)[1].split("/");
        String toSign = String.join("\n", ALGORITHM, request.header("x-amz-date"), String.join("/", scope),
                hex(sha256(canonicalRequest.getBytes(UTF_8))));
        byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : scope) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign));
    }

    private static String query(Request request) {
        String query = request.uri().getRawQuery();
        return query == null ? ""
                : Stream.of(query.split("&")).sorted()
                        .map(pair -> pair.contains("=") ? pair : pair + "=").collect(Collectors.joining("&"));
    }

    private static Map<String, String> fields(Request request) {
        String header = request.header("authorization");
        if (!header.startsWith(ALGORITHM + " ")) {
            throw new IllegalArgumentException("not signed by " + ALGORITHM + ": " + header);
        }
        return Stream.of(header.substring(ALGORITHM.length()).split(",")).map(String::strip)
                .map(field -> field.split("=", 2)).collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
