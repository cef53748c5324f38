package io.postern.server.accessfile;

import io.postern.access.customservice.ClientSecret;
import io.postern.access.rule.RuleViolation;
import io.postern.access.rule.Texts;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.user.EmailAddress;
import io.postern.access.user.PasswordRule;
import io.postern.foundation.wire.AddressRange;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What single texts of the file mean. A text that means nothing is noted as a mistake, and the result is empty. */
final class Values {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Mistakes mistakes;

    Values(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** A whole number between two others, both included. */
    Function<Text, Optional<Integer>> number(int least, int most) {
        return text -> {
            if (NUMBER.matcher(text.stripped()).matches()) {
                long number = Long.parseLong(text.stripped());
                if (number >= least && number <= most) {
                    return Optional.of((int) number);
                }
            }
            return wrong(text, "is not a whole number from " + least + " to " + most + ", in digits only");
        };
    }

    Optional<Boolean> truth(Text text) {
        return switch (text.stripped().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> wrong(text, "is neither true nor false");
        };
    }

    Optional<ZoneId> zone(Text text) {
        if (ZoneId.getAvailableZoneIds().contains(text.stripped())) {
            return Optional.of(ZoneId.of(text.stripped()));
        }
        return wrong(
                text,
                "is not a time zone such as America/Chicago"
                        + Nearest.question(text.written(), ZoneId.getAvailableZoneIds()));
    }

    Optional<MunchkinId> munchkinId(Text text) {
        return MunchkinId.isValid(text.stripped())
                ? Optional.of(new MunchkinId(text.stripped()))
                : wrong(
                        text,
                        "is not a Munchkin id; it has three digits, three capital letters and three digits, as in"
                                + " 123-ABC-456");
    }

    Optional<AddressRange> allowListEntry(Text text) {
        Optional<AddressRange> entry = AddressRange.parse(text.value());
        return entry.isPresent()
                ? entry
                : wrong(
                        text,
                        "is not an entry of an allow-list; write an address (203.0.113.7 or 2001:db8::7), a range"
                                + " (203.0.113.7-203.0.113.20), a wildcard (10.0.*.*) or CIDR (10.0.0.0/16)");
    }

    Optional<AccessEnd> accessEnd(Text text) {
        Optional<AccessEnd> end = AccessEnd.parse(text.stripped());
        return end.isPresent()
                ? end
                : wrong(
                        text,
                        "is not an end of access; write a date (2027-01-01), an instant (2027-01-01T08:00:00Z) or"
                                + " never");
    }

    Optional<String> address(Text text) {
        return EmailAddress.isValid(text.stripped())
                ? Optional.of(text.stripped())
                : wrong(text, "is not an e-mail address such as name@example.com");
    }

    /** A name that anything in the access model may have. */
    Function<Text, Optional<String>> name(String what) {
        return text -> {
            try {
                return Optional.of(Texts.requireName(what, text.value()));
            } catch (RuleViolation e) {
                mistakes.add(text.at(), e.text());
                return Optional.empty();
            }
        };
    }

    /** Free text without blanks around it. */
    Function<Text, Optional<String>> prose(int longest) {
        return text -> {
            if (text.stripped().length() > longest) {
                mistakes.add(
                        text.at(),
                        "the text has " + text.stripped().length() + " characters; at most " + longest
                                + " are allowed");
                return Optional.empty();
            }
            return Optional.of(text.stripped());
        };
    }

    /** Does not repeat the text: the client secret may have been put there. */
    Optional<UUID> clientId(Text text) {
        if (UUID_FORM.matcher(text.stripped()).matches()) {
            return Optional.of(UUID.fromString(text.stripped()));
        }
        mistakes.add(text.at(), "a client id is a UUID such as 7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f60");
        return Optional.empty();
    }

    Optional<ClientSecret> clientSecret(Text text) {
        if (ClientSecret.isValid(text.value())) {
            return Optional.of(new ClientSecret(text.value()));
        }
        mistakes.add(text.at(), "a client secret has 16 to 64 printable ASCII characters without blanks");
        return Optional.empty();
    }

    Optional<AccessFile.Password> password(Text text) {
        if (PasswordRule.allows(text.value())) {
            return Optional.of(new AccessFile.Password(text.value()));
        }
        mistakes.add(
                text.at(), "a password has " + PasswordRule.SHORTEST + " to " + PasswordRule.LONGEST + " characters");
        return Optional.empty();
    }

    private <T> Optional<T> wrong(Text text, String what) {
        mistakes.add(text.at(), text.quoted() + " " + what);
        return Optional.empty();
    }
}
