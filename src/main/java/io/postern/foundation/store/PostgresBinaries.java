package io.postern.foundation.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** The programs of the embedded PostgreSQL, unpacked once into the data folder. */
final class PostgresBinaries {
    private static final String UNPACKING = "unpacking-";

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks the programs when this version of them is not there yet.
     *
     * @throws StartupFailure when there are none for this machine, or they cannot be written
     */
    static PostgresBinaries unpackedIn(DataFolder data) {
        String archive = archiveName();
        @Nullable URL resource = PostgresBinaries.class.getResource("/" + archive);
        if (resource == null) {
            throw new StartupFailure("This build has no embedded PostgreSQL for this machine (" + archive
                    + "). Give an own one with POSTERN_DATABASE_URL");
        }
        try {
            Path folder = data.resolve("postgres-" + fingerprint(resource));
            if (!Files.isDirectory(folder)) {
                data.deleteLeftovers(UNPACKING);
                Path fresh = data.createFolder(UNPACKING);
                unpack(resource, fresh);
                data.moveInto(fresh, folder.getFileName().toString());
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw new StartupFailure(
                    "The embedded PostgreSQL cannot be unpacked into " + data + ": " + e.getMessage(), e);
        }
    }

    /** The path of a program, for example {@code pg_ctl}. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static String archiveName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return "postgres-" + (os.contains("mac") ? "darwin" : os.contains("windows") ? "windows" : "linux") + "-"
                + (arch.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
    }

    /** The archive's check sum, which the jar already knows, so that a new version is unpacked beside the old one. */
    private static String fingerprint(URL resource) throws IOException {
        JarURLConnection connection = (JarURLConnection) resource.openConnection();
        return Long.toHexString(connection.getJarEntry().getCrc());
    }

    private static void unpack(URL resource, Path target) throws IOException {
        try (InputStream in = resource.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive leads out of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
