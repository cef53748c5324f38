package io.postern.testing;

import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.FilePart;
import io.postern.gate.Board;
import io.postern.gate.Call;
import io.postern.gate.Declares;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Operations that tell what they were sent as a file, and that give one. */
@Singleton
public class FileOperations implements Declares {
    /** What {@code GET /rest/v1/test/file.json} answers with. */
    public static final Path FILE = Path.of("target", "test-file.csv");

    @Override
    public void on(Board board) {
        board.answer("upload", FileOperations::described);
        board.answer("file", call -> new Answer.File(FILE, "text/csv"));
    }

    private static Answer described(Call call) {
        FilePart file = call.input().requiredFile("file");
        return new Answer.Items(List.of(Map.of(
                "name", call.input().text("name").optional().orElse(""),
                "format", call.input().text("format").optional().orElse(""),
                "fileName", file.fileName(),
                "contentType", file.contentType(),
                "size", file.size(),
                "sha256", sha256(file))));
    }

    private static String sha256(FilePart file) {
        try (InputStream in = file.open()) {
            return sha256(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest of all bytes of a stream, in hexadecimal. */
    public static String sha256(InputStream in) throws IOException {
        try {
            DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /** Makes the file with this content. */
    public static void make(byte[] content) {
        try {
            Files.write(FILE, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
