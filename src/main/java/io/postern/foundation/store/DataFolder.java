package io.postern.foundation.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that belongs to one server: its embedded database, its master key, its generated secrets. It is made readable by
 * its owner only, and locked while a server uses it; the lock ends with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder when it is missing, and locks it.
     *
     * @throws StartupFailure when it cannot be made or written, or another server uses it
     */
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, OWNER_FOLDER);
            }
            Path lockFile = path.resolve("lock");
            FileChannel channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(path);
            }
            return new DataFolder(path, channel, lock);
        } catch (OverlappingFileLockException e) {
            throw inUse(path);
        } catch (AccessDeniedException e) {
            throw notWritable(path, "permission denied", e);
        } catch (IOException e) {
            throw notWritable(path, e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static StartupFailure inUse(Path path) {
        return new StartupFailure("The data folder " + path
                + " is in use by another Postern server. Stop that one, or choose another folder with --data");
    }

    private static StartupFailure notWritable(Path path, String why, IOException cause) {
        return new StartupFailure(
                "The data folder " + path + " cannot be written (" + why + "). Choose another folder with --data",
                cause);
    }

    /** A path inside the folder. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The content of a file; empty when there is none. */
    public Optional<String> read(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new StartupFailure("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes a file that only the owner may read, whole or not at all. */
    public Path writePrivate(String name, String content) {
        Path file = path.resolve(name);
        try {
            Path fresh = Files.createTempFile(path, name, ".new", PosixFilePermissions.asFileAttribute(OWNER_FILE));
            try {
                Files.writeString(fresh, content);
                try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                moveInto(fresh, name);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return file;
        } catch (IOException e) {
            throw new StartupFailure("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** A new, empty folder with a name that begins so, inside this one. */
    Path createFolder(String prefix) throws IOException {
        return Files.createTempDirectory(path, prefix, OWNER_FOLDER);
    }

    /** Puts a file or folder of this folder in its place, and sees to it that it is still there after a power cut. */
    void moveInto(Path made, String name) throws IOException {
        Files.move(made, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Deletes folders whose name begins so, as far as nobody is still writing into them. */
    void deleteLeftovers(String prefix) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(path, prefix + "*")) {
            for (Path leftover : leftovers) {
                delete(leftover);
            }
        } catch (IOException e) {
            // somebody who is about to end still writes there; the next start tries again
        }
    }

    /** Deletes a folder with all that is in it; one that is gone already is left alone. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException e) {
            // gone already, as was wanted
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Gives the folder free for another server. */
    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock of " + path + " cannot be released", e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
