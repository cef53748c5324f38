package io.postern.server.accessfile;

import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Caller;
import io.postern.access.role.Roles;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.Users;
import io.postern.foundation.store.DataFolder;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.vault.Passwords;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Makes a subscription as an access file describes it: in one transaction, one file at a time over all servers, and nothing
 * of it when anything is wrong. Applying the same file again changes nothing. Thread safe.
 */
@Singleton
public final class AccessFileApplier {
    private static final Caller CALLER = new Caller.System("access file");
    private static final String NAME_OF_A_NEW_SUBSCRIPTION = "Postern";

    private final Store store;
    private final Changes changes;
    private final Roles roles;
    private final Users users;
    private final CustomServices services;
    private final Subscriptions subscriptions;
    private final Passwords passwords;

    public AccessFileApplier(
            Store store,
            Changes changes,
            Roles roles,
            Users users,
            CustomServices services,
            Subscriptions subscriptions,
            Passwords passwords) {
        this.store = store;
        this.changes = changes;
        this.roles = roles;
        this.users = users;
        this.services = services;
        this.subscriptions = subscriptions;
        this.passwords = passwords;
    }

    /**
     * What came of a file.
     *
     * @param changed whether anything was made or changed
     * @param secretsFile where the generated client secrets are; empty when none was generated
     */
    public record Applied(int subscriptionId, boolean changed, Optional<Path> secretsFile) {}

    /**
     * Applies a file. What it changes is in force on this node when this returns.
     *
     * @param path of the file, as it is to be named in mistakes
     * @param environment what <code>${NAME}</code> refers to
     * @param folder to which generated client secrets are written, before the transaction ends
     * @throws AccessFileInvalid with all mistakes, when there are any
     * @throws StoreUnavailable when the database cannot be reached
     */
    public Applied apply(Path path, Map<String, String> environment, DataFolder folder) {
        Mistakes mistakes = new Mistakes(path.toString());
        Optional<AccessFile> parsed = AccessFileParser.parse(read(path, mistakes), environment, mistakes);
        Optional<MunchkinId> munchkinId =
                parsed.flatMap(file -> file.subscription().munchkinId());
        if (parsed.isEmpty() || munchkinId.isEmpty()) {
            parsed.ifPresent(file -> new AccessFileCheck(file, Existing.NEW, mistakes).references());
            mistakes.refuseIfAny();
            throw new IllegalStateException("an access file without a Munchkin id has no mistake");
        }
        AccessFile file = parsed.get();
        Outcome outcome = store.inTransaction(handle -> apply(handle, munchkinId.get(), file, mistakes, folder));
        changes.published(outcome.subscriptionId(), outcome.version());
        return new Applied(outcome.subscriptionId(), outcome.changed(), outcome.secretsFile());
    }

    private record Outcome(int subscriptionId, long version, boolean changed, Optional<Path> secretsFile) {}

    private Outcome apply(Handle handle, MunchkinId munchkinId, AccessFile file, Mistakes mistakes, DataFolder folder) {
        SubscriptionStore.lockCreation(handle);
        Optional<Subscription> found = SubscriptionStore.byMunchkinId(handle, munchkinId);
        Subscription subscription = found.orElseGet(() -> changes.create(
                handle, CALLER, munchkinId, file.subscription().over(Settings.named(NAME_OF_A_NEW_SUBSCRIPTION))));
        // Settings are a change of their own: a service that is made after it finds them in force.
        changes.within(handle, CALLER, subscription.id(), change -> settings(change, file, mistakes));
        AccessFileChange objects =
                new AccessFileChange(file, mistakes, subscriptions, roles, users, services, passwords);
        long version = changes.within(handle, CALLER, subscription.id(), objects::apply);
        mistakes.refuseIfAny();
        List<CustomServices.Created> generated = objects.generated();
        Optional<Path> secrets =
                generated.isEmpty() ? Optional.empty() : Optional.of(SecretsFile.add(folder, munchkinId, generated));
        boolean changed =
                found.filter(before -> before.accessVersion() == version).isEmpty();
        return new Outcome(subscription.id(), version, changed, secrets);
    }

    private void settings(Change change, AccessFile file, Mistakes mistakes) {
        new AccessFileCheck(file, Existing.of(change), mistakes).against(change);
        mistakes.refuseIfAny();
        subscriptions.change(
                change, file.subscription().over(change.subscription().settings()));
    }

    private static String read(Path path, Mistakes mistakes) {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            mistakes.add(Place.TOP, "the file is not text in UTF-8; save it in that encoding");
        } catch (IOException e) {
            mistakes.add(Place.TOP, "the file cannot be read: " + e.getClass().getSimpleName());
        }
        throw new AccessFileInvalid(mistakes.lines());
    }
}
