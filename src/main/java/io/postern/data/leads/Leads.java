package io.postern.data.leads;

import io.postern.data.record.FieldTable;
import io.postern.data.record.Kind;
import io.postern.data.record.Row;
import io.postern.data.record.Storage;
import io.postern.data.record.Table;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What leads are. */
public final class Leads {
    private static final Pattern COOKIE =
            Pattern.compile("id:[0-9]{3}-[A-Za-z]{3}-[0-9]{3}&token:_mch-[A-Za-z0-9.-]+-[0-9]+-[0-9]{5}");

    /** The kind: fields from {@code standard-fields.tsv} beside this class. */
    public static final Kind KIND = new Kind(
            "lead",
            "API Lead",
            Table.LEADS,
            Kind.Family.LEADS,
            FieldTable.read(
                    Leads.class,
                    "standard-fields.tsv",
                    Map.of(
                            "mktoName",
                            Storage.Computed.of(Leads::fullName),
                            // cookies are checked, but no lead has one yet
                            "cookies",
                            new Storage.Computed(lead -> null, Leads::checkCookie))),
            new Kind.Keys(
                    "id", List.of("email"), List.of("id", "firstName", "lastName", "email", "updatedAt", "createdAt")),
            new Kind.Errors(ErrorCode.LEAD_NOT_FOUND, ErrorCode.LEAD_ALREADY_EXISTS, Optional.empty()),
            LeadRules::new);

    private Leads() {}

    private static @Nullable String fullName(Row lead) {
        String name = Stream.of("firstName", "middleName", "lastName")
                .map(lead.fields()::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    private static void checkCookie(String value) {
        if (!COOKIE.matcher(value).matches()) {
            throw Refusal.with(ErrorCode.INVALID_COOKIE, value);
        }
    }
}
