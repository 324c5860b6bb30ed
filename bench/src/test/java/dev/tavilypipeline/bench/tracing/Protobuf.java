package dev.tavilypipeline.bench.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A protobuf message, read without its schema: each field as the values it has. */
record Protobuf(Map<Integer, List<Object>> fields) {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    static Protobuf of(byte[] message) {
        Map<Integer, List<Object>> fields = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            fields.computeIfAbsent(tag >>> 3, number -> new ArrayList<>()).add(switch (tag & 7) {
                case VARINT -> varint(in);
                case FIXED64 -> in.getLong();
                case BYTES -> bytes(in);
                case FIXED32 -> in.getInt();
                default -> throw new IllegalArgumentException("wire type of tag " + tag);
            });
        }
        return new Protobuf(fields);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[(int) varint(in)];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private List<Object> all(int field) {
        return fields.getOrDefault(field, List.of());
    }

    List<Protobuf> messages(int field) {
        return all(field).stream().map(value -> of((byte[]) value)).toList();
    }

    String text(int field) {
        return all(field).isEmpty() ? "" : new String((byte[]) all(field).get(0), UTF_8);
    }

    String hex(int field) {
        return all(field).isEmpty() ? "" : HexFormat.of().formatHex((byte[]) all(field).get(0));
    }

    long number(int field) {
        return all(field).isEmpty() ? 0 : ((Number) all(field).get(0)).longValue();
    }

    /** A field that has one value of one of several types. */
    Object only() {
        return fields.values().iterator().next().get(0);
    }

    int onlyField() {
        return fields.keySet().iterator().next();
    }
}
