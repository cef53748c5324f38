package io.postern.insight.denials;

import java.time.Instant;
import java.time.LocalDate;

/**
 * All refusals of a day that are alike.
 *
 * @param day of the subscription's time zone
 * @param digest distinguishes it from others of the day
 * @param serviceName as it was then; {@code login} likewise
 * @param operation verb and path; empty where several are taken together
 * @param address of the client; empty where several are taken together
 * @param code the number of an error, or the name of an OAuth error
 * @param calls how often, 1 or more
 * @param requestId of the last one
 */
public record Denial(
        LocalDate day,
        String digest,
        long serviceId,
        long userId,
        String serviceName,
        String login,
        String operation,
        String address,
        String code,
        Explanation why,
        long calls,
        Instant firstAt,
        Instant lastAt,
        String requestId) {}
