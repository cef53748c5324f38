package io.postern.foundation.files;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Folders for what a call needs on disk while it is worked on. Nothing in them outlives the node. Thread safe. */
@Singleton
public final class TemporaryFiles {
    private volatile @Nullable Path parent;

    /**
     * Makes the folder in which they are, and removes what a node that was killed has left there.
     *
     * @throws UncheckedIOException when it cannot
     */
    public void open(Path folder) {
        try {
            if (Files.exists(folder)) {
                delete(folder);
            }
            parent = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a folder that only this process can read. Waits for the disk. */
    public Path makeFolder() throws IOException {
        return Files.createTempDirectory(Objects.requireNonNull(parent, "not open yet"), "call");
    }

    /** Removes a folder with all that is in it; one that is gone already is left alone. Waits for the disk. */
    public static void delete(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // gone already, as was wanted
        }
    }
}
