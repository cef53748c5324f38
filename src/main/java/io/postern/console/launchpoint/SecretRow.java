package io.postern.console.launchpoint;

import io.postern.access.customservice.SecretDetails;
import io.postern.access.user.LastDay;
import io.postern.console.Formats;
import io.quarkus.qute.TemplateEnum;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A secret of a service in the dialog Client Secrets, of which never more than this is shown.
 *
 * @param days how old it is; {@code number} as people write it
 * @param lastUsed empty when it never got a token
 * @param ends empty for never
 * @param lastDay on which it is accepted, ISO 8601, as somebody has set it; empty for no such day
 */
public record SecretRow(
        long id,
        State state,
        String created,
        long days,
        String number,
        Optional<String> lastUsed,
        Optional<String> ends,
        String lastDay) {

    /** What a secret is good for. */
    @TemplateEnum
    public enum State {
        /** The newest one that is accepted. */
        CURRENT,
        /** Accepted beside the newest one, until the end of the overlap. */
        OLD,
        /** Not accepted any more. */
        ENDED
    }

    /** Rows of secrets that are given the newest first. */
    public static List<SecretRow> of(List<SecretDetails> secrets, Instant now, Formats formats, ZoneId zone) {
        List<SecretRow> rows = new ArrayList<>();
        boolean currentIsListed = false;
        for (SecretDetails secret : secrets) {
            State state = !secret.isLive(now) ? State.ENDED : currentIsListed ? State.OLD : State.CURRENT;
            currentIsListed |= state == State.CURRENT;
            long days = ChronoUnit.DAYS.between(secret.createdAt(), now);
            rows.add(new SecretRow(
                    secret.id(),
                    state,
                    formats.instant(secret.createdAt()),
                    days,
                    formats.number(days),
                    Optional.ofNullable(secret.lastUsedAt()).map(formats::instant),
                    Optional.ofNullable(secret.endsAt()).map(formats::instant),
                    secret.expiresAt() == null
                            ? ""
                            : LastDay.before(secret.expiresAt(), zone).date().toString()));
        }
        return List.copyOf(rows);
    }

    /** The same with another last day, as it was typed. */
    SecretRow typed(String otherLastDay) {
        return new SecretRow(id, state, created, days, number, lastUsed, ends, otherLastDay);
    }

    /** The name of the field of its last day, and of what is wrong with it. */
    public String field() {
        return "lastDay-" + id;
    }

    public boolean isLive() {
        return state != State.ENDED;
    }

    public boolean isOld() {
        return state == State.OLD;
    }
}
