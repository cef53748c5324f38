package io.postern.foundation.files;

import io.postern.foundation.store.StartupFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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
    private static final String PREFIX = "call-";

    private volatile @Nullable Path parent;

    /**
     * Makes the folder in which they are, and removes what a node that was killed has left of its own there.
     *
     * @throws StartupFailure when it cannot
     */
    public void open(Path folder) {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, PREFIX + "*")) {
                for (Path leftover : leftovers) {
                    delete(leftover);
                }
            }
            parent = folder;
        } catch (IOException e) {
            throw new StartupFailure("The folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Makes a folder that only this process can read. Waits for the disk. */
    public Path makeFolder() throws IOException {
        Path folder = Files.createDirectories(Objects.requireNonNull(parent, "not open yet"));
        return Files.createTempDirectory(folder, PREFIX);
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
