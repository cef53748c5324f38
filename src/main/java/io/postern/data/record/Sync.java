package io.postern.data.record;

import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One sync in its transaction. The keys of all records are locked and looked up at once, the records are worked through in
 * memory in their order, so that a later one sees what an earlier one did, and what came of it is written at once.
 */
final class Sync {
    private final RecordStore store;
    private final Reach reach;
    private final SyncRequest request;
    private final Kind.Errors errors;
    private final Rules rules;
    private final SubscriptionClock clock;
    private final Map<String, List<Draft>> known = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Draft> fresh = new ArrayList<>();
    private final List<Draft> changed = new ArrayList<>();

    private Sync(Handle handle, Reach reach, SyncRequest request, SubscriptionClock clock) {
        Kind kind = request.schema().kind();
        this.store = new RecordStore(handle, request.schema(), reach);
        this.reach = reach;
        this.request = request;
        this.errors = kind.errors();
        this.rules = kind.rules().of(handle, reach, request.partition());
        this.clock = clock;
    }

    /** Carries out a sync; the outcomes are in the order of the records. */
    static List<Outcome> run(
            Handle handle, Reach reach, SyncRequest request, List<Sent> records, SubscriptionClock clock) {
        return new Sync(handle, reach, request, clock).run(records);
    }

    private List<Outcome> run(List<Sent> records) {
        lookUp(records);
        List<Supplier<Outcome>> outcomes = records.stream().map(this::take).toList();
        write();
        return outcomes.stream().map(Supplier::get).toList();
    }

    private void lookUp(List<Sent> records) {
        Set<String> keys = records.stream()
                .map(record -> record instanceof Sent.Readable readable ? readable.key() : null)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return;
        }
        store.lockKeys(request.rule(), keys);
        for (Row row : store.lock(request.rule(), keys)) {
            @Nullable String key = request.rule().key(row);
            if (key != null) {
                drafts(key).add(new Draft(row));
            }
        }
    }

    /** The instant is that of the writing: whoever had to wait for a lock comes after whom they waited for. */
    private void write() {
        Instant at = clock.now(reach.subscriptionId());
        List<Integer> ids = store.takeIds(fresh.size());
        for (int i = 0; i < fresh.size(); i++) {
            fresh.get(i).id = ids.get(i);
        }
        store.insert(fresh.stream().map(draft -> draft.row(at)).toList());
        store.update(changed.stream()
                .map(draft -> new RecordStore.Change(Objects.requireNonNull(draft.stored), draft.row(at)))
                .toList());
    }

    /** Works through one record; its outcome can be told once new records have their ids. */
    private Supplier<Outcome> take(Sent record) {
        return switch (record) {
            case Sent.Unreadable(ApiError reason) -> skipped(reason);
            case Sent.Readable readable -> {
                @Nullable String key = readable.key();
                Optional<ErrorCode> repeated = key == null || taken.add(key) ? Optional.empty() : errors.repeated();
                if (repeated.isPresent()) {
                    yield skipped(ApiError.of(repeated.get()));
                }
                List<Draft> matches = key == null ? new ArrayList<>() : drafts(key);
                yield matches.isEmpty() ? missing(readable, matches) : found(readable, matches);
            }
        };
    }

    private Supplier<Outcome> missing(Sent.Readable record, List<Draft> matches) {
        if (!request.makesRecords()) {
            return skipped(ApiError.of(errors.missing()));
        }
        return switch (rules.place()) {
            case Rules.Place.Nowhere(ApiError reason) -> skipped(reason);
            case Rules.Place.In(Integer partition) -> {
                Draft draft = new Draft(partition);
                draft.set(record.values());
                fresh.add(draft);
                matches.add(draft);
                yield () -> new Outcome.Created(key(draft));
            }
        };
    }

    private Supplier<Outcome> found(Sent.Readable record, List<Draft> matches) {
        if (matches.size() > 1) {
            return skipped(ApiError.of(ErrorCode.MULTIPLE_LEADS_MATCH));
        }
        Draft draft = matches.getFirst();
        @Nullable Row stored = draft.stored;
        Optional<ApiError> outOfReach = stored == null ? Optional.empty() : rules.outOfReach(stored);
        if (outOfReach.isPresent()) {
            return skipped(outOfReach.get());
        }
        if (request.action() == SyncAction.CREATE_ONLY) {
            return skipped(ApiError.of(errors.existing()));
        }
        Optional<ApiError> unchangeable = stored == null ? Optional.empty() : rules.unchangeable(stored);
        if (unchangeable.isPresent()) {
            return skipped(unchangeable.get());
        }
        if (changesKey(record, draft)) {
            return skipped(ApiError.withText(
                    ErrorCode.INVALID_DATA,
                    "Field '" + request.schema().byDedupeFields().name()
                            + "' is set when a record is made, and not changed"));
        }
        draft.set(record.values());
        if (stored != null && !draft.isChanged) {
            draft.isChanged = true;
            changed.add(draft);
        }
        return () -> new Outcome.Updated(key(draft));
    }

    /** Dedupe fields of objects stay what they were, so that no two records ever have the same. */
    private boolean changesKey(Sent.Readable record, Draft draft) {
        return request.schema().kind().family() == Kind.Family.OBJECTS
                && request.schema().byDedupeFields().fields().stream()
                        .filter(record.values()::containsKey)
                        .anyMatch(field -> {
                            @Nullable Object given = record.values().get(field);
                            @Nullable Object held = draft.fields.get(field.name());
                            return given == null || held == null
                                    ? given != held
                                    : !field.key(given).equals(field.key(held));
                        });
    }

    /** Once it has its id; when the row was written does not matter here. */
    private Outcome.Key key(Draft draft) {
        return Outcome.Key.of(request.schema(), draft.row(Instant.EPOCH));
    }

    private List<Draft> drafts(String key) {
        return known.computeIfAbsent(key, each -> new ArrayList<>());
    }

    private static Supplier<Outcome> skipped(ApiError reason) {
        return () -> new Outcome.Skipped(null, reason);
    }

    /** A record while a sync works on it. */
    private static final class Draft {
        private final @Nullable Row stored;
        private final @Nullable Integer partition;
        private final Map<String, Object> fields;
        private int id;
        private boolean isChanged;

        /** Of a record that there is. */
        Draft(Row stored) {
            this.stored = stored;
            this.partition = stored.partition();
            this.fields = new HashMap<>(stored.fields());
            this.id = stored.id();
        }

        /** Of a new record. */
        Draft(@Nullable Integer partition) {
            this.stored = null;
            this.partition = partition;
            this.fields = new HashMap<>();
        }

        void set(Map<Field, @Nullable Object> values) {
            values.forEach((field, value) -> {
                if (value == null) {
                    fields.remove(field.name());
                } else {
                    fields.put(field.name(), value);
                }
            });
        }

        Row row(Instant at) {
            return new Row(id, partition, fields, stored == null ? at : stored.createdAt(), at);
        }
    }
}
