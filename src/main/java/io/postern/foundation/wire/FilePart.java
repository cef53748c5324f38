package io.postern.foundation.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that was sent as a part of a multipart body. It is there while the call is worked on, and gone afterwards.
 *
 * @param fileName as sent, without folders; empty when none was sent
 * @param contentType as sent; empty when none was sent
 * @param size in bytes
 */
public record FilePart(String fileName, String contentType, long size, Content content) {
    /** Where the bytes are. */
    @FunctionalInterface
    public interface Content {
        /** The bytes from the first one on; can be called again. */
        InputStream open() throws IOException;
    }

    /** The bytes from the first one on; can be called again. */
    public InputStream open() throws IOException {
        return content.open();
    }
}
