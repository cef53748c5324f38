package io.postern.foundation.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.foundation.store.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    private final TemporaryFiles files = new TemporaryFiles();

    @TempDir
    Path parent;

    @Test
    void shouldRemoveAtTheStartWhatACallHasLeftAndNothingElse() throws IOException {
        files.open(parent);
        Path left = files.makeFolder();
        Files.writeString(left.resolve("body"), "x");
        Path foreign = Files.createDirectory(parent.resolve("mine"));

        new TemporaryFiles().open(parent);

        assertThat(left).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void shouldMakeItsFolderAgainWhenSomebodyHasRemovedIt() throws IOException {
        Path folder = parent.resolve("calls");
        files.open(folder);
        Files.delete(folder);

        assertThat(files.makeFolder()).exists();
    }

    @Test
    void shouldDeleteAFolderThatIsGoneWithoutAComplaint() throws IOException {
        files.open(parent);
        Path folder = files.makeFolder();

        DataFolder.delete(folder);
        DataFolder.delete(folder);

        assertThat(folder).doesNotExist();
    }
}
