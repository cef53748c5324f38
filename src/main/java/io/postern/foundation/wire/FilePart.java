package io.postern.foundation.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was sent as a part of a multipart body. It is there while the call is worked on, and gone afterwards.
 *
 * @param fileName as sent, without folders; empty when none was sent
 * @param contentType as sent; empty when none was sent
 * @param size in bytes
 * @param path where it lies, under a name of the server's choice
 */
public record FilePart(String fileName, String contentType, long size, Path path) {
    /** The bytes from the first one on; can be called again. */
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
