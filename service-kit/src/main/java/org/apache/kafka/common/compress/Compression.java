/*
 * Licensed to the Apache Software Foundation (ASF) under one or more
 * contributor license agreements. See the NOTICE file distributed with
 * this work for additional information regarding copyright ownership.
 * The ASF licenses this file to You under the Apache License, Version 2.0
 * (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 *
 *    http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.apache.kafka.common.compress;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

import dev.tavilypipeline.kit.kafka.BoundedCompression;

/**
 * Kafka's interface of this name, in place of the one in {@code kafka-clients}: {@link #of(CompressionType)} bounds what a
 * record may unpack to. The client offers no other place for such a bound. The setting
 * {@code quarkus.class-loading.removed-resources} leaves the original out of every service.
 */
public interface Compression {

    CompressionType type();

    OutputStream wrapForOutput(ByteBufferOutputStream bufferStream, byte messageVersion);

    InputStream wrapForInput(ByteBuffer buffer, byte messageVersion, BufferSupplier decompressionBufferSupplier);

    default int decompressionOutputSize() {
        throw new UnsupportedOperationException("Size of decompression buffer is not defined for this compression type="
                + type().name);
    }

    interface Builder<T extends Compression> {
        T build();
    }

    static Builder<? extends Compression> of(String compressionName) {
        return of(CompressionType.forName(compressionName));
    }

    static Builder<? extends Compression> of(CompressionType compressionType) {
        return switch (compressionType) {
            case NONE -> none();
            case GZIP -> BoundedCompression.of(gzip());
            case SNAPPY -> BoundedCompression.of(snappy());
            case LZ4 -> BoundedCompression.of(lz4());
            case ZSTD -> BoundedCompression.of(zstd());
        };
    }

    NoCompression NONE = none().build();

    static NoCompression.Builder none() {
        return new NoCompression.Builder();
    }

    static GzipCompression.Builder gzip() {
        return new GzipCompression.Builder();
    }

    static SnappyCompression.Builder snappy() {
        return new SnappyCompression.Builder();
    }

    static Lz4Compression.Builder lz4() {
        return new Lz4Compression.Builder();
    }

    static ZstdCompression.Builder zstd() {
        return new ZstdCompression.Builder();
    }
}
