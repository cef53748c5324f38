package io.postern.gate;

import io.postern.foundation.files.TemporaryFiles;
import io.postern.foundation.store.DataFolder;
import io.postern.gate.ReceivedBody.Place;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies up to a limit, and all bodies together up to a share of the heap, or of the disk. What is over a limit, or is refused before it
 * is read, is read to its end all the same and thrown away, so that a client that only listens when it has sent everything
 * hears the refusal; for that there are limits too, and after them the connection is closed. Thread safe.
 */
@Singleton
final class RequestBodies {
    private static final Logger LOG = Logger.getLogger(RequestBodies.class);
    private static final String CONTINUE = "100-continue";
    private static final long LARGEST_DISCARDED = 256L << 20;
    private static final long LONGEST_DISCARDING_MILLIS = 30_000;
    private static final long LONGEST_READING_MILLIS = 60_000;

    private static final long LARGEST_ON_DISK = 1L << 30;

    private final Vertx vertx;
    private final TemporaryFiles files;
    private final WorkThreads threads;
    private final Share memory = new Share(Runtime.getRuntime().maxMemory() / 4);
    private final Share disk = new Share(LARGEST_ON_DISK);

    RequestBodies(Vertx vertx, TemporaryFiles files, WorkThreads threads) {
        this.vertx = vertx;
        this.files = files;
        this.threads = threads;
    }

    /** What all bodies together may take. */
    private static final class Share {
        private final long most;
        private final AtomicLong taken = new AtomicLong();

        Share(long most) {
            this.most = most;
        }

        boolean take(long bytes) {
            if (taken.addAndGet(bytes) <= most) {
                return true;
            }
            taken.addAndGet(-bytes);
            return false;
        }

        void giveBack(long bytes) {
            taken.addAndGet(-bytes);
        }
    }

    /** What can become of a body that is read. Exactly one of the three is called, on the event loop. */
    interface Reader {
        /** The body is there. */
        void complete(ReceivedBody body);

        /** The body was over the limit; there is nothing more to come, or too much of it. */
        void tooLarge();

        /** There was no space for it beside the bodies of other calls, or on the disk. */
        void noSpace();
    }

