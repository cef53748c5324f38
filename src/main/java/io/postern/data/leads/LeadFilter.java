package io.postern.data.leads;

import io.postern.data.record.Field;
import io.postern.data.record.FieldValues;
import java.util.List;
import java.util.Set;

/** Which leads a query is after. */
sealed interface LeadFilter {

    record ByIds(List<Integer> ids) implements LeadFilter {}

    /** @param keys see {@link FieldValues#emailKey} */
    record ByEmail(List<String> keys) implements LeadFilter {}

    record ByPartition(Set<Integer> partitions) implements LeadFilter {}

    /** @param values as they are stored */
    record ByField(Field field, List<Object> values) implements LeadFilter {}

    /** A filter that no lead can match. */
    record Nothing() implements LeadFilter {}
}
