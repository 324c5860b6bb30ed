package dev.tavilypipeline.kit.kafka;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/** A compression of Kafka whose unpacked records are bounded as {@link BoundedRecordStream} does it. */
public record BoundedCompression(Compression delegate) implements Compression {

    public static Builder<BoundedCompression> of(Builder<? extends Compression> builder) {
        return () -> new BoundedCompression(builder.build());
    }

    @Override
    public CompressionType type() {
        return delegate.type();
    }

    @Override
    public OutputStream wrapForOutput(ByteBufferOutputStream bufferStream, byte messageVersion) {
        return delegate.wrapForOutput(bufferStream, messageVersion);
    }

    @Override
    public InputStream wrapForInput(ByteBuffer buffer, byte messageVersion, BufferSupplier decompressionBufferSupplier) {
        InputStream unpacked = delegate.wrapForInput(buffer, messageVersion, decompressionBufferSupplier);
        return messageVersion == RecordBatch.MAGIC_VALUE_V2 ? new BoundedRecordStream(unpacked, RecordLimit.bytes()) : unpacked;
    }

    @Override
    public int decompressionOutputSize() {
        return delegate.decompressionOutputSize();
    }
}
