package io.postern.data.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of records.
 *
 * @param records REST field names with their values, in the order in which they are shown; unset ones are null
 * @param nextPageToken null on the last page
 */
public record RecordPage(
        List<Map<String, @Nullable Object>> records,
        @Nullable String nextPageToken) {}
