package io.postern.data.leads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sync as a caller asks for it, not yet checked. Adobe's page "Leads", section on create and update.
 *
 * @param action {@code createOrUpdate} when null
 * @param lookupField the REST name of the field by which leads are found; {@code email} when null
 * @param partitionName where new leads go, and where found ones must be; null leaves both open
 * @param input the records: maps of REST field names to values
 */
public record SyncRequest(
        @Nullable String action,
        @Nullable String lookupField,
        @Nullable String partitionName,
        @Nullable List<? extends @Nullable Object> input) {}
