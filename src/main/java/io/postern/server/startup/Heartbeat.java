package io.postern.server.startup;

import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.SecretUses;
import io.postern.access.directory.Directories;
import io.postern.access.session.Sessions;
import io.postern.access.session.SignInFailures;
import io.postern.access.token.Tokens;
import io.postern.foundation.store.Deadline;
import io.postern.foundation.store.DeadlinePassed;
import io.postern.foundation.store.Nodes;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.gate.limits.Usage;
import io.postern.insight.calls.Callers;
import io.postern.insight.calls.Errors;
import io.postern.insight.calls.LastCalls;
import io.postern.insight.calls.OperationTimes;
import io.postern.insight.denials.Denials;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What a node does again and again, with a thread for each: ask for changes of access, write usage and when secrets were used,
 * forget old tokens, ended secrets, sessions and failed sign-ins. A database that is away is told once in the log, and once when it is back.
 */
@Singleton
final class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final Duration MERGE = Duration.ofSeconds(1);

    /** A database that does not answer at all is asked anew after that, by another connection. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

    private static final Duration LONGEST_CLEANING = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofMinutes(10);

    private final Directories directories;
    private final Usage usage;
    private final Errors errors;
    private final Callers callers;
    private final LastCalls lastCalls;
    private final OperationTimes times;
    private final Denials denials;
    private final Tokens tokens;
    private final ClientSecrets secrets;
    private final SecretUses secretUses;
    private final Sessions sessions;
    private final SignInFailures signInFailures;
    private final Nodes nodes;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(
            16, Thread.ofPlatform().daemon().name("heartbeat-", 0).factory());
    private volatile boolean databaseAway;

    Heartbeat(
            Directories directories,
            Usage usage,
            Errors errors,
            Callers callers,
            LastCalls lastCalls,
            OperationTimes times,
            Denials denials,
            Tokens tokens,
            ClientSecrets secrets,
            SecretUses secretUses,
            Sessions sessions,
            SignInFailures signInFailures,
            Nodes nodes) {
        this.directories = directories;
        this.usage = usage;
        this.errors = errors;
        this.callers = callers;
        this.lastCalls = lastCalls;
        this.times = times;
        this.denials = denials;
        this.tokens = tokens;
        this.secrets = secrets;
        this.secretUses = secretUses;
        this.sessions = sessions;
        this.signInFailures = signInFailures;
        this.nodes = nodes;
    }

    void start() {
        directories.refresh();
        nodes.tell();
        every(Nodes.PERIOD, nodes::tell);
        every(Directories.POLL, this::refresh);
        every(MERGE, usage::merge);
        every(MERGE, errors::merge);
        every(MERGE, callers::merge);
        every(MERGE, lastCalls::merge);
        every(MERGE, times::merge);
        every(MERGE, denials::merge);
        every(SecretUses.WRITE, secretUses::write);
        every(FORGET, callers::forgetOld);
        every(FORGET, lastCalls::forgetOld);
        every(FORGET, denials::forgetOld);
        every(FORGET, tokens::forgetOld);
        every(FORGET, secrets::forgetOld);
        every(FORGET, sessions::forgetOld);
        every(FORGET, signInFailures::forgetOld);
    }

    /** Ends it, after usage and the use of secrets were written a last time. */
    void stop() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(3, TimeUnit.SECONDS)) {
                LOG.warn("The regular work did not end within 3 s");
            }
            Deadline.in(LONGEST_LOOK).run(() -> {
                usage.merge();
                errors.merge();
                callers.merge();
                lastCalls.merge();
                times.merge();
                denials.merge();
                secretUses.write();
                nodes.leave();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailable | DeadlinePassed e) {
            LOG.warnf("The last usage could not be written: %s", e.getMessage());
        }
    }

    /** What is done seldom may take longer. */
    private void every(Duration period, Runnable work) {
        Duration longest = period.compareTo(FORGET) < 0 ? LONGEST_LOOK : LONGEST_CLEANING;
        executor.scheduleWithFixedDelay(
                () -> guarded(() -> Deadline.in(longest).run(work)),
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Of all the regular work only this asks the database every time, so only this can tell whether it is there. */
    private void refresh() {
        try {
            directories.refresh();
            if (databaseAway) {
                databaseAway = false;
                LOG.info("The database is back");
            }
        } catch (StoreUnavailable | DeadlinePassed e) {
            if (!databaseAway) {
                databaseAway = true;
                LOG.warnf("The database cannot be reached: %s", e.getMessage());
            }
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable | DeadlinePassed e) {
            LOG.debugf("The regular work waits for the database: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The regular work failed", e);
        }
    }
}