    /** Whether a request announces a body, or may have one: under HTTP/2 nothing announces it. */
    static boolean isAnnounced(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded();
        }
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The length that a request announces; -1 when it announces none. */
    static long announcedLength(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Reads the body of a call into memory, which counts until the call has ended. */
    void read(RoutingContext context, int limit, Reader reader) {
        new InMemory(context, limit, reader).begin();
    }

    /** Reads the body of a call into a file, however slow the disk. */
    void spool(RoutingContext context, int limit, Reader reader) {
        threads.run(this::newFolder, folder -> {
            if (Exchange.isOver(context)) {
                folder.ifPresent(this::deleteLater);
            } else {
                folder.ifPresentOrElse(
                        path -> new OnDisk(context, limit, reader, path).open(),
                        () -> discard(context, reader::noSpace));
            }
        });
    }

    private Optional<Path> newFolder() {
        try {
            return Optional.of(files.makeFolder());
        } catch (IOException e) {
            LOG.error("There is no place on the disk for the body of a call", e);
            return Optional.empty();
        }
    }

    private void deleteLater(Path folder) {
        threads.run(
                () -> {
                    delete(folder);
                    return true;
                },
                deleted -> {});
    }

    private static void delete(Path folder) {
        try {
            DataFolder.delete(folder);
        } catch (IOException e) {
            LOG.errorf(e, "The folder %s of a call could not be removed", folder);
        }
    }

    /** Reads a body to its end, throws it away, and then goes on; at once when the client still waits to be asked for it. */
    void discard(RoutingContext context, Runnable then) {
        HttpServerRequest request = context.request();
        if (waits(request)) {
            closeAfterwards(request);
            then.run();
            return;
        }
        throwAway(request, then);
    }

    private void throwAway(HttpServerRequest request, Runnable then) {
        Discarding discarding = new Discarding(request, then);
        request.handler(discarding::chunk);
        request.endHandler(end -> discarding.end());
        request.exceptionHandler(gone -> discarding.cancelTimer());
        request.resume();
    }

    /** What is left of the body is not read. Under HTTP/2 the end of the answer ends the stream. */
    static void closeAfterwards(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private static boolean waits(HttpServerRequest request) {
        return CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    /** The state of a body that is read; used on one event loop only. */
    private abstract class Reading {
        final RoutingContext context;
        final HttpServerRequest request;
        final Reader reader;
        private final int limit;
        private final Share share;
        private final long timer;
        private long received;
        private boolean begun;
        private boolean over;
        private @Nullable ReceivedBody body;

        Reading(RoutingContext context, int limit, Share share, Reader reader) {
            this.context = context;
            this.request = context.request();
            this.limit = limit;
            this.share = share;
            this.reader = reader;
            this.timer = vertx.setTimer(LONGEST_READING_MILLIS, id -> Exchange.giveUp(request));
        }

        final void begin() {
            begun = true;
            if (waits(request)) {
                request.response().writeContinue();
            }
            Exchange.atTheEnd(context, () -> {
                vertx.cancelTimer(timer);
                ended();
            });
            request.handler(this::chunk);
            request.endHandler(end -> {
                if (!over) {
                    vertx.cancelTimer(timer);
                    complete();
                }
            });
            request.resume();
        }

        private void chunk(Buffer chunk) {
            if (over) {
                return;
            }
            if (received + chunk.length() > limit) {
                giveUp(reader::tooLarge);
            } else if (!share.take(chunk.length())) {
                giveUp(reader::noSpace);
            } else {
                received += chunk.length();
                keep(chunk);
            }
        }

        /** No more of it is wanted: the rest is thrown away. */
        final void giveUp(Runnable then) {
            over = true;
            vertx.cancelTimer(timer);
            release();
            if (request.isEnded()) {
                then.run();
            } else if (begun) {
                throwAway(request, then);
            } else {
                discard(context, then);
            }
        }

        final long received() {
            return received;
        }

        final void giveBack() {
            share.giveBack(received);
            received = 0;
        }

        abstract void keep(Buffer chunk);

        /** All of it has come. */
        abstract void complete();

        abstract void release();

        /** Hands the body over. */
        final void handOver(ReceivedBody received) {
            body = received;
            reader.complete(received);
        }

        /** The request has ended, with its answer or without: a client that went while it was sending leaves nothing behind. */
        private void ended() {
            @Nullable ReceivedBody handedOver = body;
            if (handedOver == null) {
                release();
            } else if (handedOver.isLeft()) {
                threads.run(
                        () -> {
                            handedOver.release();
                            return true;
                        },
                        released -> {});
            }
        }
    }

    private final class InMemory extends Reading {
        private Buffer bytes = Buffer.buffer();

        InMemory(RoutingContext context, int limit, Reader reader) {
            super(context, limit, memory, reader);
        }

        @Override
        void keep(Buffer chunk) {
            bytes.appendBuffer(chunk);
        }

        @Override
        void complete() {
            long length = received();
            handOver(new ReceivedBody(new Place.InMemory(bytes), () -> memory.giveBack(length)));
        }

        @Override
        void release() {
            giveBack();
            bytes = Buffer.buffer();
        }
    }

    /** A client that sends faster than the disk writes waits. */
    private final class OnDisk extends Reading {
        private final Path folder;
        private final Path path;
        private @Nullable AsyncFile file;
        private boolean released;

        OnDisk(RoutingContext context, int limit, Reader reader, Path folder) {
            super(context, limit, disk, reader);
            this.folder = folder;
            this.path = folder.resolve("body");
        }

        void open() {
            vertx.fileSystem()
                    .open(path.toString(), new OpenOptions().setRead(false))
                    .onComplete(opened -> {
                        if (opened.succeeded()) {
                            file = opened.result();
                            begin();
                        } else {
                            failed(opened.cause());
                        }
                    });
        }

        @Override
        void keep(Buffer chunk) {
            AsyncFile open = Objects.requireNonNull(file);
            open.write(chunk).onFailure(this::failed);
            if (open.writeQueueFull()) {
                request.pause();
                open.drainHandler(drained -> request.resume());
            }
        }

        @Override
        void complete() {
            AsyncFile open = Objects.requireNonNull(file);
            file = null;
            open.close().onComplete(closed -> {
                if (closed.failed()) {
                    failed(closed.cause());
                } else if (!released) {
                    handOver();
                }
            });
        }

        /** Its parts are written beside it. */
        private void handOver() {
            long length = received();
            if (!disk.take(length)) {
                giveUp(reader::noSpace);
            } else if (!memory.take(MultipartBody.MOST_IN_MEMORY)) {
                disk.giveBack(length);
                giveUp(reader::noSpace);
            } else {
                handOver(new ReceivedBody(new Place.OnDisk(folder, path, length), () -> {
                    delete(folder);
                    disk.giveBack(2 * length);
                    memory.giveBack(MultipartBody.MOST_IN_MEMORY);
                }));
            }
        }

        @Override
        void release() {
            if (!released) {
                released = true;
                giveBack();
                AsyncFile open = file;
                file = null;
                Future<Void> closed = open == null ? Future.succeededFuture() : open.close();
                closed.onComplete(done -> deleteLater(folder));
            }
        }

        private void failed(Throwable failure) {
            if (!released) {
                LOG.error("The body of a call could not be written to the disk", failure);
                giveUp(reader::noSpace);
            }
        }
    }

    /** The state of a body that is thrown away; used on one event loop only. */
    private final class Discarding {
        private final HttpServerRequest request;
        private final Runnable then;
        private final long timer;
        private long received;
        private boolean done;

        Discarding(HttpServerRequest request, Runnable then) {
            this.request = request;
            this.then = then;
            this.timer = vertx.setTimer(LONGEST_DISCARDING_MILLIS, id -> giveUp());
        }

        void chunk(Buffer chunk) {
            received += chunk.length();
            if (received > LARGEST_DISCARDED) {
                giveUp();
            }
        }

        void end() {
            cancelTimer();
            if (!done) {
                done = true;
                then.run();
            }
        }

        void cancelTimer() {
            vertx.cancelTimer(timer);
        }

        private void giveUp() {
            if (!done) {
                closeAfterwards(request);
                end();
            }
        }
    }
}
