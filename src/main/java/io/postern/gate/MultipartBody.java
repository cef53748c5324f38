package io.postern.gate;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.postern.foundation.wire.FilePart;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A multipart body that was read: texts in memory, and files on disk. RFC 7578.
 *
 * @param texts by name, in the order in which they were sent
 * @param files by name, in the order in which they were sent
 */
record MultipartBody(Map<String, List<String>> texts, Map<String, List<FilePart>> files) {
    /** All texts together, in bytes: they are kept in memory. */
    static final int LARGEST_TEXTS = 1 << 20;

    /** What reading a body needs of memory at the most, about. */
    static final int MOST_IN_MEMORY = 4 << 20;

    private static final Logger LOG = Logger.getLogger(MultipartBody.class);
    private static final int MOST_PARTS = 256;
    private static final int LARGEST_HEAD_OF_A_PART = 8 << 10;
    private static final int LARGEST_PART_IN_MEMORY = 4 << 10;
    private static final int CHUNK = 64 << 10;

    /** How far from the end the last delimiter may be: what follows it means nothing. */
    private static final int LONGEST_EPILOGUE = 4 << 10;

    /** What came of a body. */
    sealed interface Outcome {
        record Read(MultipartBody body) implements Outcome {}

        /** It is not a multipart body, is cut off, or has too many parts. */
        record Malformed() implements Outcome {}

        /** The texts are larger than {@link #LARGEST_TEXTS}. */
        record TooLarge() implements Outcome {}
    }

    /**
     * Reads a body.
     *
     * @param body as it was received; the parts are put beside it
     * @throws IOException when the disk fails
     */
    static Outcome read(ReceivedBody.Place.OnDisk body, ContentType type) throws IOException {
        if (!endsWithDelimiter(body.file(), type.boundary())) {
            return new Outcome.Malformed();
        }
        DefaultHttpDataFactory factory = new DefaultHttpDataFactory(LARGEST_PART_IN_MEMORY, type.charset());
        factory.setBaseDir(body.folder().toString());
        factory.setDeleteOnExit(false);
        try {
            HttpPostMultipartRequestDecoder decoder = new HttpPostMultipartRequestDecoder(
                    factory, head(type), type.charset(), MOST_PARTS, LARGEST_HEAD_OF_A_PART);
            try {
                feed(decoder, body.file());
                return sorted(decoder.getBodyHttpDatas(), body.folder());
            } finally {
                decoder.destroy();
            }
        } catch (RuntimeException e) {
            // what the decoder stumbles over is not always an exception of its own
            throwIfOfTheDisk(e);
            LOG.debug("The request sent something else than a multipart body", e);
            return new Outcome.Malformed();
        }
    }

    private static void throwIfOfTheDisk(Throwable failure) throws IOException {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException ofTheDisk) {
                throw ofTheDisk;
            }
        }
    }

    /** All that the decoder asks of the request. */
    private static HttpRequest head(ContentType type) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, type.mediaType() + "; boundary=\"" + type.boundary() + '"');
        return request;
    }

    private static void feed(HttpPostMultipartRequestDecoder decoder, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                decoder.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)));
            }
        }
        decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static Outcome sorted(List<InterfaceHttpData> parts, Path folder) throws IOException {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        Map<String, List<FilePart>> files = new LinkedHashMap<>();
        long length = 0;
        int kept = 0;
        for (InterfaceHttpData part : parts) {
            if (part instanceof FileUpload upload) {
                files.computeIfAbsent(part.getName(), name -> new ArrayList<>())
                        .add(file(upload, folder.resolve("part" + kept++)));
            } else if (part instanceof Attribute text) {
                length += text.length();
                if (length > LARGEST_TEXTS) {
                    return new Outcome.TooLarge();
                }
                texts.computeIfAbsent(part.getName(), name -> new ArrayList<>()).add(text.getValue());
            }
        }
        return new Outcome.Read(new MultipartBody(texts, files));
    }

    /** The decoder takes its own files with it. */
    private static FilePart file(FileUpload upload, Path path) throws IOException {
        String sent = upload.getFilename() == null ? "" : upload.getFilename();
        String name = sent.substring(1 + Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')));
        String contentType = upload.getContentType() == null ? "" : upload.getContentType();
        long size = upload.length();
        if (!upload.renameTo(path.toFile())) {
            throw new IOException("a part could not be moved to " + path);
        }
        return new FilePart(name, contentType, size, path);
    }

    /** A body that was cut off has every part but its last one, and nobody would notice. */
    private static boolean endsWithDelimiter(Path file, String boundary) throws IOException {
        byte[] delimiter = ("--" + boundary + "--").getBytes(StandardCharsets.ISO_8859_1);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(Math.max(0, bytes.length() - LONGEST_EPILOGUE - delimiter.length));
            byte[] end = new byte[(int) (bytes.length() - bytes.getFilePointer())];
            bytes.readFully(end);
            return new String(end, StandardCharsets.ISO_8859_1)
                    .contains(new String(delimiter, StandardCharsets.ISO_8859_1));
        }
    }
}
