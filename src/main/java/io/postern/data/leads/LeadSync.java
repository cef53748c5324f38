package io.postern.data.leads;

import io.postern.access.subscription.Partition;
import io.postern.data.record.Outcome;
import io.postern.data.record.Reach;
import io.postern.data.record.SyncAction;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One sync in its transaction. The keys of all records are locked and looked up at once, the records are worked through in
 * memory in their order, so that a later one sees what an earlier one did, and what came of it is written at once.
 */
final class LeadSync {
    private final Handle handle;
    private final Reach reach;
    private final SyncPlan plan;
    private final InstantSource clock;
    private final Partitions partitions;
    private final Map<Object, List<Draft>> known = new HashMap<>();
    private final List<Draft> fresh = new ArrayList<>();
    private final List<Draft> changed = new ArrayList<>();

    private LeadSync(Handle handle, Reach reach, SyncPlan plan, InstantSource clock) {
        this.handle = handle;
        this.reach = reach;
        this.plan = plan;
        this.clock = clock;
        this.partitions = new Partitions(handle, reach);
    }

    /** Carries out a sync; the outcomes are in the order of the records. */
    static List<Outcome> run(Handle handle, Reach reach, SyncPlan plan, List<SyncRecord> records, InstantSource clock) {
        return new LeadSync(handle, reach, plan, clock).run(records);
    }

    private List<Outcome> run(List<SyncRecord> records) {
        lookUp(records);
        List<Supplier<Outcome>> outcomes = records.stream().map(this::take).toList();
        write();
        return outcomes.stream().map(Supplier::get).toList();
    }

    private void lookUp(List<SyncRecord> records) {
        Set<Object> keys = records.stream()
                .map(record -> record instanceof SyncRecord.Readable readable ? readable.key() : null)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return;
        }
        LeadStore.lockKeys(handle, reach.subscriptionId(), plan.lookup(), keys);
        for (Lead lead : LeadStore.lockLeads(handle, reach.subscriptionId(), plan.lookup(), keys)) {
            @Nullable Object key = LookupKeys.of(plan.lookup(), lead);
            if (key != null) {
                drafts(key).add(Draft.of(lead));
            }
        }
    }

    /** The instant is that of the writing: whoever had to wait for a lock comes after whom they waited for. */
    private void write() {
        Instant at = clock.instant();
        List<Integer> ids = LeadStore.takeIds(handle, fresh.size());
        for (int i = 0; i < fresh.size(); i++) {
            fresh.get(i).id = ids.get(i);
        }
        LeadStore.insert(
                handle,
                reach.subscriptionId(),
                fresh.stream().map(draft -> draft.lead(at)).toList());
        LeadStore.update(
                handle,
                reach.subscriptionId(),
                changed.stream().map(draft -> draft.lead(at)).toList());
    }

    /** Works through one record; its outcome can be told once new leads have their ids. */
    private Supplier<Outcome> take(SyncRecord record) {
        return switch (record) {
            case SyncRecord.Unreadable(ApiError reason) -> skipped(reason);
            case SyncRecord.Readable readable -> {
                @Nullable Object key = readable.key();
                List<Draft> matches = key == null ? new ArrayList<>() : drafts(key);
                yield matches.isEmpty() ? missing(readable, matches) : found(readable, matches);
            }
        };
    }

    private Supplier<Outcome> missing(SyncRecord.Readable record, List<Draft> matches) {
        if (plan.action() == SyncAction.UPDATE_ONLY) {
            return skipped(ApiError.of(ErrorCode.LEAD_NOT_FOUND));
        }
        @Nullable Integer named = plan.partition();
        @Nullable Integer partition = named != null ? named : reach.home().orElse(null);
        if (partition == null) {
            return skipped(
                    reach.partitions().isEmpty()
                            ? partitions.accessDenied(Partition.DEFAULT)
                            : ApiError.of(ErrorCode.PARTITION_NAME_REQUIRED));
        }
        Draft draft = Draft.inPartition(partition);
        draft.set(record.values());
        fresh.add(draft);
        matches.add(draft);
        return () -> new Outcome.Created(draft.id);
    }

    private Supplier<Outcome> found(SyncRecord.Readable record, List<Draft> matches) {
        if (matches.size() > 1) {
            return skipped(ApiError.of(ErrorCode.MULTIPLE_LEADS_MATCH));
        }
        Draft draft = matches.getFirst();
        if (!reach.includes(draft.partitionId)) {
            return skipped(partitions.accessDenied(draft.partitionId));
        }
        if (plan.action() == SyncAction.CREATE_ONLY) {
            return skipped(ApiError.of(ErrorCode.LEAD_ALREADY_EXISTS));
        }
        if (plan.partition() != null && plan.partition() != draft.partitionId) {
            return skipped(ApiError.of(ErrorCode.PARTITION_UPDATE_NOT_ALLOWED));
        }
        draft.set(record.values());
        if (draft.isStored() && !draft.changed) {
            draft.changed = true;
            changed.add(draft);
        }
        return () -> new Outcome.Updated(draft.id);
    }

    private List<Draft> drafts(Object key) {
        return known.computeIfAbsent(key, each -> new ArrayList<>());
    }

    private static Supplier<Outcome> skipped(ApiError reason) {
        return () -> new Outcome.Skipped(null, reason);
    }

    /** A lead while a sync works on it. */
    private static final class Draft {
        private final int partitionId;
        private final @Nullable Instant createdAt;
        private final Map<String, Object> fields;
        private int id;
        private boolean changed;

        private Draft(int partitionId, @Nullable Instant createdAt, Map<String, Object> fields) {
            this.partitionId = partitionId;
            this.createdAt = createdAt;
            this.fields = fields;
        }

        static Draft of(Lead lead) {
            Draft draft = new Draft(lead.partitionId(), lead.createdAt(), new HashMap<>(lead.fields()));
            draft.id = lead.id();
            return draft;
        }

        static Draft inPartition(int partitionId) {
            return new Draft(partitionId, null, new HashMap<>());
        }

        boolean isStored() {
            return createdAt != null;
        }

        void set(Map<String, @Nullable Object> values) {
            values.forEach((name, value) -> {
                if (value == null) {
                    fields.remove(name);
                } else {
                    fields.put(name, value);
                }
            });
        }

        Lead lead(Instant at) {
            return new Lead(id, partitionId, fields, createdAt == null ? at : createdAt, at);
        }
    }
}
