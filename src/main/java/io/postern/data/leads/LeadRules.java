package io.postern.data.leads;

import io.postern.access.subscription.Partition;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.data.record.Reach;
import io.postern.data.record.Row;
import io.postern.data.record.Rules;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Every lead is in a partition, which a caller reaches or not, and which no sync changes. */
record LeadRules(Handle handle, Reach reach, @Nullable Integer named) implements Rules {

    @Override
    public Optional<ApiError> outOfReach(Row lead) {
        int partition = Objects.requireNonNull(lead.partition(), "every lead is in a partition");
        return reach.includes(partition) ? Optional.empty() : Optional.of(accessDenied(partition));
    }

    @Override
    public Optional<ApiError> unchangeable(Row lead) {
        return named == null || named.equals(lead.partition())
                ? Optional.empty()
                : Optional.of(ApiError.of(ErrorCode.PARTITION_UPDATE_NOT_ALLOWED));
    }

    @Override
    public Place place() {
        @Nullable Integer partition = named != null ? named : reach.home().orElse(null);
        if (partition != null) {
            return new Place.In(partition);
        }
        return new Place.Nowhere(
                reach.partitions().isEmpty()
                        ? accessDenied(Partition.DEFAULT)
                        : ApiError.of(ErrorCode.PARTITION_NAME_REQUIRED));
    }

    /** Names the partition, which is read only then. */
    private ApiError accessDenied(int partitionId) {
        return SubscriptionStore.partitions(handle, reach.subscriptionId()).stream()
                .filter(partition -> partition.id() == partitionId)
                .findFirst()
                .map(partition -> ApiError.of(ErrorCode.PARTITION_ACCESS_DENIED, partition.name()))
                .orElseThrow();
    }
}
