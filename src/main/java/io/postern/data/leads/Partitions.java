package io.postern.data.leads;

import io.postern.access.subscription.SubscriptionStore;
import io.postern.data.record.Reach;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import org.jdbi.v3.core.Handle;

/** Names partitions in reasons; reads them only then. */
final class Partitions {
    private final Handle handle;
    private final Reach reach;

    Partitions(Handle handle, Reach reach) {
        this.handle = handle;
        this.reach = reach;
    }

    /** The reason for which a record is skipped whose lead is in a partition out of reach. */
    ApiError accessDenied(int partitionId) {
        return SubscriptionStore.partitions(handle, reach.subscriptionId()).stream()
                .filter(partition -> partition.id() == partitionId)
                .findFirst()
                .map(partition -> ApiError.of(ErrorCode.PARTITION_ACCESS_DENIED, partition.name()))
                .orElseThrow();
    }
}
