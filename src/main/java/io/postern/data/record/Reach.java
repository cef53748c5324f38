package io.postern.data.record;

import io.postern.access.directory.Directory;
import io.postern.access.subscription.Partition;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Quote;
import io.postern.foundation.wire.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records a caller reaches: those of its subscription, of leads those of some partitions.
 *
 * @param partitions the ids of the partitions that the caller reaches
 * @param partitionIds all partitions of the subscription, by lower-case name
 */
public record Reach(int subscriptionId, Set<Integer> partitions, Map<String, Integer> partitionIds) {
    public Reach {
        partitions = Set.copyOf(partitions);
        partitionIds = Map.copyOf(partitionIds);
    }

    /** Of a subscription's access model and the partitions that the caller's permissions open. */
    public static Reach of(Directory directory, Set<Integer> partitions) {
        return new Reach(directory.subscriptionId(), partitions, directory.partitionIds());
    }

    public boolean includes(int partitionId) {
        return partitions.contains(partitionId);
    }

    /**
     * Where new leads go when no partition is named: to "Default" if the caller reaches it, else to the only one that it
     * reaches. Empty when that leaves a choice, or none.
     */
    public Optional<Integer> home() {
        if (partitions.contains(Partition.DEFAULT)) {
            return Optional.of(Partition.DEFAULT);
        }
        return partitions.size() == 1 ? partitions.stream().findFirst() : Optional.empty();
    }

    /**
     * The partition with a name, without regard to case and to blanks around it.
     *
     * @throws Refusal 1009 when there is none, 1008 when the caller does not reach it
     */
    public int named(String name) {
        @Nullable Integer id = partitionIds.get(name.strip().toLowerCase(Locale.ROOT));
        if (id == null) {
            throw Refusal.withText(
                    ErrorCode.PARTITION_NAME_REQUIRED,
                    "Partition name must be specified; there is no partition '" + Quote.of(name) + "'");
        }
        if (!includes(id)) {
            throw Refusal.with(ErrorCode.PARTITION_ACCESS_DENIED, name.strip());
        }
        return id;
    }
}
