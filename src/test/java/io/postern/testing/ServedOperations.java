package io.postern.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.postern.access.operation.OperationTable;
import jakarta.ws.rs.Path;
import java.util.stream.Collectors;

/** The operations that the server itself answers, without those that tests add. */
public final class ServedOperations {
    private ServedOperations() {}

    public static OperationTable table() {
        return OperationTable.of(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.postern").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .filter(OperationTable::isOfTheApi)
                        .collect(Collectors.toSet()));
    }
}
