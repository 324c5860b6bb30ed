package dev.tavilypipeline.kit.http.forward;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Fails once more bytes have come than it may pass on. */
final class LimitedStream implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private final long max;
    private long length;
    private Handler<Throwable> failures = ignored -> {
    };

    LimitedStream(ReadStream<Buffer> source, long max) {
        this.source = source;
        this.max = max;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(handler == null ? null : part -> {
            boolean fitted = length <= max;
            length += part.length();
            if (length <= max) {
                handler.handle(part);
            } else if (fitted) {
                failures.handle(new TooLongException());
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        failures = handler == null ? ignored -> {
        } : handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    static final class TooLongException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
