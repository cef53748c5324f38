package io.postern.data.objects;

import io.postern.data.record.FieldTable;
import io.postern.data.record.Kind;
import io.postern.data.record.Rules;
import io.postern.data.record.Table;
import io.postern.foundation.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sales persons are: who leads belong to. */
public final class SalesPersons {
    /** The kind: fields from {@code sales-person-fields.tsv} beside this class. */
    public static final Kind KIND = new Kind(
            "salesPerson",
            "SalesPerson",
            Table.OBJECTS,
            Kind.Family.OBJECTS,
            FieldTable.read(SalesPersons.class, "sales-person-fields.tsv", Map.of()),
            new Kind.Keys("id", List.of("externalSalesPersonId"), List.of()),
            new Kind.Errors(
                    ErrorCode.OBJECT_NOT_FOUND,
                    ErrorCode.OBJECT_ALREADY_EXISTS,
                    Optional.of(ErrorCode.DUPLICATE_IN_INPUT)),
            (handle, reach, partition) -> Rules.NONE);

    private SalesPersons() {}
}
