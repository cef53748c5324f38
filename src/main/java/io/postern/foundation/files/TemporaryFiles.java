package io.postern.foundation.files;

import io.postern.foundation.store.DataFolder;
import io.postern.foundation.store.StartupFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
                    DataFolder.delete(leftover);
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
}
